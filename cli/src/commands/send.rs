use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use twitter_feedback::{Client, ErrorKind, FeedbackType, Prompt, PromptBuilder};

use crate::exit::Failure;
use crate::output;

#[derive(Args)]
pub(crate) struct Send {
    /// The person's user id, in digits.
    #[arg(long = "to", alias = "to-user-id", value_name = "ID")]
    to_user_id: String,
    /// Which question to ask.
    #[arg(long, value_enum)]
    r#type: QuestionType,
    /// The text of the Direct Message above the card; it should make sense where the card is not shown.
    #[arg(long, value_name = "TEXT")]
    message: String,
    /// Your privacy policy.
    #[arg(long, value_name = "URL")]
    privacy_url: String,
    /// Your own reference, such as a ticket's number.
    #[arg(long, value_name = "TEXT")]
    external_id: Option<String>,
    /// The wording of the question.
    #[arg(long = "question-variant", alias = "question-variant-id", value_name = "N")]
    question_variant_id: Option<u32>,
    /// The name in the question's text, at most 20 characters.
    #[arg(long, value_name = "NAME")]
    display_name: Option<String>,
    /// Print one JSON document: {"status": "sent", "skipped" or "unknown", …}.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum QuestionType {
    Csat,
    Nps,
}

pub(crate) async fn run(client: &Client, args: Send) -> Result<(), Failure> {
    let json = args.json;
    let prompt = args.prompt()?;
    for advice in prompt.advice() {
        output::note(&advice.text);
    }
    match client.create(&prompt).await {
        Ok(feedback) => {
            let feedback_json: Value = serde_json::from_str(&feedback.to_json())
                .map_err(|error| Failure::defect(format!("the feedback cannot be shown: {error}")))?;
            let line = format!("sent: feedback {} to {}", feedback.id, prompt.to_user_id());
            print(json, &json!({ "status": "sent", "feedback": feedback_json }), &line)
        }
        // That this person cannot be written to is an ordinary end of asking, not a failure.
        Err(error) if error.kind() == ErrorKind::CannotMessage => {
            let line = format!("skipped: {error}");
            print(json, &json!({ "status": "skipped", "reason": error.kind().as_str() }), &line)
        }
        Err(error) => {
            if error.maybe_sent() {
                print(json, &json!({ "status": "unknown" }), "unknown: the person may have been asked")?;
            }
            Err(error.into())
        }
    }
}

impl Send {
    fn prompt(self) -> Result<Prompt, twitter_feedback::FeedbackError> {
        let kind = match self.r#type {
            QuestionType::Csat => FeedbackType::Csat,
            QuestionType::Nps => FeedbackType::Nps,
        };
        let mut builder = PromptBuilder::new(kind, self.to_user_id, self.message, self.privacy_url);
        if let Some(external_id) = self.external_id {
            builder = builder.external_id(external_id);
        }
        if let Some(id) = self.question_variant_id {
            builder = builder.question_variant_id(id);
        }
        if let Some(name) = self.display_name {
            builder = builder.display_name(name);
        }
        builder.build()
    }
}

fn print(json: bool, document: &Value, line: &str) -> Result<(), Failure> {
    output::line(&if json { document.to_string() } else { output::printable(line) })
}
