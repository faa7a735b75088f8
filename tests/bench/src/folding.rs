//! Events into states, against reading the same texts as JSON.

use std::time::Instant;

use serde_json::Value;
use twitter_feedback::{FeedbackEvent, Fold};

use crate::Outcome;
use crate::cost::median;
use crate::server::Server;

const ROUNDS: usize = 9;

pub(crate) async fn run() -> Outcome<()> {
    let server = Server::start()?;
    let query = server.seed(20_000).await?;
    let mut listing = server.client()?.events(query);
    let mut events: Vec<FeedbackEvent> = Vec::new();
    while let Some(page) = listing.next_page().await? {
        events.extend(page.into_inner().events);
    }
    let (mut folds, mut reads) = (Vec::new(), Vec::new());
    let number = f64::from(u32::try_from(events.len())?);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let mut fold = Fold::new();
        for event in &events {
            fold.apply(event);
        }
        folds.push(started.elapsed().as_secs_f64());
        std::hint::black_box(&fold);

        let started = Instant::now();
        for event in &events {
            std::hint::black_box(serde_json::from_str::<Value>(event.raw())?);
        }
        reads.push(started.elapsed().as_secs_f64());
    }
    let (fold, read) = (median(folds), median(reads));
    println!("Folding {number} events on one core");
    println!("  events per second: {:.0}   (wanted: at least 200000)", number / fold);
    println!("  time against reading their texts as JSON: {:.2}", fold / read);
    Ok(())
}
