//! What is known of a conversation when a prompt is sent.

use napi_derive::napi;
use twitter_feedback::PromptContext;

use crate::guard::caught;

/// Each member with the type that TypeScript has checked.
#[napi(object, object_to_js = false)]
pub struct NativePromptContext {
    pub agent_id: Option<String>,
    pub team: Option<String>,
    pub tags: Vec<String>,
    pub language: Option<String>,
}

impl From<NativePromptContext> for PromptContext {
    fn from(given: NativePromptContext) -> Self {
        let mut context = PromptContext::new();
        context.agent_id = given.agent_id;
        context.team = given.team;
        context.tags = given.tags;
        context.language = given.language;
        context
    }
}

/// Throws what is wrong with a context, all at once.
#[napi]
pub fn check_prompt_context(context: NativePromptContext) -> napi::Result<()> {
    caught(|| PromptContext::from(context).check())
}
