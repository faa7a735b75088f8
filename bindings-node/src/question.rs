//! The wordings of questions.

use napi_derive::napi;
use twitter_feedback::{FeedbackType, Question};

use crate::guard::caught;
use crate::records;

/// Every wording that this version knows, as JSON.
#[napi]
pub fn questions() -> napi::Result<String> {
    caught(|| Ok(records::questions(Question::all())))
}

/// The question with this name in it; without one the placeholder stays.
#[napi]
pub fn question_text(kind: String, id: u32, display_name: Option<String>) -> napi::Result<Option<String>> {
    caught(|| {
        let question = Question::find(&FeedbackType::from(kind.as_str()), id);
        Ok(question.map(|question| question.text(display_name.as_deref())))
    })
}
