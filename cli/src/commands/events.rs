use clap::Args;
use twitter_feedback::{Client, EventsQuery, FeedbackEvent, Timestamp};

use super::time_argument;
use crate::exit::Failure;
use crate::output::{self, printable};
use crate::progress;

#[derive(Args)]
pub(crate) struct Events {
    /// First moment, RFC 3339 or epoch milliseconds. Default: a week before --to.
    #[arg(long, alias = "from-time", value_parser = time_argument::parse, value_name = "TIME")]
    from: Option<Timestamp>,
    /// Last moment, included. Default, and the latest that the service allows: 24 hours ago.
    #[arg(long, alias = "to-time", value_parser = time_argument::parse, value_name = "TIME")]
    to: Option<Timestamp>,
    /// Events on a page, 1 to 100.
    #[arg(long, default_value_t = 100)]
    count: u32,
    /// Go on from this cursor instead of a period.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    cursor: Option<String>,
    /// Print one JSON document per line; an event that cannot be read is a line {"unreadable": …}.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(client: &Client, args: Events) -> Result<(), Failure> {
    let mut listing = client.events(query(&args));
    let counter = progress::counter("events");
    let mut unreadable = 0_usize;
    let listed = loop {
        let page = match listing.next_page().await {
            Ok(Some(page)) => page,
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        };
        counter.suspend(|| page.events.iter().try_for_each(|event| output::line(&shown(event, args.json))))?;
        for event in &page.unreadable {
            unreadable += 1;
            if args.json {
                let line = serde_json::json!({ "unreadable": event.raw, "reason": event.reason });
                counter.suspend(|| output::line(&line.to_string()))?;
            }
        }
        counter.inc(u64::try_from(page.events.len()).unwrap_or(0));
    };
    counter.finish_and_clear();
    if unreadable > 0 {
        output::note(&format!("{unreadable} events could not be read; --json shows them as they came"));
    }
    listed.map_err(|error| {
        // Where trying again cannot help, neither can going on from there.
        if let Some(cursor) = listing.cursor().filter(|_| error.retryable()) {
            output::note(&format!("go on with --cursor {}", quoted(cursor)));
        }
        Failure::from(error)
    })
}

/// As one word of a shell, whatever the service put into it.
fn quoted(cursor: &str) -> String {
    format!("'{}'", printable(cursor).replace('\'', "'\\''"))
}

fn query(args: &Events) -> EventsQuery {
    let query = match &args.cursor {
        Some(cursor) => EventsQuery::resume(cursor),
        None => EventsQuery::period(args.from, args.to),
    };
    query.count(args.count)
}

fn shown(event: &FeedbackEvent, json: bool) -> String {
    if json {
        return event.to_json();
    }
    let at = event.created_at.map_or_else(|| "unknown time".to_owned(), |at| at.to_string());
    let feedback = &event.feedback;
    let mut line = format!("{at}  {}  {}  {}", event.event_type, feedback.id, feedback.r#type);
    if let Some(score) = feedback.score() {
        line.push_str(&format!("  score {score}"));
    }
    if let Some(comment) = feedback.comment() {
        line.push_str(&format!("  {comment:?}"));
    }
    printable(&line)
}
