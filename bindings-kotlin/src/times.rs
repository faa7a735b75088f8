//! Times cross as epoch milliseconds.

use twitter_feedback::{FeedbackError, Timestamp};

/// A moment, in Kotlin an `Instant`.
#[derive(Debug, Clone, Copy)]
pub struct Moment(i64);

uniffi::custom_type!(Moment, i64, {
    lower: |moment| moment.0,
    try_lift: |millis| Ok(Moment(millis)),
});

impl Moment {
    pub(crate) fn timestamp(self) -> Result<Timestamp, FeedbackError> {
        Timestamp::from_millis(self.0)
    }

    pub(crate) fn of_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub(crate) fn millis(self) -> i64 {
        self.0
    }
}

impl From<Timestamp> for Moment {
    fn from(time: Timestamp) -> Self {
        Self(time.as_millis())
    }
}
