//! Verified pages that a sandbox without limits serves on one processor.

use std::time::Instant;

use crate::Outcome;
use crate::server::Server;

const LISTINGS: u32 = 8;
const AT_ONCE: u32 = 16;

pub(crate) async fn run() -> Outcome<()> {
    let server = Server::start()?;
    let client = server.client()?;
    let query = server.seed(20_000).await?;
    // Learns the clock and fills the pool.
    client.events(query.clone()).next_page().await?;

    let (started, cpu) = (Instant::now(), server.cpu()?);
    let listings: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (client, query) = (client.clone(), query.clone());
            tokio::spawn(async move {
                let mut pages = 0_u32;
                for _ in 0..LISTINGS {
                    let mut listing = client.events(query.clone());
                    while listing.next_page().await?.is_some() {
                        pages += 1;
                    }
                }
                Ok::<_, twitter_feedback::FeedbackError>(pages)
            })
        })
        .collect();
    let mut pages = 0_u32;
    for listing in listings {
        pages += listing.await??;
    }
    let (wall, cpu) = (started.elapsed().as_secs_f64(), server.cpu()? - cpu);
    println!("The sandbox on one processor, {pages} signed and verified pages of 100 events, {AT_ONCE} at a time");
    println!(
        "  pages per second: {:.0} as this client could ask, {:.0} per second of the server's CPU   (wanted: at least 2000)",
        f64::from(pages) / wall,
        f64::from(pages) / cpu
    );
    Ok(())
}
