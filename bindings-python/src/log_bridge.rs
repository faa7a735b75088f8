//! Queues the library's log records for Python, as far as it wants to hear them.

use std::fmt::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicI64, Ordering};

use pyo3::prelude::*;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::logging::{TARGET, level};
use crate::process;

/// The level from which on Python wants to hear, as it numbers them; nothing until logging is set up.
static WANTED: AtomicI64 = AtomicI64::new(i64::MAX);

/// Asks Python's logging what it wants to hear. A program that never imported it wants nothing.
pub(crate) fn listen(py: Python<'_>) -> PyResult<()> {
    static INSTALLED: Once = Once::new();
    let wanted = level(py)?.unwrap_or(i64::MAX);
    if wanted <= number(Level::ERROR).into() {
        INSTALLED.call_once(|| {
            // Refused where something else of this library's own copy of tracing was set, as by the command.
            let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Bridge));
        });
    }
    WANTED.store(wanted, Ordering::Relaxed);
    Ok(())
}

/// As Python numbers it.
fn number(level: Level) -> u8 {
    match level {
        Level::ERROR => 40,
        Level::WARN => 30,
        Level::INFO => 20,
        Level::DEBUG => 10,
        Level::TRACE => 5,
    }
}

struct Bridge;

/// The fields of a span or record, as ` name=value`.
struct Fields(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Bridge {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        // Not for ever: Python may change its mind.
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
        if let Some(process) = process::if_any() {
            process.log.push(number(*event.metadata().level()), fields.0);
        }
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
