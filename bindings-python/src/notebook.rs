use pyo3::prelude::*;

use crate::calling::call;

/// HTML is written in Python, where escaping it is at hand.
pub(crate) fn html<'py>(function: &str, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    call(&value.py().import("twitter_feedback._notebook")?.getattr(function)?, (value,))
}
