//! Queues the library's log records for Python, as far as it wants to hear them.

use pyo3::prelude::*;

use crate::{logging, process};

/// Asks Python's logging what it wants to hear. A program that never imported it wants nothing.
pub(crate) fn listen(py: Python<'_>) -> PyResult<()> {
    twitter_feedback_bindings::listen(logging::level(py)?, |record| {
        if let Some(process) = process::if_any() {
            process.log.push(record);
        }
    });
    Ok(())
}
