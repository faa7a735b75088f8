use clap::Args;
use serde_json::json;
use twitter_feedback::{Client, Policy, PromptStatus};

use crate::exit::Failure;
use crate::ledger_place::LedgerPlace;
use crate::output::{self, printable};

#[derive(Args)]
pub(crate) struct ShowPromptStatus {
    /// Your own reference, as it was given to send.
    #[arg(allow_hyphen_values = true)]
    external_id: String,
    /// Print one JSON document, `null` for a reference that the ledger does not know. It never holds an answer.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: Client, ledger: LedgerPlace, args: &ShowPromptStatus) -> Result<(), Failure> {
    let program = ledger.program(client, Policy::new()).await?;
    let status = program.prompt_status(&args.external_id).await?;
    if args.json {
        return output::line(&status.as_ref().map(document).unwrap_or_default().to_string());
    }
    output::line(&match status {
        Some(status) => shown(&status),
        None => "the ledger does not know this reference".to_owned(),
    })
}

fn document(status: &PromptStatus) -> serde_json::Value {
    json!({
        "external_id": status.external_id,
        "attempt_id": status.attempt_id.as_str(),
        "state": status.state.as_str(),
        "reason": status.reason.map(twitter_feedback::SkipReason::as_str),
        "type": status.r#type.as_str(),
        "to_user_id": status.to_user_id.as_str(),
        "asked_at": status.asked_at.map(|time| time.to_string()),
        "answered": status.answered,
    })
}

fn shown(status: &PromptStatus) -> String {
    let mut line = status.state.to_string();
    if let Some(reason) = status.reason {
        line.push_str(&format!(" ({reason})"));
    }
    if let Some(asked_at) = status.asked_at {
        let answered = if status.answered { "answered" } else { "not answered yet" };
        line.push_str(&format!(": {} was asked for {} at {asked_at}, {answered}", status.to_user_id, status.r#type));
    }
    printable(&line)
}
