//! Times go out as datetimes in UTC.

use jiff::tz::Offset;
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTzInfo};
use twitter_feedback::Timestamp;

use crate::recent;

/// A time on its way to Python.
#[derive(Clone, Copy)]
pub(crate) struct Time(pub(crate) Timestamp);

impl<'py> IntoPyObject<'py> for Time {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        if let Some(made) = recent::find(py, self.0) {
            return Ok(made);
        }
        let made = self.make(py)?;
        recent::keep(self.0, &made);
        Ok(made)
    }
}

impl Time {
    fn make(self, py: Python<'_>) -> PyResult<Bound<'_, PyDateTime>> {
        let unrepresentable = || {
            let text = format!("a datetime holds the years 1 to 9999 only, and this time is {}", self.0);
            PyOverflowError::new_err(text)
        };
        let time = jiff::Timestamp::from_millisecond(self.0.as_millis()).map_err(|_| unrepresentable())?;
        let civil = Offset::UTC.to_datetime(time);
        let part = |number: i8| u8::try_from(number).map_err(|_| unrepresentable());
        let year = civil.year();
        if year < 1 {
            return Err(unrepresentable());
        }
        PyDateTime::new(
            py,
            year.into(),
            part(civil.month())?,
            part(civil.day())?,
            part(civil.hour())?,
            part(civil.minute())?,
            part(civil.second())?,
            u32::try_from(civil.subsec_nanosecond() / 1000).map_err(|_| unrepresentable())?,
            Some(&*PyTzInfo::utc(py)?),
        )
    }
}
