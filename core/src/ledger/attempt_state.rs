use std::fmt;
use std::str::FromStr;

use crate::model::{FeedbackError, Problem};

/// How far an attempt came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttemptState {
    /// The person was not asked, for a reason of the policy or the ledger. A normal result.
    Skipped,
    /// The slot is claimed; nothing can have been written yet.
    Reserved,
    /// The request may be on its way.
    Sending,
    /// Nobody can tell whether the person was asked; it counts as if they were.
    Unknown,
    /// The service has the feedback.
    Sent,
    /// The service refused; the person was not asked.
    Failed,
    /// Given back before anything was written.
    Released,
    /// It was unknown, and two complete scans found nothing. The cooldown holds all the same.
    Absent,
    /// Another tool sent it: seen in events, explained by no attempt of this ledger.
    Foreign,
}

impl AttemptState {
    /// Every state.
    pub const ALL: [AttemptState; 9] = [
        Self::Skipped,
        Self::Reserved,
        Self::Sending,
        Self::Unknown,
        Self::Sent,
        Self::Failed,
        Self::Released,
        Self::Absent,
        Self::Foreign,
    ];

    /// As every language spells it: `unknown`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Reserved => "reserved",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Released => "released",
            Self::Absent => "absent",
            Self::Foreign => "foreign",
        }
    }
}

impl fmt::Display for AttemptState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AttemptState {
    type Err = FeedbackError;

    fn from_str(text: &str) -> Result<Self, FeedbackError> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| {
            let words = Self::ALL.map(Self::as_str).join(", ");
            FeedbackError::invalid("the filter", vec![Problem::new("state", format!("must be one of {words}"), text)])
        })
    }
}
