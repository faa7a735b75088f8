//! Paths come in as text or as anything that has one.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use twitter_feedback::{ErrorKind, FeedbackError};

use crate::arguments::wrong_type;
use crate::errors::raised;

/// Reads an argument that is a path.
pub(crate) fn path(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<PathBuf> {
    value.extract::<PathBuf>().map_err(|error| {
        if error.is_instance_of::<PyTypeError>(value.py()) {
            return wrong_type(value, field, "a str or an os.PathLike");
        }
        let why = format!("{field} must be one that this system can have: {error}");
        raised(FeedbackError::new(ErrorKind::Configuration, why))
    })
}
