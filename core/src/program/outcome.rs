use crate::client::Reply;
use crate::ledger::SkipReason;
use crate::model::{Feedback, Id, Timestamp};

/// What became of a prompt.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "one is made for each prompt, and most are the large one")]
pub enum SendOutcome {
    /// The person was asked.
    #[non_exhaustive]
    Sent {
        /// The attempt, in the ledger.
        attempt_id: Id,
        /// What the service made of it.
        feedback: Feedback,
        /// The service's answer; `None` where an event told of it first.
        reply: Option<Reply<()>>,
    },
    /// The person was not asked, for a reason of the policy or the ledger. A normal result.
    #[non_exhaustive]
    Skipped {
        /// The attempt, in the ledger.
        attempt_id: Id,
        /// Why.
        reason: SkipReason,
        /// Until when that holds, where it is known.
        until: Option<Timestamp>,
    },
    /// Nobody can tell whether the person was asked. It counts as if they were; `sync` and `reconcile` find out.
    #[non_exhaustive]
    Unknown {
        /// The attempt, in the ledger.
        attempt_id: Id,
        /// What happened, as a sentence.
        message: String,
    },
}

impl SendOutcome {
    /// The attempt, in the ledger.
    pub fn attempt_id(&self) -> &Id {
        match self {
            Self::Sent { attempt_id, .. } | Self::Skipped { attempt_id, .. } | Self::Unknown { attempt_id, .. } => {
                attempt_id
            }
        }
    }

    /// `sent`, `skipped` or `unknown`, as every language spells it.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Skipped { .. } => "skipped",
            Self::Unknown { .. } => "unknown",
        }
    }
}
