//! A million events into a new ledger, against reading the same listing and keeping nothing.

use std::time::Instant;

use twitter_feedback::{Policy, Program, SyncOptions};

use crate::server::Server;
use crate::{Outcome, disk, memory};

/// About a million events.
const FEEDBACKS: u32 = 630_000;

pub(crate) async fn run() -> Outcome<()> {
    let server = Server::start()?;
    let client = server.client()?;
    let query = server.seed(FEEDBACKS).await?;
    let folder = disk::folder()?;

    let (started, cpu) = (Instant::now(), server.cpu()?);
    let mut listing = client.events(query.clone());
    let mut listed = 0_usize;
    while let Some(page) = listing.next_page().await? {
        listed += page.events.len();
    }
    let listed = f64::from(u32::try_from(listed)?);
    let floor = listed / started.elapsed().as_secs_f64();
    let server_floor = listed / (server.cpu()? - cpu);

    let path = folder.path().join("feedback.db");
    let program = Program::open(client, &path, Policy::new()).await?;
    memory::forget_peak();
    let before = memory::peak()?;
    let started = Instant::now();
    let report = program.sync(SyncOptions::new()).await?;
    let rate = f64::from(u32::try_from(report.events)?) / started.elapsed().as_secs_f64();
    println!(
        "Syncing {} events of {} feedbacks, {} pages, the server on one processor",
        report.events, report.new, report.pages
    );
    println!("  events per second: {rate:.0}   (wanted: at least 30000)");
    println!("  one listing read and not kept: {floor:.0}, {server_floor:.0} per second of the server's CPU");
    println!("  resident memory: {:.0} MiB at most, {before:.0} before   (wanted: less than 100 MiB)", memory::peak()?);
    println!(
        "  ledger: {} MiB; this disk's fdatasync of 4 KiB: {:.2} ms",
        path.metadata()?.len() / 1024 / 1024,
        disk::flush_time(folder.path())?
    );
    Ok(())
}
