use super::prompt_fields::PromptFields;
use super::{Advice, FeedbackError, FeedbackType, Problem, Question, advice, prompt_rules};

/// One request for feedback, validated and not yet sent.
///
/// ```
/// use twitter_feedback::Prompt;
///
/// let prompt = Prompt::nps("343434343434", "Thanks for talking to Furni today!", "https://furni.example/privacy")
///     .external_id("ticket_5555")
///     .display_name("Furni")
///     .build()?;
/// assert_eq!(
///     prompt.question_text().as_deref(),
///     Some("How likely are you to recommend Furni to a friend?")
/// );
/// # Ok::<(), twitter_feedback::FeedbackError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt(PromptFields);

/// Collects a [`Prompt`]; nothing is checked before [`build`](Self::build).
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a prompt is made by build()"]
pub struct PromptBuilder(PromptFields);

impl Prompt {
    /// Asks for a net promoter score, 0 to 10.
    pub fn nps(
        to_user_id: impl Into<String>,
        message: impl Into<String>,
        privacy_url: impl Into<String>,
    ) -> PromptBuilder {
        PromptBuilder::new(FeedbackType::Nps, to_user_id, message, privacy_url)
    }

    /// Asks for customer satisfaction, 1 to 5.
    pub fn csat(
        to_user_id: impl Into<String>,
        message: impl Into<String>,
        privacy_url: impl Into<String>,
    ) -> PromptBuilder {
        PromptBuilder::new(FeedbackType::Csat, to_user_id, message, privacy_url)
    }

    /// `csat` or `nps`.
    pub fn r#type(&self) -> &FeedbackType {
        &self.0.r#type
    }

    /// The person who will be asked.
    pub fn to_user_id(&self) -> &str {
        &self.0.to_user_id
    }

    /// The text of the Direct Message above the card.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The sender's privacy policy.
    pub fn privacy_url(&self) -> &str {
        &self.0.privacy_url
    }

    /// Your own reference.
    pub fn external_id(&self) -> Option<&str> {
        self.0.external_id.as_deref()
    }

    /// The wording of the question; `None` leaves it to the service, which takes 0 (doc).
    pub fn question_variant_id(&self) -> Option<u32> {
        self.0.question_variant_id
    }

    /// The name in the question's text; `None` leaves the account's own.
    pub fn display_name(&self) -> Option<&str> {
        self.0.display_name.as_deref()
    }

    /// Whether the service is to keep it out of its analytics. The person is asked all the same!
    pub fn test(&self) -> bool {
        self.0.test
    }

    /// The question as the customer will read it; `None` for a variant that this version does not know.
    pub fn question_text(&self) -> Option<String> {
        let question = Question::find(self.r#type(), self.question_variant_id().unwrap_or(0))?;
        Some(question.text(self.display_name()))
    }

    /// What could go wrong although nothing is refused.
    pub fn advice(&self) -> Vec<Advice> {
        advice::advise(&self.0)
    }
}

impl PromptBuilder {
    /// A prompt of a type given as the service's word, `csat` or `nps`, case sensitive.
    pub fn new(
        r#type: impl Into<FeedbackType>,
        to_user_id: impl Into<String>,
        message: impl Into<String>,
        privacy_url: impl Into<String>,
    ) -> Self {
        Self(PromptFields {
            r#type: r#type.into(),
            to_user_id: to_user_id.into(),
            message: message.into(),
            privacy_url: privacy_url.into(),
            external_id: None,
            question_variant_id: None,
            display_name: None,
            test: false,
        })
    }

    /// Your own reference, such as a ticket's number: at most 256 characters (doc), counted as UTF-16 units.
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.0.external_id = Some(external_id.into());
        self
    }

    /// The wording of the question; see [`Question::all`].
    pub fn question_variant_id(mut self, id: u32) -> Self {
        self.0.question_variant_id = Some(id);
        self
    }

    /// The name in the question's text, and only there: at most 20 characters (doc).
    pub fn display_name(mut self, name: impl Into<String>) -> Self {
        self.0.display_name = Some(name.into());
        self
    }

    /// Keeps it out of the service's analytics. The person is asked all the same!
    pub fn test(mut self, test: bool) -> Self {
        self.0.test = test;
        self
    }

    /// Everything that is wrong, field by field; empty when [`build`](Self::build) will succeed.
    pub fn problems(&self) -> Vec<Problem> {
        prompt_rules::problems(&self.0)
    }

    /// Checks every field.
    ///
    /// # Errors
    /// `invalid_request` with all [`problems`](FeedbackError::problems) at once.
    pub fn build(self) -> Result<Prompt, FeedbackError> {
        let problems = self.problems();
        if problems.is_empty() { Ok(Prompt(self.0)) } else { Err(FeedbackError::invalid("the prompt", problems)) }
    }
}
