use clap::Args;
use serde_json::{Value, json};
use twitter_feedback::{Client, Period, Policy};

use crate::exit::Failure;
use crate::ledger_place::LedgerPlace;
use crate::output;

#[derive(Args)]
pub(crate) struct ShowCoverage {
    /// Print one JSON document: {"start", "end", "periods": [{"from_time", "to_time"}], "gaps": [the same]}.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: Client, ledger: LedgerPlace, args: &ShowCoverage) -> Result<(), Failure> {
    let coverage = ledger.program(client, Policy::new()).await?.coverage().await?;
    let (periods, gaps) = (coverage.periods(), coverage.gaps());
    if args.json {
        let time = |time: Option<twitter_feedback::Timestamp>| time.map(|time| time.to_string());
        let list = |periods: &[Period]| periods.iter().map(document).collect::<Vec<_>>();
        let document = json!({
            "start": time(coverage.start()),
            "end": time(coverage.end()),
            "periods": list(periods),
            "gaps": list(&gaps),
        });
        return output::line(&document.to_string());
    }
    if periods.is_empty() {
        return output::line("nothing was seen completely yet; sync begins 8 days back");
    }
    for Period { from_time, to_time, .. } in periods {
        output::line(&format!("seen  {from_time} to {to_time}"))?;
    }
    for Period { from_time, to_time, .. } in &gaps {
        output::line(&format!("gap   {from_time} to {to_time}"))?;
    }
    Ok(())
}

fn document(period: &Period) -> Value {
    json!({ "from_time": period.from_time.to_string(), "to_time": period.to_time.to_string() })
}
