//! The wordings of questions.

use twitter_feedback::{FeedbackType, Question};

use crate::errors::NativeError;
use crate::guard::caught;

#[derive(uniffi::Record)]
pub struct NativeQuestion {
    pub r#type: String,
    pub id: u32,
    pub documented: bool,
    pub template: String,
}

/// Every wording that this version knows.
#[uniffi::export]
pub fn questions() -> Result<Vec<NativeQuestion>, NativeError> {
    caught(|| {
        let one = |question: &Question| NativeQuestion {
            r#type: question.r#type().as_str().to_owned(),
            id: question.id,
            documented: question.documented,
            template: question.template.to_owned(),
        };
        Ok(Question::all().iter().map(one).collect())
    })
}

/// The question with this name in it; without one the placeholder stays.
#[uniffi::export]
pub fn question_text(kind: String, id: u32, display_name: Option<String>) -> Result<Option<String>, NativeError> {
    caught(|| {
        let question = Question::find(&FeedbackType::from(kind.as_str()), id);
        Ok(question.map(|question| question.text(display_name.as_deref())))
    })
}
