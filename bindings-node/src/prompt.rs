//! One request for feedback.

use napi_derive::napi;
use twitter_feedback::{FeedbackType, Prompt, PromptBuilder};
use twitter_feedback_bindings::set;

use crate::guard::caught;
use crate::records;

#[napi]
pub struct NativePrompt(pub(crate) Prompt);

/// The fields of a prompt, each with the type that TypeScript has checked.
#[napi(object, object_to_js = false)]
pub struct NativePromptFields {
    pub r#type: String,
    pub to_user_id: String,
    pub message: String,
    pub privacy_url: String,
    pub external_id: Option<String>,
    pub question_variant_id: Option<u32>,
    pub display_name: Option<String>,
    pub test: Option<bool>,
}

impl NativePromptFields {
    fn builder(self) -> PromptBuilder {
        let r#type = FeedbackType::from(self.r#type.as_str());
        let builder = PromptBuilder::new(r#type, self.to_user_id, self.message, self.privacy_url);
        let builder = set(builder, self.external_id, PromptBuilder::external_id);
        let builder = set(builder, self.question_variant_id, PromptBuilder::question_variant_id);
        let builder = set(builder, self.display_name, PromptBuilder::display_name);
        builder.test(self.test.unwrap_or(false))
    }
}

#[napi]
impl NativePrompt {
    #[napi(constructor)]
    pub fn new(fields: NativePromptFields) -> napi::Result<Self> {
        caught(|| Ok(Self(fields.builder().build()?)))
    }

    #[napi(getter)]
    pub fn question_text(&self) -> napi::Result<Option<String>> {
        caught(|| Ok(self.0.question_text()))
    }

    /// What could go wrong although nothing is refused, as JSON.
    #[napi]
    pub fn advice(&self) -> napi::Result<String> {
        caught(|| Ok(records::advice(&self.0.advice())))
    }
}
