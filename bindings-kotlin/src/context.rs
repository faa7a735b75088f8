//! What is known of a conversation when a prompt is sent. Nothing is kept here.

use twitter_feedback::PromptContext;

use crate::errors::NativeError;
use crate::guard::caught;

#[derive(uniffi::Record)]
pub struct NativePromptContext {
    pub agent_id: Option<String>,
    pub team: Option<String>,
    pub tags: Vec<String>,
    pub language: Option<String>,
}

#[uniffi::export]
pub fn check_context(context: NativePromptContext) -> Result<(), NativeError> {
    caught(|| PromptContext::from(context).check())
}

impl From<NativePromptContext> for PromptContext {
    fn from(given: NativePromptContext) -> Self {
        let mut context = Self::new();
        context.agent_id = given.agent_id;
        context.team = given.team;
        context.tags = given.tags;
        context.language = given.language;
        context
    }
}

impl From<PromptContext> for NativePromptContext {
    fn from(context: PromptContext) -> Self {
        Self { agent_id: context.agent_id, team: context.team, tags: context.tags, language: context.language }
    }
}
