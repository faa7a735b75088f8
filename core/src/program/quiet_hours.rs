use std::fmt;

use crate::model::{FeedbackError, Problem, Timestamp};

/// A part of every day in which nobody is asked, on the clocks of one time zone.
///
/// ```
/// use twitter_feedback::QuietHours;
///
/// let night = QuietHours::new("21:00", "08:00", "Europe/Berlin")?;
/// assert_eq!(night.to_string(), "21:00 to 08:00 Europe/Berlin");
/// # Ok::<(), twitter_feedback::FeedbackError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct QuietHours {
    from: jiff::civil::Time,
    to: jiff::civil::Time,
    zone: jiff::tz::TimeZone,
}

impl QuietHours {
    /// From `from`, included, to `to`, excluded: `21:00` to `08:00` is quiet at night. `zone` is an IANA name:
    /// `Europe/Berlin`, `UTC`.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong.
    pub fn new(from: &str, to: &str, zone: &str) -> Result<Self, FeedbackError> {
        let mut problems = Vec::new();
        let mut time = |field: &str, given: &str| {
            let parsed = time_of_day(given);
            if parsed.is_none() {
                problems.push(Problem::new(field, "must be a time of day, as 21:00", given));
            }
            parsed
        };
        let (start, end) = (time("quiet_hours.from", from), time("quiet_hours.to", to));
        let found = jiff::tz::TimeZone::get(zone).ok();
        if found.is_none() {
            problems.push(Problem::new("quiet_hours.zone", "must be an IANA time zone, as Europe/Berlin", zone));
        }
        if start.is_some() && start == end {
            problems.push(Problem::new("quiet_hours.to", "must differ from quiet_hours.from", to));
        }
        match (start, end, found) {
            (Some(from), Some(to), Some(zone)) if problems.is_empty() => Ok(Self { from, to, zone }),
            _ => Err(FeedbackError::misconfigured(problems)),
        }
    }

    /// When the quiet that holds at `now` ends; `None` where it is not quiet.
    pub(crate) fn until(&self, now: Timestamp) -> Option<Timestamp> {
        let local = now.to_jiff().to_zoned(self.zone.clone());
        let time = local.time();
        let quiet = if self.from < self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        };
        let ends_tomorrow = time >= self.to;
        let day = if ends_tomorrow { local.date().tomorrow().ok() } else { Some(local.date()) };
        let end = day.and_then(|day| day.to_datetime(self.to).to_zoned(self.zone.clone()).ok());
        // At the end of time there is no tomorrow; quiet it is all the same.
        quiet.then(|| end.map_or(now, |end| Timestamp::from_jiff(end.timestamp())))
    }
}

/// `21:00`, `21:00:30`.
fn time_of_day(text: &str) -> Option<jiff::civil::Time> {
    let shaped = matches!(text.len(), 5 | 8) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    text.parse().ok().filter(|_| shaped)
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.zone.iana_name().unwrap_or("UTC");
        write!(f, "{} to {} {zone}", shown(self.from), shown(self.to))
    }
}

fn shown(time: jiff::civil::Time) -> impl fmt::Display {
    time.strftime(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" })
}

impl fmt::Debug for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QuietHours({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::QuietHours;

    fn until(hours: &QuietHours, now: &str) -> Option<String> {
        hours.until(now.parse().unwrap()).map(|end| end.to_string())
    }

    #[test]
    fn a_night_ends_in_the_morning_of_its_zone() {
        let night = QuietHours::new("21:00", "08:00", "Europe/Berlin").unwrap();
        assert_eq!(until(&night, "2026-01-05T19:59:59Z"), None);
        assert_eq!(until(&night, "2026-01-05T20:00:00Z").as_deref(), Some("2026-01-06T07:00:00.000Z"));
        assert_eq!(until(&night, "2026-01-06T06:59:59Z").as_deref(), Some("2026-01-06T07:00:00.000Z"));
        assert_eq!(until(&night, "2026-01-06T07:00:00Z"), None);
    }

    #[test]
    fn a_night_in_which_clocks_change_ends_by_the_new_time() {
        let night = QuietHours::new("21:00", "08:00", "Europe/Berlin").unwrap();
        assert_eq!(until(&night, "2026-03-28T23:30:00Z").as_deref(), Some("2026-03-29T06:00:00.000Z"));
    }

    #[test]
    fn quiet_may_lie_within_one_day() {
        let noon = QuietHours::new("12:00", "13:30", "UTC").unwrap();
        assert_eq!(until(&noon, "2026-01-05T11:59:59Z"), None);
        assert_eq!(until(&noon, "2026-01-05T12:00:00Z").as_deref(), Some("2026-01-05T13:30:00.000Z"));
        assert_eq!(until(&noon, "2026-01-05T13:30:00Z"), None);
    }

    #[test]
    fn they_are_shown_as_they_were_given() {
        for (from, to) in [("12:00", "13:30"), ("21:00:30", "08:00")] {
            assert_eq!(QuietHours::new(from, to, "UTC").unwrap().to_string(), format!("{from} to {to} UTC"));
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let error = QuietHours::new("9pm", "25:00", "Mars/Olympus").unwrap_err();
        let fields: Vec<_> = error.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["quiet_hours.from", "quiet_hours.to", "quiet_hours.zone"]);
    }
}
