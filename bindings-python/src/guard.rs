//! Every export goes through here, so that no panic crosses.

use pyo3::prelude::*;
use twitter_feedback_bindings::caught_panic;

use crate::errors;

/// Runs this and turns a panic into an `InternalError`.
pub(crate) fn caught<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    caught_panic(work).unwrap_or_else(|defect| Err(errors::raised(defect)))
}
