//! Asks one person, with everything from the environment.
#![allow(clippy::print_stdout, reason = "an example prints")]

use twitter_feedback::{Client, Policy, Program, Prompt, PromptContext, SendOutcome};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let program = Program::open(Client::from_env()?, Program::ledger_from_env()?, Policy::new()).await?;
    let prompt = Prompt::csat("343434343434", "Thank you for talking to Furni today!", "https://furni.example/privacy")
        .external_id("ticket_5555")
        .build()?;
    match program.send(&prompt, &PromptContext::new().agent_id("agent_7").team("north")).await? {
        SendOutcome::Sent { feedback, .. } => println!("asked: feedback {}", feedback.id),
        SendOutcome::Skipped { reason, .. } => println!("not asked: {reason}"),
        // Nothing to do: it counts as asked, and a later sync finds out.
        SendOutcome::Unknown { message, .. } => println!("perhaps asked: {message}"),
    }
    Ok(())
}
