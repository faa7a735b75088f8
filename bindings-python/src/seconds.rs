//! Durations come in as seconds or as a timedelta.

use std::time::Duration;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDelta, PyFloat, PyInt};
use twitter_feedback::Problem;

use crate::arguments::wrong_type;

/// A duration; `None`, with a note, for one that is negative, not a number or beyond belief.
pub(crate) fn noted_duration(
    value: &Bound<'_, PyAny>,
    field: &'static str,
    problems: &mut Vec<Problem>,
) -> PyResult<Option<Duration>> {
    let number = value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>();
    let seconds = if value.is_instance_of::<PyDelta>() {
        value.call_method0(intern!(value.py(), "total_seconds"))?.extract::<f64>()?
    } else if number && !value.is_instance_of::<PyBool>() {
        // An int that no float holds is beyond every range.
        value.extract::<f64>().unwrap_or(f64::INFINITY)
    } else {
        return Err(wrong_type(value, field, "seconds or a timedelta"));
    };
    let duration = Duration::try_from_secs_f64(seconds).ok();
    if duration.is_none() {
        let rule = "must be a number of seconds that is finite and not negative";
        problems.push(Problem::new(field, rule, &seconds.to_string()));
    }
    Ok(duration)
}
