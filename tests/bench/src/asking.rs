//! What the ledger makes durable before the first byte of a request, against the disk's own flushes.

use std::time::Instant;

use twitter_feedback::Timestamp;
use twitter_feedback::internals::MeasuredLedger;

use crate::cost::median;
use crate::{Outcome, disk};

const PEOPLE: u32 = 300;

pub(crate) async fn run() -> Outcome<()> {
    let folder = disk::folder()?;
    let flush = disk::flush_time(folder.path())?;
    let ledger = MeasuredLedger::open(&folder.path().join("feedback.db"))?;
    let now = Timestamp::from(std::time::SystemTime::now());
    let mut times = Vec::new();
    for person in 0..PEOPLE {
        let started = Instant::now();
        if !ledger.claim_and_intend(person.to_string(), now).await? {
            return Err("a claim was refused".into());
        }
        times.push(1e3 * started.elapsed().as_secs_f64());
    }
    let asked = median(times);
    println!("Claim and intent: {asked:.2} ms; this disk's fdatasync of 4 KiB: {flush:.2} ms");
    println!("  beyond two of those: {:.2} ms   (wanted: at most 1 ms)", asked - 2.0 * flush);
    Ok(())
}
