use super::{AttemptState, SkipReason};
use crate::model::{FeedbackType, Id, Timestamp};

/// What an agent may see of a prompt: whether the customer was asked, and whether they answered.
///
/// There is no member for a score or a text, so no screen can show one to the agent whom it rates.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromptStatus {
    /// Your own reference.
    pub external_id: String,
    /// The newest attempt with this reference that counts: one that may have asked before one that was skipped.
    pub attempt_id: Id,
    /// How far it came.
    pub state: AttemptState,
    /// Why it was skipped, where it was.
    pub reason: Option<SkipReason>,
    /// Which question.
    pub r#type: FeedbackType,
    /// The person who was to be asked.
    pub to_user_id: Id,
    /// When they were asked, at the latest; `None` where nobody was.
    pub asked_at: Option<Timestamp>,
    /// Whether they answered anything.
    pub answered: bool,
}
