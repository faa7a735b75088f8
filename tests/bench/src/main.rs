//! What this costs, against a peer or a floor in the same run. Prints figures and asserts nothing.
#![allow(clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark prints, and fails loudly")]

mod cost;
mod pages;
mod served;
mod server;
mod startup;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    pages::run().await?;
    served::run().await?;
    startup::run()
}
