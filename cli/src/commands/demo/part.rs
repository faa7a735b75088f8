//! What the process does that is going to be killed.

use std::io::{self, BufRead};

use twitter_feedback::{Client, Policy, Program, PromptContext, SyncOptions};

use super::people;
use crate::exit::Failure;
use crate::output;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Asks the people whose numbers it is told.
    Ask,
    /// Pulls, and says so after the first commit with events.
    Sync,
}

impl Part {
    /// Set for the process that does a part, by the one that will kill it.
    pub(super) const VARIABLE: &str = "TWITTER_FEEDBACK_DEMO_PART";

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Sync => "sync",
        }
    }

    /// The part that this process was started for.
    pub(super) fn of_this_process() -> Option<Self> {
        let wanted = std::env::var_os(Self::VARIABLE)?;
        [Self::Ask, Self::Sync].into_iter().find(|part| wanted == part.as_str())
    }

    /// Works on the ledger and the sandbox that the environment names.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let program = Program::open(Client::from_env()?, Program::ledger_from_env()?, Policy::new()).await?;
        match self {
            Self::Ask => ask(&program).await,
            Self::Sync => {
                let tell = |progress: twitter_feedback::SyncProgress| {
                    if progress.events > 0 {
                        // Nobody answers: this is where we are killed.
                        let _ = output::line(&progress.events.to_string());
                        let _ = next_line();
                    }
                };
                program.sync(SyncOptions::new().progress(tell)).await?;
                Ok(())
            }
        }
    }
}

async fn ask(program: &Program) -> Result<(), Failure> {
    while let Some(number) = next_line()? {
        let number = number.parse().map_err(|_| Failure::defect("the demo was told no number"))?;
        let outcome = program.send(&people::prompt(number)?, &PromptContext::new()).await?;
        output::line(outcome.status())?;
    }
    Ok(())
}

/// `None` once nobody talks to us any more.
fn next_line() -> Result<Option<String>, Failure> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure::defect(format!("stdin cannot be read: {error}")))?;
    Ok((!line.is_empty()).then(|| line.trim().to_owned()))
}
