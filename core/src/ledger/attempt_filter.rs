use super::AttemptState;
use crate::model::{FeedbackError, Id, Problem, Timestamp};

/// Attempts that one call lists at most.
const MOST: u32 = 10_000;

/// Which attempts to list: all that are set must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptFilter {
    /// Of this person.
    pub to_user_id: Option<Id>,
    /// With this reference.
    pub external_id: Option<String>,
    /// In this state.
    pub state: Option<AttemptState>,
    /// Made at this time or later.
    pub from_time: Option<Timestamp>,
    /// Made at this time or earlier.
    pub to_time: Option<Timestamp>,
    /// Made before the attempt of this id: for the next page, the last id of the one before.
    pub before: Option<Id>,
    /// At most so many, 1 to 10,000. Default 1,000.
    pub limit: u32,
}

impl Default for AttemptFilter {
    fn default() -> Self {
        Self {
            to_user_id: None,
            external_id: None,
            state: None,
            from_time: None,
            to_time: None,
            before: None,
            limit: 1000,
        }
    }
}

impl AttemptFilter {
    /// Attempts of this person.
    #[must_use]
    pub fn to_user_id(mut self, user_id: impl Into<Id>) -> Self {
        self.to_user_id = Some(user_id.into());
        self
    }

    /// Attempts with this reference.
    #[must_use]
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// Attempts in this state.
    #[must_use]
    pub fn state(mut self, state: AttemptState) -> Self {
        self.state = Some(state);
        self
    }

    /// Attempts made at this time or later.
    #[must_use]
    pub fn from_time(mut self, time: Timestamp) -> Self {
        self.from_time = Some(time);
        self
    }

    /// Attempts made at this time or earlier.
    #[must_use]
    pub fn to_time(mut self, time: Timestamp) -> Self {
        self.to_time = Some(time);
        self
    }

    /// Attempts made before the one of this id.
    #[must_use]
    pub fn before(mut self, attempt_id: impl Into<Id>) -> Self {
        self.before = Some(attempt_id.into());
        self
    }

    /// At most so many.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// The number behind `before`, once everything is checked.
    ///
    /// # Errors
    /// `invalid_request` with all problems at once.
    pub(crate) fn check(&self) -> Result<Option<i64>, FeedbackError> {
        let mut problems = Vec::new();
        if !(1..=MOST).contains(&self.limit) {
            let rule = format!("must lie between 1 and {MOST}");
            problems.push(Problem::new("limit", rule, &self.limit.to_string()));
        }
        if let (Some(from), Some(to)) = (self.from_time, self.to_time)
            && from > to
        {
            let rule = format!("must not lie after to_time, {to}");
            problems.push(Problem::new("from_time", rule, &from.to_string()));
        }
        let before = self.before.as_ref().map(|id| id.parse::<i64>());
        if let (Some(Err(_)), Some(given)) = (&before, &self.before) {
            problems.push(Problem::new("before", "must be an attempt's id", given.as_str()));
        }
        if problems.is_empty() {
            Ok(before.and_then(Result::ok))
        } else {
            Err(FeedbackError::invalid("the filter", problems))
        }
    }
}
