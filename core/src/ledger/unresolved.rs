use super::SkipReason;
use crate::model::{Id, Timestamp};

/// An attempt of which nobody knows whether it asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unresolved {
    pub(crate) attempt_id: i64,
    pub(crate) sending_at: Timestamp,
    /// When a complete scan first found nothing.
    pub(crate) first_scan_at: Option<Timestamp>,
}

/// What a complete scan for an unresolved attempt showed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan {
    pub(crate) attempt_id: i64,
    pub(crate) now: Timestamp,
    /// Two complete scans an hour apart have found nothing by now.
    pub(crate) absent: bool,
}

/// Whether a person could be asked now, without asking for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Free,
    Taken { reason: SkipReason, until: Option<Timestamp> },
}

/// Who back-fills a new ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backfill {
    /// It was done.
    Done,
    /// The caller does, until its lease is over.
    Yours,
    /// Somebody else does.
    Theirs { until: Timestamp },
}

/// What the ledger knows of an account and one of its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownAccount {
    pub(crate) user_id: Id,
    /// When the ledger first saw the account.
    pub(crate) known_since: Timestamp,
}
