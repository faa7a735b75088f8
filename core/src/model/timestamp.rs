use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::service_time;
use super::{ErrorKind, FeedbackError};

/// A point in time, UTC, in whole milliseconds since 1970.
///
/// Reads the service's `Tue Dec 15 17:58:20 +0000 2015`, also with its spaces lost and whatever
/// weekday it names (the published examples have both faults), and RFC 3339. Shows RFC 3339 with milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Timestamp = Timestamp(jiff::Timestamp::UNIX_EPOCH);

    /// From epoch milliseconds.
    ///
    /// # Errors
    /// `invalid_request` outside the years −9999 to 9999.
    pub fn from_millis(millis: i64) -> Result<Self, FeedbackError> {
        jiff::Timestamp::from_millisecond(millis).map(Self).map_err(|_| {
            FeedbackError::new(
                ErrorKind::InvalidRequest,
                format!("a time must lie in the years -9999 to 9999 (given: {millis} ms since 1970)"),
            )
        })
    }

    /// Epoch milliseconds.
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Epoch seconds, rounded down: what OAuth signs and what limits are told in.
    pub fn as_seconds(self) -> i64 {
        self.as_millis().div_euclid(1000)
    }

    /// Later by `by`; stops at the last representable time.
    #[must_use]
    pub fn saturating_add(self, by: Duration) -> Self {
        let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        jiff::Timestamp::from_millisecond(self.as_millis().saturating_add(millis))
            .map_or(Self(jiff::Timestamp::MAX), Self)
    }

    /// Earlier by `by`; stops at the first representable time.
    #[must_use]
    pub fn saturating_sub(self, by: Duration) -> Self {
        let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        jiff::Timestamp::from_millisecond(self.as_millis().saturating_sub(millis))
            .map_or(Self(jiff::Timestamp::MIN), Self)
    }

    /// How long after `earlier` this is; zero when it is not.
    pub fn since(self, earlier: Timestamp) -> Duration {
        let millis = self.as_millis().saturating_sub(earlier.as_millis());
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }

    pub(crate) fn from_jiff(time: jiff::Timestamp) -> Self {
        // Through milliseconds, so that equal times compare equal wherever they came from.
        jiff::Timestamp::from_millisecond(time.as_millisecond()).map_or(Self(time), Self)
    }
}

impl From<SystemTime> for Timestamp {
    /// Rounded to milliseconds; a clock outside the representable years stops at its nearer end.
    fn from(time: SystemTime) -> Self {
        match jiff::Timestamp::try_from(time) {
            Ok(time) => Self::from_jiff(time),
            Err(_) if time < SystemTime::UNIX_EPOCH => Self(jiff::Timestamp::MIN),
            Err(_) => Self(jiff::Timestamp::MAX),
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        time.0.into()
    }
}

impl FromStr for Timestamp {
    type Err = FeedbackError;

    fn from_str(text: &str) -> Result<Self, FeedbackError> {
        service_time::parse(text).or_else(|| text.trim().parse().ok().map(Self::from_jiff)).ok_or_else(|| {
            FeedbackError::new(
                ErrorKind::InvalidRequest,
                format!(
                    "a time must look like `Tue Dec 15 17:58:20 +0000 2015` or `2015-12-15T17:58:20Z` (given: {:?})",
                    text.chars().take(60).collect::<String>()
                ),
            )
        })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimeVisitor;

        impl Visitor<'_> for TimeVisitor {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time like \"Tue Dec 15 17:58:20 +0000 2015\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(TimeVisitor)
    }
}
