//! What a call does, apart from who waits for it.

use std::future::Future;
use std::pin::Pin;

use pyo3::prelude::*;
use twitter_feedback::FeedbackError;

/// Makes the Python value, once the interpreter is attached.
pub(crate) type Made = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;
pub(crate) type Outcome = Result<Made, FeedbackError>;
pub(crate) type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;
