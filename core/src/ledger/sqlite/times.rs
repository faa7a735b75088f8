use std::time::Duration;

use super::failure::{Done, Failure};
use crate::model::Timestamp;

/// How long after an attempt's deadline its process may still be about to say what became of it.
pub(super) const GRACE: Duration = Duration::from_secs(30);

/// How far two honest clocks may lie apart.
pub(super) const SKEW: Duration = Duration::from_secs(5 * 60);

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn time(millis: i64) -> Done<Timestamp> {
    Timestamp::from_millis(millis).map_err(|_| Failure::damaged("a time lies outside the calendar"))
}

pub(super) fn time_or_none(millis: Option<i64>) -> Done<Option<Timestamp>> {
    millis.map(time).transpose()
}

pub(super) fn millis_or_none(time: Option<Timestamp>) -> Option<i64> {
    time.map(Timestamp::as_millis)
}
