//! Asks one person, with everything from the environment.
#![allow(clippy::print_stdout, reason = "an example prints")]

use twitter_feedback::{Client, Prompt};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let prompt = Prompt::csat("343434343434", "Thank you for talking to Furni today!", "https://furni.example/privacy")
        .external_id("ticket_5555")
        .build()?;
    match client.create(&prompt).await {
        Ok(feedback) => println!("asked: feedback {}", feedback.id),
        // Never ask again then: the person may be looking at the card.
        Err(error) if error.maybe_sent() => println!("perhaps asked: {error}"),
        Err(error) => println!("not asked: {error}"),
    }
    Ok(())
}
