use sha2::{Digest, Sha256};

use crate::model::{Feedback, Timestamp};

/// When and by what a member was written. Times alone tie often: they have a resolution of one
/// second; the digest settles ties the same way everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Written {
    updated_at: Option<Timestamp>,
    event_at: Option<Timestamp>,
    digest: [u8; 32],
}

impl Written {
    /// `spelling` is the feedback in one spelling, as `Feedback::to_json` has it.
    pub(super) fn by(feedback: &Feedback, spelling: &str, event_at: Option<Timestamp>) -> Self {
        Self { updated_at: feedback.updated_at, event_at, digest: Sha256::digest(spelling).into() }
    }
}

/// One member of a feedback, kept by its last writer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Register {
    written: Written,
    /// The value as JSON text.
    pub(super) json: String,
}

impl Register {
    pub(super) fn new(written: Written, json: String) -> Self {
        Self { written, json }
    }
}
