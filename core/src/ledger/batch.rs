use std::time::Duration;

use crate::fold::Folded;
use crate::model::{Id, Timestamp};

/// Where something seen came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The events endpoint.
    Events,
    /// What `create` answered.
    Create,
}

impl Source {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Create => "create",
        }
    }
}

/// One event as it came. Its text is kept for ever, whatever folding makes of it.
#[derive(Debug, Clone)]
pub(crate) struct SeenEvent {
    pub(crate) feedback_id: Id,
    pub(crate) event_at: Option<Timestamp>,
    pub(crate) raw: String,
}

/// What could not be read, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quarantined {
    pub(crate) raw: String,
    pub(crate) json_path: String,
    pub(crate) reason: String,
}

/// What was seen, to be stored in one transaction: all of it or nothing.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub(crate) source: Source,
    pub(crate) received_at: Timestamp,
    /// How long a prompt of another tool keeps its recipient from being asked.
    pub(crate) cooldown: Duration,
    pub(crate) events: Vec<SeenEvent>,
    /// What `events` add up to, one for each feedback that they name.
    pub(crate) folded: Vec<Folded>,
    pub(crate) quarantined: Vec<Quarantined>,
    /// How far the window has come with this.
    pub(crate) step: Option<WindowStep>,
}

/// How far a window has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WindowStep {
    pub(crate) window_id: i64,
    pub(crate) pages: u64,
    /// The page that comes next; `None` after the last, which completes the window.
    pub(crate) next_cursor: Option<String>,
}

/// What a batch brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    /// Feedbacks that the ledger had not seen before.
    pub(crate) new: u64,
    /// Known feedbacks of which something is known now that was not.
    pub(crate) updated: u64,
}

/// A period being read, page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) id: i64,
    pub(crate) from_time: Timestamp,
    pub(crate) to_time: Timestamp,
    /// Where to go on; `None` before the first page.
    pub(crate) cursor: Option<String>,
}
