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
pub struct Timestamp(i64);

/// The range of times that `jiff::Timestamp::from_millisecond` takes; jiff shows them.
const FIRST: i64 = -377_705_023_201_000;
const LAST: i64 = 253_402_207_200_000;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Timestamp = Timestamp(0);

    /// From epoch milliseconds.
    ///
    /// # Errors
    /// `invalid_request` outside the years −9999 to 9999.
    pub fn from_millis(millis: i64) -> Result<Self, FeedbackError> {
        if (FIRST..=LAST).contains(&millis) {
            return Ok(Self(millis));
        }
        Err(FeedbackError::new(
            ErrorKind::InvalidRequest,
            format!("a time must lie in the years -9999 to 9999 (given: {millis} ms since 1970)"),
        ))
    }

    /// Epoch milliseconds.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Epoch seconds, rounded down: what OAuth signs and what limits are told in.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Later by `by`; stops at the last representable time.
    #[must_use]
    pub fn saturating_add(self, by: Duration) -> Self {
        Self(self.0.saturating_add(millis(by)).min(LAST))
    }

    /// Earlier by `by`; stops at the first representable time.
    #[must_use]
    pub fn saturating_sub(self, by: Duration) -> Self {
        Self(self.0.saturating_sub(millis(by)).max(FIRST))
    }

    /// How long after `earlier` this is; zero when it is not.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    pub(crate) fn from_jiff(time: jiff::Timestamp) -> Self {
        Self(time.as_millisecond().clamp(FIRST, LAST))
    }

    /// As the service writes it, to the second: `Tue Dec 15 17:58:20 +0000 2015`.
    pub(crate) fn to_service_text(self) -> String {
        self.to_jiff().strftime("%a %b %d %H:%M:%S +0000 %Y").to_string()
    }

    pub(crate) fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or_default()
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl From<SystemTime> for Timestamp {
    /// Rounded to milliseconds; a clock outside the representable years stops at its nearer end.
    fn from(time: SystemTime) -> Self {
        match jiff::Timestamp::try_from(time) {
            Ok(time) => Self::from_jiff(time),
            Err(_) if time < SystemTime::UNIX_EPOCH => Self(FIRST),
            Err(_) => Self(LAST),
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        time.to_jiff().into()
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
        write!(f, "{:.3}", self.to_jiff())
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

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, Timestamp};

    #[test]
    fn every_time_that_can_be_held_can_be_shown() {
        assert_eq!(jiff::Timestamp::MIN.as_millisecond(), FIRST);
        assert_eq!(jiff::Timestamp::MAX.as_second() * 1000, LAST);
        let last = Timestamp::from_millis(LAST).unwrap();
        assert_eq!(last.to_string(), "9999-12-30T22:00:00.000Z");
        assert_eq!(last.saturating_add(std::time::Duration::MAX), last);
        assert!(Timestamp::from_millis(LAST + 1).is_err() && Timestamp::from_millis(i64::MIN).is_err());
    }
}
