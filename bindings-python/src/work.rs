//! What a call does, apart from who waits for it.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures_util::FutureExt;
use pyo3::prelude::*;
use twitter_feedback::FeedbackError;

use crate::guard::defect;

/// Makes the Python value, once the interpreter is attached.
pub(crate) type Made = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;
pub(crate) type Outcome = Result<Made, FeedbackError>;
pub(crate) type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// The same work; a panic is an error of the kind `internal`.
pub(crate) async fn guarded(work: Work) -> Outcome {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(defect()))
}
