//! Queues the library's log records for Python, as far as it wants to hear them.

use std::fmt::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::prelude::*;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::logging::{TARGET, level};
use crate::process;

/// What Python wants to hear, as a [`LevelFilter`]'s number; nothing until logging is set up.
static WANTED: AtomicUsize = AtomicUsize::new(0);

/// Asks Python's logging what it wants to hear. A program that never imported it wants nothing.
pub(crate) fn listen(py: Python<'_>) -> PyResult<()> {
    static INSTALLED: Once = Once::new();
    let wanted = match level(py)? {
        None => 0,
        Some(..=10) => 4,
        Some(11..=20) => 3,
        Some(21..=30) => 2,
        Some(31..=40) => 1,
        Some(_) => 0,
    };
    if wanted > 0 {
        INSTALLED.call_once(|| {
            // Refused where something else of this library's own copy of tracing was set, as by the command.
            let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Bridge));
        });
    }
    WANTED.store(wanted, Ordering::Relaxed);
    Ok(())
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
        let wanted = match WANTED.load(Ordering::Relaxed) {
            0 => LevelFilter::OFF,
            1 => LevelFilter::ERROR,
            2 => LevelFilter::WARN,
            3 => LevelFilter::INFO,
            _ => LevelFilter::DEBUG,
        };
        metadata.target().starts_with(TARGET) && *metadata.level() <= wanted
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
        let level = match *event.metadata().level() {
            Level::ERROR => 40,
            Level::WARN => 30,
            Level::INFO => 20,
            _ => 10,
        };
        if let Some(process) = process::if_any() {
            process.log.push(level, fields.0);
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
