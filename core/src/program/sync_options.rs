use std::fmt;

use super::tally::Tell;
use crate::model::{FeedbackError, Problem, Timestamp};

/// What to pull, and whom to tell.
#[derive(Default)]
#[must_use = "options do nothing until they are given to sync()"]
pub struct SyncOptions<'a> {
    pub(super) since: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) progress: Option<Tell<'a>>,
}

/// How far a `sync` has come. Told after each commit; what it counts is in the ledger for good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyncProgress {
    /// Pages read.
    pub pages: u64,
    /// Events on them, repeated ones included.
    pub events: u64,
    /// Feedbacks that the ledger had not seen before.
    pub new: u64,
    /// Known feedbacks of which something is known now that was not.
    pub updated: u64,
    /// Events that could not be read and are kept raw.
    pub unreadable: u64,
    /// Windows that are complete.
    pub windows_done: u64,
    /// Windows in all.
    pub windows: u64,
}

/// What a `sync` brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyncReport {
    /// Pages read.
    pub pages: u64,
    /// Events on them, repeated ones included.
    pub events: u64,
    /// Feedbacks that the ledger had not seen before.
    pub new: u64,
    /// Known feedbacks of which something is known now that was not.
    pub updated: u64,
    /// Events that could not be read and are kept raw.
    pub unreadable: u64,
    /// Up to here the ledger has seen everything, without a gap since its coverage began; `None` where it has no coverage.
    pub complete_through: Option<Timestamp>,
}

impl<'a> SyncOptions<'a> {
    /// From the last checkpoint to the latest that the service shows.
    pub fn new() -> Self {
        Self::default()
    }

    /// From this time. What the ledger has seen completely since is not asked for again, but for its last two hours.
    pub fn since(mut self, time: Timestamp) -> Self {
        self.since = Some(time);
        self
    }

    /// Up to this time at most. Events are shown once they are 24 hours old (doc).
    pub fn until(mut self, time: Timestamp) -> Self {
        self.until = Some(time);
        self
    }

    /// Tells how far it has come, after each commit.
    pub fn progress(mut self, tell: impl FnMut(SyncProgress) + Send + 'a) -> Self {
        self.progress = Some(Box::new(tell));
        self
    }

    /// # Errors
    /// `invalid_request` for a period that ends before it begins.
    pub(super) fn check(&self) -> Result<(), FeedbackError> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if since > until => {
                let rule = format!("must not lie after until, {until}");
                let problem = Problem::new("since", rule, &since.to_string());
                Err(FeedbackError::invalid("the period", vec![problem]))
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for SyncOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncOptions").field("since", &self.since).field("until", &self.until).finish_non_exhaustive()
    }
}
