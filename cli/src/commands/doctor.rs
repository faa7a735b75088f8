use clap::Args;
use twitter_feedback::{Check, CheckState, Client, FeedbackError};

use crate::exit::Failure;
use crate::output::{self, printable};

#[derive(Args)]
pub(crate) struct Doctor {
    /// Print one JSON document per line: `{"name": …, "state": …, "finding": …, "next_step": …}`.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: Result<Client, FeedbackError>, args: &Doctor) -> Result<(), Failure> {
    let client = match client {
        Ok(client) => client,
        Err(error) => {
            let finding = error.to_string();
            line(args, "settings", CheckState::Failed.as_str(), &finding, "Set them, then ask again.")?;
            return Err(Failure::told_already(error));
        }
    };
    let checks = client.doctor().await;
    for Check { name, state, finding, next_step, .. } in &checks {
        line(args, name, state.as_str(), finding, next_step)?;
    }
    match checks.iter().find(|check| check.state == CheckState::Failed) {
        Some(check) if check.name == "host" => Err(Failure::host_failed()),
        Some(_) => Err(Failure::access_failed()),
        None => Ok(()),
    }
}

fn line(args: &Doctor, name: &str, state: &str, finding: &str, next_step: &str) -> Result<(), Failure> {
    if args.json {
        let check = serde_json::json!({ "name": name, "state": state, "finding": finding, "next_step": next_step });
        return output::line(&check.to_string());
    }
    output::line(&format!("{state:<8} {name:<14} {}\n{:<24}{next_step}", printable(finding), ""))
}
