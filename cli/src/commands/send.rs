use clap::{Args, ValueEnum};
use twitter_feedback::{Client, FeedbackType, Prompt, PromptBuilder, PromptContext, SendOutcome};

use super::policy_options::PolicyOptions;
use crate::exit::Failure;
use crate::ledger_place::LedgerPlace;
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
    /// Your own reference, such as a ticket's number; prompt-status finds it.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    external_id: Option<String>,
    /// The wording of the question.
    #[arg(long = "question-variant", alias = "question-variant-id", value_name = "N")]
    question_variant_id: Option<u32>,
    /// The name in the question's text, at most 20 characters.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    display_name: Option<String>,
    /// Print one JSON document: {"status": "sent", "skipped" or "unknown", "reason"?, "until"?, "attempt_id", "feedback"?}.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    context: ContextOptions,
    #[command(flatten)]
    policy: PolicyOptions,
}

#[derive(Clone, Copy, ValueEnum)]
enum QuestionType {
    Csat,
    Nps,
}

/// What is known of the conversation.
#[derive(Args)]
#[command(next_help_heading = "Context (stays in the ledger)")]
struct ContextOptions {
    /// Who talked to the customer.
    #[arg(long = "agent", alias = "agent-id", value_name = "TEXT", allow_hyphen_values = true)]
    agent_id: Option<String>,
    /// The agent's team.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    team: Option<String>,
    /// Whatever else to look at later; may be repeated, at most 50 times.
    #[arg(long = "tag", value_name = "TEXT", allow_hyphen_values = true)]
    tags: Vec<String>,
    /// The conversation's language, as pt-BR.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

pub(crate) async fn run(client: Client, ledger: LedgerPlace, args: Send) -> Result<(), Failure> {
    let json = args.json;
    let (prompt, context, policy) = args.checked()?;
    for advice in prompt.advice() {
        output::note(&advice.text);
    }
    let program = ledger.program(client, policy).await?;
    let outcome = program.send(&prompt, &context).await?;
    print(json, &document(&outcome), &line(&outcome, &prompt));
    match outcome {
        SendOutcome::Unknown { message, .. } => Err(Failure::outcome_unknown(message)),
        _ => Ok(()),
    }
}

/// As JSON. The feedback is what the service wrote, to the letter.
fn document(outcome: &SendOutcome) -> String {
    let mut members = vec![("status", quoted(outcome.status()))];
    if let SendOutcome::Skipped { reason, until, .. } = outcome {
        members.push(("reason", quoted(reason.as_str())));
        members.extend(until.map(|until| ("until", quoted(&until.to_string()))));
    }
    members.push(("attempt_id", quoted(outcome.attempt_id())));
    if let SendOutcome::Sent { feedback, .. } = outcome {
        members.push(("feedback", feedback.to_json()));
    }
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn line(outcome: &SendOutcome, prompt: &Prompt) -> String {
    let to = prompt.to_user_id();
    match outcome {
        SendOutcome::Sent { feedback, .. } => format!("sent: feedback {} to {to}", feedback.id),
        SendOutcome::Skipped { reason, until: Some(until), .. } => format!("skipped: {reason} until {until}"),
        SendOutcome::Skipped { reason, .. } => format!("skipped: {reason}"),
        _ => format!("unknown: {to} may have been asked, and counts as asked; sync finds out"),
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
    /// What it takes, before anything is opened or sent.
    fn checked(self) -> Result<(Prompt, PromptContext, twitter_feedback::Policy), twitter_feedback::FeedbackError> {
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
        let mut context = PromptContext::new();
        let ContextOptions { agent_id, team, tags, language } = self.context;
        (context.agent_id, context.team, context.tags, context.language) = (agent_id, team, tags, language);
        context.check()?;
        Ok((builder.build()?, context, self.policy.policy()?))
    }
}
