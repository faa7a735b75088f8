//! Times come in as datetimes with a zone or as epoch milliseconds.

use jiff::civil;
use jiff::tz::Offset;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDateAccess, PyDateTime, PyDelta, PyDeltaAccess, PyInt, PyTimeAccess};
use twitter_feedback::{Problem, Timestamp};

use crate::arguments::{kind_of, refused_value, whole};
use crate::calling::call_method;

/// Reads an argument that is a time.
pub(crate) fn time(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<Timestamp> {
    if let Ok(datetime) = value.cast::<PyDateTime>() {
        return from_datetime(datetime, field);
    }
    if value.is_instance_of::<PyInt>() || value.hasattr(intern!(value.py(), "__index__"))? {
        return bounded(whole(value, field, i64::MIN..=i64::MAX)?, field, value);
    }
    let given = kind_of(value)?;
    Err(PyTypeError::new_err(format!("{field} must be a datetime with a zone or epoch milliseconds, not {given}")))
}

/// The same, where `None` leaves it open.
pub(crate) fn optional_time(value: Option<&Bound<'_, PyAny>>, field: &'static str) -> PyResult<Option<Timestamp>> {
    value.map(|value| time(value, field)).transpose()
}

fn from_datetime(datetime: &Bound<'_, PyDateTime>, field: &'static str) -> PyResult<Timestamp> {
    let py = datetime.py();
    // Asked once and by itself: a zone may be written in Python. What is no time at all, such as pandas' NaT, fails here.
    let offset = call_method(datetime, intern!(py, "utcoffset"), ());
    let Some(offset) = offset.ok().and_then(|offset| offset.cast_into::<PyDelta>().ok()) else {
        let rule = "must have a time zone, such as datetime.timezone.utc";
        return Err(refused_value(Problem::new(field, rule, &datetime.str()?.to_string_lossy())));
    };
    let millis = in_utc(datetime).map_or(i64::MAX, |local| {
        let offset = i64::from(offset.get_days()) * 86_400_000_000
            + i64::from(offset.get_seconds()) * 1_000_000
            + i64::from(offset.get_microseconds());
        (local - offset).div_euclid(1000)
    });
    bounded(millis, field, datetime)
}

/// Epoch microseconds, were it in UTC; `None` in the last hours that there are.
fn in_utc(datetime: &Bound<'_, PyDateTime>) -> Option<i64> {
    let part = |number: u8| i8::try_from(number).ok();
    let civil = civil::DateTime::new(
        i16::try_from(datetime.get_year()).ok()?,
        part(datetime.get_month())?,
        part(datetime.get_day())?,
        part(datetime.get_hour())?,
        part(datetime.get_minute())?,
        part(datetime.get_second())?,
        i32::try_from(datetime.get_microsecond()).ok()? * 1000,
    );
    Some(Offset::UTC.to_timestamp(civil.ok()?).ok()?.as_microsecond())
}

fn bounded(millis: i64, field: &'static str, given: &Bound<'_, PyAny>) -> PyResult<Timestamp> {
    let rule = "must lie in the years -9999 to 9999";
    let shown = || given.str().map(|text| text.to_string_lossy().into_owned()).unwrap_or_default();
    Timestamp::from_millis(millis).map_err(|_| refused_value(Problem::new(field, rule, &shown())))
}
