use clap::{Args, ValueEnum};
use twitter_feedback::{Client, FeedbackType, Prompt, PromptBuilder};

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
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    message: String,
    /// Your privacy policy.
    #[arg(long, value_name = "URL")]
    privacy_url: String,
    /// Your own reference, such as a ticket's number.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    external_id: Option<String>,
    /// The wording of the question.
    #[arg(long = "question-variant", alias = "question-variant-id", value_name = "N")]
    question_variant_id: Option<u32>,
    /// The name in the question's text, at most 20 characters.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    display_name: Option<String>,
    /// Print one JSON document: {"status": "sent" or "unknown", "feedback"?}.
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
            let document = format!("{{\"status\":\"sent\",\"feedback\":{}}}", feedback.to_json());
            let line = format!("sent: feedback {} to {}", feedback.id, prompt.to_user_id());
            print(json, &document, &line);
            Ok(())
        }
        Err(error) => {
            if error.maybe_sent() {
                print(json, "{\"status\":\"unknown\"}", "unknown: the person may have been asked");
            }
            Err(error.into())
        }
    }
}

/// Says what became of the prompt. That it cannot be said changes nothing about it, nor about the
/// exit code: a script that took it for a failure would ask again.
fn print(json: bool, document: &str, line: &str) {
    let line = output::printable(line);
    if let Err(failure) = output::line(if json { document } else { &line }) {
        output::note(&format!("{line} {}", failure.message()));
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
