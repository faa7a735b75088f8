//! Hands the library's own log records to another language's log, as far as it wants to hear them.

use std::fmt::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::log_queue::Record;

/// The library's own records, which are all that is passed on.
const TARGET: &str = "twitter_feedback";

/// The lowest level that is wanted, as [`Record::level`] numbers them; nothing until somebody asks.
static WANTED: AtomicI64 = AtomicI64::new(i64::MAX);

/// Hands records from this level on to `sink`, in the threads in which they arise; `None` wants nothing.
///
/// Levels are numbered as in [`Record::level`]. The first sink stays, so that one process has one.
pub fn listen(wanted: Option<i64>, sink: fn(Record)) {
    static INSTALLED: Once = Once::new();
    let wanted = wanted.unwrap_or(i64::MAX);
    if wanted <= number(Level::ERROR).into() {
        INSTALLED.call_once(|| {
            // Refused where something else of this library's own copy of tracing was set, as by the command.
            let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Bridge(sink)));
        });
    }
    WANTED.store(wanted, Ordering::Relaxed);
}

fn number(level: Level) -> u8 {
    match level {
        Level::ERROR => 40,
        Level::WARN => 30,
        Level::INFO => 20,
        Level::DEBUG => 10,
        Level::TRACE => 5,
    }
}

struct Bridge(fn(Record));

/// The fields of a span or record, as ` name=value`.
struct Fields(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Bridge {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        // Not for ever: whoever listens may change their mind.
        if metadata.target().starts_with(TARGET) { Interest::sometimes() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target().starts_with(TARGET) && i64::from(number(*metadata.level())) >= WANTED.load(Ordering::Relaxed)
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields(String::new());
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(of_span) = span.extensions().get::<Fields>() {
                fields.0.push_str(&of_span.0);
            }
        }
        let level = number(*event.metadata().level());
        (self.0)(Record { at: SystemTime::now().into(), level, text: fields.0 });
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = if field.name() == "message" {
            let rest = std::mem::take(&mut self.0);
            write!(self.0, "{value:?}{rest}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{}", value.escape_debug()));
    }
}
