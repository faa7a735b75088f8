use std::time::Duration;

use crate::model::{FeedbackError, Problem, Timestamp};

/// Events on a page at most; also what the service takes when it is not told (doc).
const MAX_COUNT: u32 = 100;

/// Which events to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventsQuery {
    pub(super) start: Start,
    pub(super) count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Start {
    Period { from_time: Option<Timestamp>, to_time: Option<Timestamp> },
    Cursor(String),
}

impl EventsQuery {
    /// How old an event must be before the service shows it: 24 hours (doc), and a minute for its clock.
    pub const SETTLED_AFTER: Duration = Duration::from_secs(24 * 60 * 60 + 60);

    /// Everything that happened from `from_time` to `to_time`, both included (doc).
    ///
    /// The service refuses a `to_time` later than 24 hours ago (doc).
    pub fn between(from_time: Timestamp, to_time: Timestamp) -> Self {
        Self::period(Some(from_time), Some(to_time))
    }

    /// As [`between`](Self::between), where an end may be left open: the last moment is then the latest
    /// that the service shows, by its own clock, and the first is a week before the last.
    pub fn period(from_time: Option<Timestamp>, to_time: Option<Timestamp>) -> Self {
        Self { start: Start::Period { from_time, to_time }, count: MAX_COUNT }
    }

    /// Goes on where an earlier listing stopped; the cursor brings its period with it (doc).
    pub fn resume(cursor: impl Into<String>) -> Self {
        Self { start: Start::Cursor(cursor.into()), count: MAX_COUNT }
    }

    /// Events on a page, 1 to 100 (doc).
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = count;
        self
    }

    /// Checks what can be checked before anything is asked; [`EventStream::next_page`](crate::EventStream::next_page)
    /// does it too.
    ///
    /// # Errors
    /// `invalid_request` with all problems at once.
    pub fn check(&self) -> Result<(), FeedbackError> {
        let mut problems = Vec::new();
        if !(1..=MAX_COUNT).contains(&self.count) {
            let rule = format!("must lie between 1 and {MAX_COUNT}");
            problems.push(Problem::new("count", rule, &self.count.to_string()));
        }
        match &self.start {
            Start::Period { from_time, to_time } => {
                for (field, time) in [("from_time", from_time), ("to_time", to_time)] {
                    if let Some(time) = time.filter(|time| *time < Timestamp::EPOCH) {
                        problems.push(Problem::new(field, "must not lie before 1970", &time.to_string()));
                    }
                }
                if let (Some(from), Some(to)) = (from_time, to_time)
                    && from > to
                {
                    let rule = format!("must not lie after to_time, {to}");
                    problems.push(Problem::new("from_time", rule, &from.to_string()));
                }
            }
            Start::Cursor(cursor) if cursor.is_empty() => {
                problems.push(Problem::new("cursor", "must not be empty; an empty cursor is the end of a listing", ""));
            }
            Start::Cursor(_) => {}
        }
        if problems.is_empty() { Ok(()) } else { Err(FeedbackError::invalid("the query", problems)) }
    }
}
