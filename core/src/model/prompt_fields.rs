use super::FeedbackType;

/// What a prompt is made of, checked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PromptFields {
    pub(super) r#type: FeedbackType,
    pub(super) to_user_id: String,
    pub(super) message: String,
    pub(super) privacy_url: String,
    pub(super) external_id: Option<String>,
    pub(super) question_variant_id: Option<u32>,
    pub(super) display_name: Option<String>,
    pub(super) test: bool,
}
