use clap::Args;
use serde_json::{Value, json};
use twitter_feedback::{Attempt, AttemptFilter, AttemptState, Client, Policy, Timestamp};

use super::time_argument;
use crate::exit::Failure;
use crate::ledger_place::LedgerPlace;
use crate::output::{self, printable};

#[derive(Args)]
pub(crate) struct ListAttempts {
    /// Only of this person.
    #[arg(long = "to", alias = "to-user-id", value_name = "ID")]
    to_user_id: Option<String>,
    /// Only with this reference.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    external_id: Option<String>,
    /// Only in this state: skipped, reserved, sending, unknown, sent, failed, released, absent or foreign.
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only those made at this time or later, RFC 3339 or epoch milliseconds.
    #[arg(long, alias = "from-time", value_parser = time_argument::parse, value_name = "TIME")]
    since: Option<Timestamp>,
    /// Only those made at this time or earlier.
    #[arg(long, alias = "to-time", value_parser = time_argument::parse, value_name = "TIME")]
    until: Option<Timestamp>,
    /// Only those before the attempt of this id: for the next page, the last id of the one before.
    #[arg(long, value_name = "ID")]
    before: Option<String>,
    /// At most so many, 1 to 10000.
    #[arg(long, default_value_t = 1000, value_name = "N")]
    limit: u32,
    /// Print one JSON document per line.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: Client, ledger: LedgerPlace, args: ListAttempts) -> Result<(), Failure> {
    let (json, limit) = (args.json, args.limit);
    let filter = args.filter()?;
    let attempts = ledger.program(client, Policy::new()).await?.attempts(&filter).await?;
    if !json && !attempts.is_empty() {
        output::line(&row(["ID", "MADE AT", "STATE", "TYPE", "PERSON", "REFERENCE", "WHY"]))?;
    }
    for attempt in &attempts {
        output::line(&if json { document(attempt).to_string() } else { shown(attempt) })?;
    }
    if let Some(last) = attempts.last().filter(|_| u32::try_from(attempts.len()).is_ok_and(|length| length == limit)) {
        output::note(&format!("there may be more: --before {}", last.id));
    }
    Ok(())
}

fn document(attempt: &Attempt) -> Value {
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
    let context = &attempt.context;
    json!({
        "id": attempt.id.as_str(),
        "state": attempt.state.as_str(),
        "reason": attempt.reason.map(twitter_feedback::SkipReason::as_str),
        "until": time(attempt.until),
        "from_user_id": attempt.from_user_id.as_str(),
        "to_user_id": attempt.to_user_id.as_str(),
        "type": attempt.r#type.as_str(),
        "external_id": attempt.external_id,
        "question_variant_id": attempt.question_variant_id.as_deref(),
        "display_name": attempt.display_name,
        "test": attempt.test,
        "context": {
            "agent_id": context.agent_id,
            "team": context.team,
            "tags": context.tags,
            "language": context.language,
        },
        "attempted_at": attempt.attempted_at.to_string(),
        "sending_at": time(attempt.sending_at),
        "asked_at": time(attempt.asked_at),
        "settled_at": time(attempt.settled_at),
        "cool_until": time(attempt.cool_until),
        "feedback_id": attempt.feedback_id.as_deref(),
        "error": attempt.error.as_ref().map(|error| json!({
            "kind": error.kind.as_str(),
            "status": error.status,
            "codes": error.codes,
            "message": error.message,
        })),
    })
}

fn shown(attempt: &Attempt) -> String {
    let why = match (attempt.reason, &attempt.error) {
        (Some(reason), _) => reason.to_string(),
        (None, Some(error)) => format!("{}: {}", error.kind, error.message),
        (None, None) => String::new(),
    };
    let reference = attempt.external_id.as_deref().unwrap_or("-");
    let (made, person) = (attempt.attempted_at.to_string(), attempt.to_user_id.as_str());
    row([&attempt.id, &made, attempt.state.as_str(), attempt.r#type.as_str(), person, reference, &why])
}

fn row([id, made, state, kind, person, reference, why]: [&str; 7]) -> String {
    let row = format!("{id:>6}  {made:<24}  {state:<8}  {kind:<4}  {person:<19}  {reference:<16}  {why}");
    printable(row.trim_end())
}

impl ListAttempts {
    fn filter(self) -> Result<AttemptFilter, twitter_feedback::FeedbackError> {
        let mut filter = AttemptFilter::default().limit(self.limit);
        filter.to_user_id = self.to_user_id.map(Into::into);
        filter.external_id = self.external_id;
        filter.state = self.state.map(|word| word.parse::<AttemptState>()).transpose()?;
        (filter.from_time, filter.to_time) = (self.since, self.until);
        filter.before = self.before.map(Into::into);
        Ok(filter)
    }
}
