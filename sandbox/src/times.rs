//! How the service writes a time.

use std::time::{Duration, UNIX_EPOCH};

/// `Tue, 15 Dec 2015 17:58:20 GMT`, for the `date` header (RFC 9110).
pub(crate) fn http_date(epoch_ms: i64) -> String {
    let elapsed = Duration::from_millis(u64::try_from(epoch_ms).unwrap_or(0));
    httpdate::fmt_http_date(UNIX_EPOCH + elapsed)
}

/// How times are written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeStyle {
    /// `Tue Dec 15 17:58:20 +0000 2015` (doc).
    Spaced,
    /// `TueDec1517:58:20+00002015`, as the published examples came out (seen).
    Squeezed,
}

impl TimeStyle {
    /// Writes a time given in epoch seconds.
    pub(crate) fn write(self, epoch_s: i64) -> String {
        // `Tue, 15 Dec 2015 17:58:20 GMT`: every part has its place.
        let date = http_date(epoch_s.saturating_mul(1000));
        let [weekday, month, day, time, year] =
            [0..3, 8..11, 5..7, 17..25, 12..16].map(|place| date.get(place).unwrap_or_default());
        match self {
            Self::Spaced => [weekday, " ", month, " ", day, " ", time, " +0000 ", year].concat(),
            Self::Squeezed => [weekday, month, day, time, "+0000", year].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weekday_is_the_right_one() {
        assert_eq!(TimeStyle::Spaced.write(1_450_202_300), "Tue Dec 15 17:58:20 +0000 2015");
        assert_eq!(TimeStyle::Squeezed.write(1_450_202_300), "TueDec1517:58:20+00002015");
        assert_eq!(http_date(1_450_202_300_999), "Tue, 15 Dec 2015 17:58:20 GMT");
    }

    #[test]
    fn a_day_of_one_digit_is_padded() {
        assert_eq!(TimeStyle::Spaced.write(0), "Thu Jan 01 00:00:00 +0000 1970");
    }
}
