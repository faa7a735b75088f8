//! Reads options that are given by name.

use std::time::Duration;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use twitter_feedback::{FeedbackError, Problem};

use crate::arguments::wrong_type;
use crate::errors::raised;
use crate::seconds::noted_duration;

/// Sets one option by its name.
type SetOne<B> = fn(B, &str, &Bound<'_, PyAny>, &mut Vec<Problem>) -> PyResult<B>;

/// Sets what is given; `None` where it may stand for nothing leaves an option out.
pub(crate) fn apply<B>(
    mut builder: B,
    options: &Bound<'_, PyDict>,
    may_be_none: &[&str],
    set_one: SetOne<B>,
) -> PyResult<B> {
    let mut problems = Vec::new();
    for (name, value) in options.iter() {
        let name = name.cast::<PyString>()?.to_string_lossy();
        if !(value.is_none() && may_be_none.contains(&&*name)) {
            builder = set_one(builder, &name, &value, &mut problems)?;
        }
    }
    if problems.is_empty() { Ok(builder) } else { Err(raised(FeedbackError::misconfigured(problems))) }
}

pub(crate) fn unknown(whose: &str, name: &str) -> PyErr {
    PyTypeError::new_err(format!("{whose} has no option {name:?}"))
}

pub(crate) fn timed<B>(
    builder: B,
    name: &'static str,
    value: &Bound<'_, PyAny>,
    problems: &mut Vec<Problem>,
    set: fn(B, Duration) -> B,
) -> PyResult<B> {
    Ok(match noted_duration(value, name, problems)? {
        Some(duration) => set(builder, duration),
        None => builder,
    })
}

pub(crate) fn root_certificate<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<&'a [u8]> {
    match value.cast::<PyBytes>() {
        Ok(pem) => Ok(pem.as_bytes()),
        Err(_) => Err(wrong_type(value, "root_certificate", "bytes (PEM)")),
    }
}
