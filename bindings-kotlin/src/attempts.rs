//! The history of asking: what is looked for, and what is found.

use twitter_feedback::{Attempt, AttemptError, AttemptFilter, FeedbackError, Id};

use crate::context::NativePromptContext;
use crate::outcome::word;
use crate::times::Moment;

#[derive(uniffi::Record)]
pub struct NativeAttemptFilter {
    pub to_user_id: Option<String>,
    pub external_id: Option<String>,
    pub state: Option<String>,
    pub from_time: Option<Moment>,
    pub to_time: Option<Moment>,
    pub before: Option<String>,
    pub limit: u32,
}

#[derive(uniffi::Record)]
pub struct NativeAttempt {
    pub id: String,
    pub state: String,
    pub reason: Option<String>,
    pub until: Option<Moment>,
    pub from_user_id: String,
    pub to_user_id: String,
    pub r#type: String,
    pub external_id: Option<String>,
    pub question_variant_id: Option<String>,
    pub display_name: Option<String>,
    pub test: bool,
    pub context: NativePromptContext,
    pub attempted_at: Moment,
    pub sending_at: Option<Moment>,
    pub asked_at: Option<Moment>,
    pub settled_at: Option<Moment>,
    pub cool_until: Option<Moment>,
    pub feedback_id: Option<String>,
    pub error: Option<NativeAttemptError>,
}

#[derive(uniffi::Record)]
pub struct NativeAttemptError {
    pub kind: String,
    pub status: Option<u16>,
    pub codes: Vec<i64>,
    pub message: String,
}

impl TryFrom<NativeAttemptFilter> for AttemptFilter {
    type Error = FeedbackError;

    fn try_from(given: NativeAttemptFilter) -> Result<Self, FeedbackError> {
        let mut filter = Self::default();
        filter.to_user_id = given.to_user_id.map(Id::from);
        filter.external_id = given.external_id;
        filter.state = given.state.map(|state| state.parse()).transpose()?;
        filter.from_time = given.from_time.map(Moment::timestamp).transpose()?;
        filter.to_time = given.to_time.map(Moment::timestamp).transpose()?;
        filter.before = given.before.map(Id::from);
        filter.limit = given.limit;
        Ok(filter)
    }
}

impl From<Attempt> for NativeAttempt {
    fn from(attempt: Attempt) -> Self {
        let text = |id: Id| id.as_str().to_owned();
        Self {
            id: text(attempt.id),
            state: attempt.state.as_str().to_owned(),
            reason: attempt.reason.map(word),
            until: attempt.until.map(Moment::from),
            from_user_id: text(attempt.from_user_id),
            to_user_id: text(attempt.to_user_id),
            r#type: attempt.r#type.as_str().to_owned(),
            external_id: attempt.external_id,
            question_variant_id: attempt.question_variant_id.map(text),
            display_name: attempt.display_name,
            test: attempt.test,
            context: attempt.context.into(),
            attempted_at: attempt.attempted_at.into(),
            sending_at: attempt.sending_at.map(Moment::from),
            asked_at: attempt.asked_at.map(Moment::from),
            settled_at: attempt.settled_at.map(Moment::from),
            cool_until: attempt.cool_until.map(Moment::from),
            feedback_id: attempt.feedback_id.map(text),
            error: attempt.error.map(NativeAttemptError::from),
        }
    }
}

impl From<AttemptError> for NativeAttemptError {
    fn from(error: AttemptError) -> Self {
        Self { kind: error.kind.as_str().to_owned(), status: error.status, codes: error.codes, message: error.message }
    }
}
