use pyo3::prelude::*;

use crate::ending::in_python;

/// HTML is written in Python, where escaping it is at hand.
pub(crate) fn html<'py>(function: &str, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = value.py();
    in_python(py, || py.import("twitter_feedback._notebook")?.call_method1(function, (value,)))
}
