//! One request for feedback.

use twitter_feedback::{FeedbackError, FeedbackType, Prompt, PromptBuilder};
use twitter_feedback_bindings::set;

use crate::errors::NativeError;
use crate::guard::caught;
use crate::records::NativeAdvice;

/// The fields of a prompt. They stay in Kotlin, so that a prompt has nothing native to close.
#[derive(uniffi::Record)]
pub struct PromptFields {
    pub r#type: String,
    pub to_user_id: String,
    pub message: String,
    pub privacy_url: String,
    pub external_id: Option<String>,
    pub question_variant_id: Option<u32>,
    pub display_name: Option<String>,
    pub test: bool,
}

/// What is known of a prompt that could be sent.
#[derive(uniffi::Record)]
pub struct CheckedPrompt {
    pub question_text: Option<String>,
    pub advice: Vec<NativeAdvice>,
}

impl PromptFields {
    pub(crate) fn build(self) -> Result<Prompt, FeedbackError> {
        let r#type = FeedbackType::from(self.r#type.as_str());
        let builder = PromptBuilder::new(r#type, self.to_user_id, self.message, self.privacy_url);
        let builder = set(builder, self.external_id, PromptBuilder::external_id);
        let builder = set(builder, self.question_variant_id, PromptBuilder::question_variant_id);
        let builder = set(builder, self.display_name, PromptBuilder::display_name);
        builder.test(self.test).build()
    }
}

#[uniffi::export]
pub fn check_prompt(fields: PromptFields) -> Result<CheckedPrompt, NativeError> {
    caught(|| {
        let prompt = fields.build()?;
        let advice = prompt.advice().into_iter().map(NativeAdvice::from).collect();
        Ok(CheckedPrompt { question_text: prompt.question_text(), advice })
    })
}
