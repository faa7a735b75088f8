//! What this costs, against a peer or a floor in the same run. Prints figures and asserts nothing.
#![allow(clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark prints, and fails loudly")]

mod asking;
mod cost;
mod disk;
mod folding;
mod memory;
mod opening;
mod pages;
mod served;
mod server;
mod startup;
mod syncing;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// All of them, or those that are named.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|it| it == name);
    if wanted("pages") {
        pages::run().await?;
    }
    if wanted("served") {
        served::run().await?;
    }
    if wanted("startup") {
        startup::run()?;
    }
    if wanted("folding") {
        folding::run().await?;
    }
    if wanted("asking") {
        asking::run().await?;
    }
    if wanted("opening") {
        opening::run().await?;
    }
    if wanted("syncing") {
        syncing::run().await?;
    }
    Ok(())
}
