//! The library's log goes to Python's logger `twitter_feedback`.
//!
//! Records are queued where they arise and handed over by the thread that waits, once it is attached again: a
//! handler may do what it likes, and no lock of ours is held.

use std::cell::Cell;

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use twitter_feedback_bindings::{LogQueue, Record};

use crate::calling::call_method;

/// The name of the logger.
const NAME: &str = "twitter_feedback";

/// Hands over what waits. A handler's own failure must not cost the caller an answer; Ctrl-C in a handler is none.
pub(crate) fn deliver(py: Python<'_>, queue: &LogQueue) -> PyResult<()> {
    thread_local! {
        static DELIVERING: Cell<bool> = const { Cell::new(false) };
    }
    // A handler that calls the client itself would never come to an end.
    if DELIVERING.replace(true) {
        return Ok(());
    }
    let outcome = deliver_waiting(py, queue);
    DELIVERING.set(false);
    outcome
}

fn deliver_waiting(py: Python<'_>, queue: &LogQueue) -> PyResult<()> {
    let waiting = queue.take();
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(logger) = logger(py)? else { return Ok(()) };
    for record in waiting {
        match hand_over(record, &logger) {
            Ok(()) => {}
            Err(error) if error.is_instance_of::<PyException>(py) => error.write_unraisable(py, Some(&logger)),
            Err(interrupt) => return Err(interrupt),
        }
    }
    Ok(())
}

/// With the time at which it arose.
fn hand_over(record: Record, logger: &Bound<'_, PyAny>) -> PyResult<()> {
    let py = logger.py();
    if !call_method(logger, intern!(py, "isEnabledFor"), (record.level,))?.is_truthy()? {
        return Ok(());
    }
    let at = record.at.as_millis();
    let nowhere = (NAME, record.level, "(native)", 0, record.text, PyTuple::empty(py), py.None());
    let made = call_method(logger, intern!(py, "makeRecord"), nowhere)?;
    made.setattr(intern!(py, "created"), at as f64 / 1000.0)?;
    made.setattr(intern!(py, "msecs"), at.rem_euclid(1000))?;
    call_method(logger, intern!(py, "handle"), (made,)).map(drop)
}

/// The level from which on Python wants to hear; `None` in a program that never imported logging.
pub(crate) fn level(py: Python<'_>) -> PyResult<Option<i64>> {
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
        let logger = logging.call_method1("getLogger", (NAME,))?;
        // Without one, warnings of a program that set nothing up would land on its terminal.
        logger.call_method1("addHandler", (logging.call_method0("NullHandler")?,))?;
        PyResult::Ok(logger.unbind())
    })?;
    Ok(Some(logger.bind(py).clone()))
}
