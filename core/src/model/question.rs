use super::FeedbackType;

/// The two scales there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuestionType {
    Csat,
    Nps,
}

/// One wording of a question, chosen by `question_variant_id`.
///
/// Variants of one type ask different things (overall, speed, the agent, a flight): never pool
/// their answers silently.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    kind: QuestionType,
    /// The service's `question_variant_id`.
    pub id: u32,
    /// Whether the published reference lists it.
    pub documented: bool,
    /// The text, with the placeholder `<display_name>`.
    pub template: &'static str,
}

impl Question {
    /// What the templates have in the place of the sender's name.
    pub const PLACEHOLDER: &'static str = "<display_name>";

    pub(super) const fn new(kind: QuestionType, id: u32, documented: bool, template: &'static str) -> Self {
        Self { kind, id, documented, template }
    }

    /// The scale it is answered on.
    pub fn r#type(&self) -> FeedbackType {
        match self.kind {
            QuestionType::Csat => FeedbackType::Csat,
            QuestionType::Nps => FeedbackType::Nps,
        }
    }

    /// The question with this name in it; without one the placeholder stays, because the service
    /// then puts the account's own name there, which only it knows.
    pub fn text(&self, display_name: Option<&str>) -> String {
        self.template.replace(Self::PLACEHOLDER, display_name.unwrap_or(Self::PLACEHOLDER))
    }
}
