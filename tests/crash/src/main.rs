//! Asks or pulls as it is told, through the ledger and the service that the environment names, and prints what became
//! of each prompt. Tests kill it: `TWITTER_FEEDBACK_FAILPOINT` says where.

use std::error::Error;
use std::io::{self, Write};

use twitter_feedback::{
    Client, FeedbackError, Policy, Program, Prompt, PromptContext, SendOutcome, SyncOptions, Timestamp,
};

#[tokio::main(worker_threads = 8)]
async fn main() -> Result<(), Box<dyn Error>> {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = told.iter().map(String::as_str).collect();
    match words.as_slice() {
        // Asks one person, as a business does.
        ["send", person] => say(&send(&program(Policy::new()).await?, person).await),
        // Asks one person at once from several threads, when it hears the gun: a line on stdin.
        ["crowd", person, threads, back_filled] => {
            let policy = Policy::new().require_can_dm(false).backfill(*back_filled == "back-filled");
            let program = program(policy).await?;
            say("ready")?;
            io::stdin().read_line(&mut String::new())?;
            let ask = || {
                let (program, person) = (program.clone(), (*person).to_owned());
                tokio::spawn(async move { send(&program, &person).await })
            };
            let asking: Vec<_> = (0..threads.parse()?).map(|_: u32| ask()).collect();
            for asked in asking {
                say(&asked.await?)?;
            }
            Ok(())
        }
        ["sync", from, to] => {
            let options = SyncOptions::new().since(time(from)?).until(time(to)?);
            let report = program(Policy::new()).await?.sync(options).await?;
            say(&format!("{} pages", report.pages))
        }
        // Pulls what others have begun, and nothing new: what is newer than everything is not there.
        ["go-on"] => {
            let options = SyncOptions::new().since(time("250000000000000")?);
            let report = program(Policy::new()).await?.sync(options).await?;
            say(&format!("{} pages", report.pages))
        }
        _ => Err(format!("what is {told:?}?").into()),
    }
}

async fn program(policy: Policy) -> Result<Program, FeedbackError> {
    Program::open(Client::from_env()?, Program::ledger_from_env()?, policy).await
}

fn time(millis: &str) -> Result<Timestamp, Box<dyn Error>> {
    Ok(Timestamp::from_millis(millis.parse()?)?)
}

async fn send(program: &Program, person: &str) -> String {
    let prompt = Prompt::nps(person, "Thank you for talking to Furni today!", "https://furni.example/privacy").build();
    let outcome = match prompt {
        Ok(prompt) => program.send(&prompt, &PromptContext::new()).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(SendOutcome::Skipped { reason, .. }) => format!("skipped {reason}"),
        Ok(outcome) => outcome.status().to_owned(),
        Err(error) => format!("error {error}"),
    }
}

fn say(words: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(io::stdout(), "{words}")?)
}
