use clap::Args;
use serde_json::json;
use twitter_feedback::{Client, Policy, ReconcileReport, SyncOptions, SyncReport, Timestamp};

use super::time_argument;
use crate::exit::Failure;
use crate::ledger_place::LedgerPlace;
use crate::{output, progress};

#[derive(Args)]
pub(crate) struct Sync {
    /// First moment, RFC 3339 or epoch milliseconds. Default: where the last sync ended; 8 days back for a new ledger.
    #[arg(long, value_parser = time_argument::parse, value_name = "TIME")]
    since: Option<Timestamp>,
    /// Last moment. Default, and the latest that the service shows: 24 hours ago.
    #[arg(long, value_parser = time_argument::parse, value_name = "TIME")]
    until: Option<Timestamp>,
    /// Print one JSON document: {"pages", "events", "new", "updated", "unreadable", "complete_through", "reconcile"}.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: Client, ledger: LedgerPlace, args: Sync) -> Result<(), Failure> {
    let program = ledger.program(client, Policy::new()).await?;
    let counter = progress::counter("events");
    let mut options = SyncOptions::new().progress(|progress| counter.set_position(progress.events));
    if let Some(since) = args.since {
        options = options.since(since);
    }
    if let Some(until) = args.until {
        options = options.until(until);
    }
    let synced = program.sync(options).await;
    counter.finish_and_clear();
    let report = synced.map_err(|error| {
        output::note("what was read is in the ledger; the next sync goes on from there");
        Failure::from(error)
    })?;
    // What the first part brought is told whatever becomes of the second.
    let reconciled = program.reconcile().await;
    let found = reconciled.as_ref().ok();
    if args.json {
        output::line(&document(&report, found).to_string())?;
    } else {
        sentences(&report, found).iter().try_for_each(|sentence| output::line(sentence))?;
    }
    reconciled.map(drop).map_err(Failure::from)
}

fn document(report: &SyncReport, found: Option<&ReconcileReport>) -> serde_json::Value {
    json!({
        "pages": report.pages,
        "events": report.events,
        "new": report.new,
        "updated": report.updated,
        "unreadable": report.unreadable,
        "complete_through": report.complete_through.map(|time| time.to_string()),
        "reconcile": found.map(|found| json!({
            "examined": found.examined,
            "sent": found.sent,
            "absent": found.absent,
            "unknown": found.unknown,
        })),
    })
}

fn sentences(report: &SyncReport, found: Option<&ReconcileReport>) -> Vec<String> {
    let SyncReport { pages, events, new, updated, unreadable, .. } = report;
    let mut sentences = vec![format!("{events} events on {pages} pages: {new} feedbacks new, {updated} updated")];
    if *unreadable > 0 {
        sentences.push(format!("{unreadable} events could not be read and are kept as they came"));
    }
    sentences.push(match report.complete_through {
        Some(time) => format!("complete through {time}; coverage names the gaps before, if there are any"),
        None => "nothing was seen completely yet".to_owned(),
    });
    if let Some(ReconcileReport { examined, sent, absent, unknown, .. }) = found.filter(|found| found.examined > 0) {
        sentences.push(format!(
            "of {examined} prompts of unknown outcome {sent} turned out to be sent, {absent} not, {unknown} are open"
        ));
    }
    sentences
}
