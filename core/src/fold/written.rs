use sha2::{Digest, Sha256};

use crate::model::Timestamp;

/// When and by what a member was written. Times alone tie often: they have a resolution of one
/// second; the digest settles ties the same way everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Written {
    pub(super) updated_at: Option<Timestamp>,
    pub(super) event_at: Option<Timestamp>,
    pub(super) digest: [u8; 32],
}

impl Written {
    /// `spelling` is the feedback in one spelling, as `Feedback::to_json` has it.
    pub(super) fn by(updated_at: Option<Timestamp>, event_at: Option<Timestamp>, spelling: &str) -> Self {
        Self { updated_at, event_at, digest: Sha256::digest(spelling).into() }
    }
}
