//! The one mapping of errors. The classes are made in Python, where a class can have two bases.

use std::error::Error as _;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{IntoPyDict, PyDict};
use twitter_feedback::{FeedbackError, Problem};

use crate::calling::call;
use crate::times::Time;

/// The exception for this error; only where the interpreter is attached or can be.
pub(crate) fn raised(error: FeedbackError) -> PyErr {
    Python::attach(|py| match exception(py, &error) {
        Ok(exception) => PyErr::from_value(exception),
        Err(failure) => failure,
    })
}

pub(crate) trait OrRaise<T> {
    /// The value, or the exception for the error.
    fn or_raise(self) -> PyResult<T>;
}

impl<T, E: Into<FeedbackError>> OrRaise<T> for Result<T, E> {
    fn or_raise(self) -> PyResult<T> {
        self.map_err(|error| raised(error.into()))
    }
}

/// Refusal of arguments, in the words of the core.
pub(crate) fn refused(what: &str, problems: Vec<Problem>) -> PyErr {
    raised(FeedbackError::invalid(what, problems))
}

fn exception<'py>(py: Python<'py>, error: &FeedbackError) -> PyResult<Bound<'py, PyAny>> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = MAKE.import(py, "twitter_feedback._errors", "from_native")?;
    let errors: Vec<_> = error.errors().iter().map(|said| (said.code, said.message.as_str())).collect();
    let problems: Vec<_> =
        error.problems().iter().map(|problem| (&*problem.field, &*problem.rule, &*problem.given)).collect();
    let cause = match error.source().and_then(|source| source.downcast_ref::<FeedbackError>()) {
        Some(cause) => Some(exception(py, cause)?),
        None => None,
    };
    let attributes = attributes(py, error)?;
    call(make, (error.kind().as_str(), error.message(), errors, problems, cause, attributes))
}

fn attributes<'py>(py: Python<'py>, error: &FeedbackError) -> PyResult<Bound<'py, PyDict>> {
    let attributes = [("text", error.to_string())].into_py_dict(py)?;
    attributes.set_item("status", error.status())?;
    attributes.set_item("request_id", error.request_id())?;
    attributes.set_item("retry_at", error.retry_at().map(Time))?;
    attributes.set_item("retryable", error.retryable())?;
    attributes.set_item("json_path", error.json_path())?;
    attributes.set_item("body", error.body())?;
    Ok(attributes)
}
