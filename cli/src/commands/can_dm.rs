use clap::Args;
use twitter_feedback::Client;

use crate::exit::Failure;
use crate::output;

#[derive(Args)]
pub(crate) struct CanDm {
    /// The person's user id, in digits.
    user_id: String,
    /// Print one JSON document: `{"user_id": …, "can_dm": true, false or null}`.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: &Client, args: &CanDm) -> Result<(), Failure> {
    let can_dm = client.can_dm(&args.user_id).await?;
    if args.json {
        return output::line(&serde_json::json!({ "user_id": args.user_id, "can_dm": can_dm }).to_string());
    }
    output::line(match can_dm {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown: the service does not say",
    })
}
