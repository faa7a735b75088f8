//! The library's log goes to Python's logger `twitter_feedback`.
//!
//! Records are queued where they arise and handed over by the thread that waits, once it is attached again: a
//! handler may do what it likes, and no lock of ours is held.

use std::cell::Cell;
use std::collections::VecDeque;
use std::fmt::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::time::SystemTime;

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use twitter_feedback::Timestamp;

use crate::calling::call_method;
use crate::process;

/// The library's own records, which are all that is passed on.
const TARGET: &str = "twitter_feedback";
/// Records that wait at most; the oldest give way.
const MOST: usize = 10_000;

/// What Python wants to hear, as a [`LevelFilter`]'s number; nothing until logging is set up.
static WANTED: AtomicUsize = AtomicUsize::new(0);

/// Records on their way.
#[derive(Default)]
pub(crate) struct LogQueue(Mutex<VecDeque<Record>>);

struct Record {
    at: Timestamp,
    level: u8,
    text: String,
}

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

/// Hands over what waits. A handler's own failure must not cost the caller an answer; Ctrl-C in a handler is none.
pub(crate) fn deliver(py: Python<'_>) -> PyResult<()> {
    thread_local! {
        static DELIVERING: Cell<bool> = const { Cell::new(false) };
    }
    // A handler that calls the client itself would never come to an end.
    if DELIVERING.replace(true) {
        return Ok(());
    }
    let outcome = deliver_waiting(py);
    DELIVERING.set(false);
    outcome
}

fn deliver_waiting(py: Python<'_>) -> PyResult<()> {
    let waiting = process::if_any().map(|process| std::mem::take(&mut *process.log.lock())).unwrap_or_default();
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(logger) = logger(py)? else { return Ok(()) };
    for record in waiting {
        match record.hand_over(&logger) {
            Ok(()) => {}
            Err(error) if error.is_instance_of::<PyException>(py) => error.write_unraisable(py, Some(&logger)),
            Err(interrupt) => return Err(interrupt),
        }
    }
    Ok(())
}

impl Record {
    /// With the time at which it arose.
    fn hand_over(self, logger: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = logger.py();
        if !call_method(logger, intern!(py, "isEnabledFor"), (self.level,))?.is_truthy()? {
            return Ok(());
        }
        let nowhere = (TARGET, self.level, "(native)", 0, self.text, PyTuple::empty(py), py.None());
        let record = call_method(logger, intern!(py, "makeRecord"), nowhere)?;
        let (seconds, milliseconds) = (self.at.as_millis().div_euclid(1000), self.at.as_millis().rem_euclid(1000));
        let created = format!("{seconds}.{milliseconds:03}").parse::<f64>().unwrap_or_default();
        record.setattr(intern!(py, "created"), created)?;
        record.setattr(intern!(py, "msecs"), milliseconds)?;
        call_method(logger, intern!(py, "handle"), (record,)).map(drop)
    }
}

fn level(py: Python<'_>) -> PyResult<Option<i64>> {
    let level = logger(py)?.map(|logger| call_method(&logger, intern!(py, "getEffectiveLevel"), ())?.extract());
    level.transpose()
}

fn logger(py: Python<'_>) -> PyResult<Option<Bound<'_, PyAny>>> {
    static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if let Some(logger) = LOGGER.get(py) {
        return Ok(Some(logger.bind(py).clone()));
    }
    let modules = py.import("sys")?.getattr("modules")?;
    if !modules.contains("logging")? {
        return Ok(None);
    }
    let logger = LOGGER.get_or_try_init(py, || {
        let logging = py.import("logging")?;
        let logger = logging.call_method1("getLogger", (TARGET,))?;
        // Without one, warnings of a program that set nothing up would land on its terminal.
        logger.call_method1("addHandler", (logging.call_method0("NullHandler")?,))?;
        PyResult::Ok(logger.unbind())
    })?;
    Ok(Some(logger.bind(py).clone()))
}

impl LogQueue {
    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
            let mut waiting = process.log.lock();
            if waiting.len() >= MOST {
                waiting.pop_front();
            }
            waiting.push_back(Record { at: SystemTime::now().into(), level, text: fields.0 });
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
