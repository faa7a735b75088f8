//! Reads an order for a fault.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyInt, PyMapping, PyString};
use twitter_feedback_sandbox::FaultRule;

use crate::arguments::{text, whole, wrong_type};
use crate::calling::call;
use crate::errors::OrRaise;

/// The order as the control call takes it, so that both say the same and refuse the same.
pub(crate) fn rule<'py>(
    operation: &Bound<'py, PyAny>,
    fault: &Bound<'py, PyAny>,
    times: &Bound<'py, PyAny>,
    status: Option<&Bound<'py, PyAny>>,
    headers: Option<&Bound<'py, PyAny>>,
    body: Option<&Bound<'py, PyAny>>,
) -> PyResult<FaultRule> {
    let order = PyDict::new(operation.py());
    order.set_item("operation", text(operation, "operation")?)?;
    order.set_item("fault", text(fault, "fault")?)?;
    order.set_item("times", whole(times, "times", 0..=u32::MAX)?)?;
    if let Some(status) = status {
        order.set_item("status", whole(status, "status", 0..=u16::MAX)?)?;
    }
    if let Some(given) = headers {
        order.set_item("headers", checked_headers(given)?)?;
    }
    if let Some(body) = body {
        order.set_item("body", body)?;
    }
    // Everything else was checked above.
    let py = order.py();
    let dumped = call(&py.import("json")?.getattr("dumps")?, (order,));
    let json = dumped.map_err(|error| {
        PyTypeError::new_err(format!("body must be a str or what JSON can say: {}", error.value(operation.py())))
    })?;
    FaultRule::from_json_text(&json.cast::<PyString>()?.to_string_lossy()).or_raise()
}

fn checked_headers<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let Ok(given) = given.cast::<PyMapping>() else {
        return Err(wrong_type(given, "headers", "a mapping"));
    };
    let headers = PyDict::new(given.py());
    for pair in given.items()? {
        let (name, value) = pair.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        let number = value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>();
        if value.is_instance_of::<PyString>() {
            text(&value, "headers")?;
        } else if !number && !value.is_none() {
            return Err(wrong_type(&value, "headers", "of str, int or None for each name"));
        }
        headers.set_item(text(&name, "headers")?, value)?;
    }
    Ok(headers)
}
