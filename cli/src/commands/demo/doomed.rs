use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use super::part::Part;
use super::restart::Restart;
use super::stage::Stage;
use crate::exit::Failure;

/// A process of ours that does a part of the job until it is killed.
pub(super) struct Doomed {
    process: Child,
    told: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl Doomed {
    pub(super) fn start(restart: &Restart, stage: &Stage, part: Part) -> Result<Self, Failure> {
        let mut command = restart.command(part);
        command.envs(stage.environment()).env_remove("TWITTER_FEEDBACK_TEST");
        let mut process = command.spawn().map_err(|error| failed(&error))?;
        let (told, says) = (process.stdin.take(), process.stdout.take());
        let piped = || Failure::defect("the demo cannot talk to its own process");
        let says = BufReader::new(says.ok_or_else(piped)?);
        Ok(Self { told: told.ok_or_else(piped)?, says, process })
    }

    pub(super) fn tell(&mut self, number: u64) -> Result<(), Failure> {
        writeln!(self.told, "{number}").and_then(|()| self.told.flush()).map_err(|error| failed(&error))
    }

    /// What it says next; it is waited for.
    pub(super) fn hear(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        // On the thread that nobody else works on: the sandbox answers on others.
        self.says.read_line(&mut line).map_err(|error| failed(&error))?;
        if line.is_empty() {
            return Err(Failure::defect("a process of the demo ended before it was killed"));
        }
        Ok(line.trim().to_owned())
    }

    /// As `kill -9` does: nothing in it can prepare for that.
    pub(super) fn kill(mut self) -> Result<(), Failure> {
        self.process.kill().and_then(|()| self.process.wait()).map(drop).map_err(|error| failed(&error))
    }
}

impl Drop for Doomed {
    /// Where the demo goes wrong, nothing is left behind.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::defect(format!("the demo cannot work with a process of its own: {error}"))
}
