use std::time::Duration;

use super::{PromptContext, SkipReason};
use crate::model::{FeedbackType, Id, Timestamp};

/// Who is to be asked what: the part of a prompt that the ledger remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asking {
    pub(crate) from_user_id: Id,
    pub(crate) to_user_id: Id,
    pub(crate) r#type: FeedbackType,
    pub(crate) external_id: Option<String>,
    pub(crate) question_variant_id: Option<Id>,
    pub(crate) display_name: Option<String>,
    pub(crate) test: bool,
    pub(crate) context: PromptContext,
}

/// The wish to ask a person now. It is granted to one caller, whoever else wishes the same at the same time.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) asking: Asking,
    pub(crate) token: TokenDigest,
    /// Known to lie within five minutes of the service's `Date`.
    pub(crate) now: Timestamp,
    /// From then on anybody may take the slot back, unless the intent came before.
    pub(crate) lease_until: Timestamp,
    /// How long a person is left alone: the policy's interval and an hour.
    pub(crate) cooldown: Duration,
    pub(crate) max_per_day: u32,
}

/// What became of a claim. Whatever it says, it is committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Claimed {
    /// The slot is this attempt's.
    Reserved { attempt_id: i64 },
    /// Recorded as a skipped attempt.
    Skipped { attempt_id: i64, reason: SkipReason, until: Option<Timestamp> },
    /// Nothing is sent for this account until then. Nothing was recorded.
    Paused(Pause),
    /// The caller's clock is behind what this ledger has seen. Nothing was recorded.
    ClockBehind { high_water: Timestamp },
}

/// What one process knows an access token by: a digest, so that the ledger holds no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TokenDigest(pub(crate) [u8; 32]);

/// Sending stands still after the service said something about the whole account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pause {
    pub(crate) until: Timestamp,
    pub(crate) error: super::AttemptError,
}

/// Whom a pause concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PauseScope {
    /// This access token; another one of the same account may work.
    Token,
    /// The account, whatever its token.
    Account,
}

/// A skip that the policy decided without asking the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Skip {
    pub(crate) asking: Asking,
    pub(crate) now: Timestamp,
    pub(crate) reason: SkipReason,
    pub(crate) until: Option<Timestamp>,
}

/// The last word before bytes are written; durable before it is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Intent {
    pub(crate) attempt_id: i64,
    pub(crate) now: Timestamp,
    /// The latest moment at which the request can still be on its way.
    pub(crate) deadline: Timestamp,
}
