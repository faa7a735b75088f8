use crate::model::{FeedbackError, Problem};

/// Characters of one text at most.
const LONGEST: usize = 200;
/// Tags at most.
const MOST_TAGS: usize = 50;

/// What is known of the conversation when a prompt is sent. It stays in the ledger, and is taken at that
/// moment because later it is lost: agents change teams, cases change hands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromptContext {
    /// Who talked to the customer.
    pub agent_id: Option<String>,
    /// The agent's team.
    pub team: Option<String>,
    /// Whatever else to look at later, at most 50.
    pub tags: Vec<String>,
    /// The conversation's language, as a BCP 47 tag by custom: `pt-BR`.
    pub language: Option<String>,
}

impl PromptContext {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Who talked to the customer.
    #[must_use]
    pub fn agent_id(mut self, agent_id: impl Into<String>) -> Self {
        self.agent_id = Some(agent_id.into());
        self
    }

    /// The agent's team.
    #[must_use]
    pub fn team(mut self, team: impl Into<String>) -> Self {
        self.team = Some(team.into());
        self
    }

    /// One more tag.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tags.push(tag.into());
        self
    }

    /// The conversation's language.
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Whether the ledger can keep it, as [`Program::send`](crate::Program::send) asks; for the bindings, so that what is wrong
    /// is said where it was written.
    ///
    /// # Errors
    /// `invalid_request` with all problems at once.
    pub fn check(&self) -> Result<(), FeedbackError> {
        let named = [("agent_id", &self.agent_id), ("team", &self.team), ("language", &self.language)];
        let texts = named.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
        let tags = self.tags.iter().map(|tag| ("tags", tag.as_str()));
        let mut problems: Vec<Problem> = texts.chain(tags).filter_map(|(field, text)| problem(field, text)).collect();
        if self.tags.len() > MOST_TAGS {
            let rule = format!("must be at most {MOST_TAGS}");
            problems.push(Problem::new("tags", rule, &self.tags.len().to_string()));
        }
        if problems.is_empty() { Ok(()) } else { Err(FeedbackError::invalid("the context", problems)) }
    }
}

fn problem(field: &str, text: &str) -> Option<Problem> {
    let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    let rule = || format!("must have 1 to {LONGEST} characters, none of them a control character");
    (!fits).then(|| Problem::new(field, rule(), text))
}
