use super::{AttemptState, PromptContext, SkipReason};
use crate::model::{ErrorKind, FeedbackType, Id, Timestamp};

/// One try to send a prompt, and what became of it; or a prompt that another tool sent.
///
/// Times are the ledger's clock, to the millisecond.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Its id in this ledger; later attempts have greater numbers.
    pub id: Id,
    /// How far it came.
    pub state: AttemptState,
    /// Why it was skipped, where it was.
    pub reason: Option<SkipReason>,
    /// Until when the reason holds, where that is known.
    pub until: Option<Timestamp>,
    /// The account that asked.
    pub from_user_id: Id,
    /// The person who was to be asked.
    pub to_user_id: Id,
    /// Which question.
    pub r#type: FeedbackType,
    /// Your own reference.
    pub external_id: Option<String>,
    /// The wording of the question.
    pub question_variant_id: Option<Id>,
    /// The name in the question's text.
    pub display_name: Option<String>,
    /// Whether the service was told to keep it out of its analytics. The person was asked all the same.
    pub test: bool,
    /// What was known of the conversation when it was sent.
    pub context: PromptContext,
    /// When it was made, or, for a prompt of another tool, when the ledger first saw it.
    pub attempted_at: Timestamp,
    /// When the request was about to be written; `None` where it never came so far.
    pub sending_at: Option<Timestamp>,
    /// The latest moment at which the person can have been asked; `None` where nobody was.
    pub asked_at: Option<Timestamp>,
    /// When its outcome became known.
    pub settled_at: Option<Timestamp>,
    /// Until when the person is left alone because of it; `None` where it does not count.
    pub cool_until: Option<Timestamp>,
    /// The service's id, once it is known.
    pub feedback_id: Option<Id>,
    /// What went wrong, where something did.
    pub error: Option<AttemptError>,
}

/// What went wrong with an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptError {
    /// In one word.
    pub kind: ErrorKind,
    /// The answer's HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// The service's own error codes, in its order.
    pub codes: Vec<i64>,
    /// As a sentence.
    pub message: String,
}
