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
    Period { from_time: Timestamp, to_time: Timestamp },
    Cursor(String),
}

impl EventsQuery {
    /// How old an event must be before the service shows it: 24 hours (doc), and a minute for its clock.
    pub const SETTLED_AFTER: Duration = Duration::from_secs(24 * 60 * 60 + 60);

    /// Everything that happened from `from_time` to `to_time`, both included (doc).
    ///
    /// The service refuses a `to_time` later than 24 hours ago (doc).
    pub fn between(from_time: Timestamp, to_time: Timestamp) -> Self {
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

    pub(super) fn check(&self) -> Result<(), FeedbackError> {
        let mut problems = Vec::new();
        if !(1..=MAX_COUNT).contains(&self.count) {
            let rule = format!("must lie between 1 and {MAX_COUNT}");
            problems.push(Problem::new("count", rule, &self.count.to_string()));
        }
        match &self.start {
            Start::Period { from_time, to_time } => {
                if *from_time < Timestamp::EPOCH {
                    problems.push(Problem::new("from_time", "must not lie before 1970", &from_time.to_string()));
                }
                if from_time > to_time {
                    let rule = format!("must not lie after to_time, {to_time}");
                    problems.push(Problem::new("from_time", rule, &from_time.to_string()));
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
