//! A sandbox, a ledger, and processes that are killed.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail loudly")]

pub(crate) mod copied;

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use copied::Copied;
use futures_util::StreamExt;
use tokio::process::Command;
use twitter_feedback::{FAILPOINTS, Policy, Program, Prompt, PromptContext, SendOutcome, Timestamp};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions, SeedRequest};

pub(crate) const PERSON: &str = "343434343434";
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// From when on the service shows an event.
pub(crate) const SHOWN: Duration = Duration::from_secs(24 * 60 * 60 + 2 * 60);
/// Nothing here takes longer, on the slowest machine; who waits longer waits for ever.
pub(crate) const FOR_EVER: Duration = Duration::from_secs(60);

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    folder: tempfile::TempDir,
}

impl World {
    /// The service has no limits: nothing but the ledger keeps anybody from being asked twice.
    pub(crate) async fn new() -> Self {
        let mut options = SandboxOptions::default();
        options.limits = false;
        // Some years ahead of every machine, so that a new ledger is no older than its service.
        options.start_at = Some(2_000_000_000_000);
        Self { sandbox: Sandbox::start(options).await.unwrap(), folder: tempfile::tempdir().unwrap() }
    }

    /// A past of so many feedbacks, all of which is shown.
    pub(crate) fn seed(&self, count: u64, days: u32) -> (Timestamp, Timestamp) {
        let to = self.now().saturating_sub(DAY + 10 * MINUTE);
        let from = to.saturating_sub(days * DAY);
        self.sandbox.seed(SeedRequest::new(count, from.as_millis(), to.as_millis())).unwrap();
        (from, to)
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.sandbox.now()).unwrap()
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    /// What the ledger's files hold, as a process that starts now would find them.
    pub(crate) fn copied(&self) -> Copied {
        Copied::of(&self.ledger())
    }

    /// Opens the ledger in this process, as whoever comes next does.
    pub(crate) async fn program(&self) -> Program {
        Program::open(self.sandbox.client().unwrap(), self.ledger(), Policy::new()).await.unwrap()
    }

    /// A process that works on the ledger.
    pub(crate) fn worker(&self, told: &[&str]) -> Command {
        let own = self.sandbox.credentials();
        let mut command = Command::new(env!("CARGO_BIN_EXE_twitter-feedback-crash"));
        command
            .args(told)
            .env_remove("TWITTER_FEEDBACK_TEST")
            .env("TWITTER_FEEDBACK_API_BASE", self.sandbox.url())
            .env("TWITTER_FEEDBACK_CLOCK", "service")
            .env("TWITTER_FEEDBACK_LEDGER", self.ledger())
            .env("TWITTER_FEEDBACK_CONSUMER_KEY", &own.consumer_key)
            .env("TWITTER_FEEDBACK_CONSUMER_SECRET", &own.consumer_secret)
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN", &own.access_token)
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", &own.access_token_secret)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// Whether the process died where it was to die. One that does not come by there does its work.
    pub(crate) async fn kill_at(&self, name: &str, visit: u32, told: &[&str]) -> bool {
        let mut worker = self.worker(told);
        worker.env("TWITTER_FEEDBACK_FAILPOINT", format!("{name}:{visit}"));
        let output = in_time(worker.output()).await.unwrap();
        let killed = output.status.signal() == Some(9);
        assert!(killed || output.status.success(), "{name}:{visit}: {}", text(&output));
        killed
    }

    /// Creates that arrived for the person.
    pub(crate) fn creates(&self) -> usize {
        self.sandbox.requests().iter().filter(|request| request.to_user_id.is_some()).count()
    }

    /// Pages that were asked for.
    pub(crate) fn pages(&self) -> usize {
        self.sandbox.requests().iter().filter(|request| request.path.contains("feedback/events")).count()
    }
}

pub(crate) async fn send(program: &Program) -> String {
    let prompt = Prompt::nps(PERSON, "Thank you for talking to Furni today!", "https://furni.example/privacy");
    match program.send(&prompt.build().unwrap(), &PromptContext::new()).await {
        Ok(SendOutcome::Skipped { reason, .. }) => format!("skipped {reason}"),
        Ok(outcome) => outcome.status().to_owned(),
        Err(error) => format!("error {error}"),
    }
}

pub(crate) fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub(crate) async fn in_time<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(FOR_EVER, future).await.expect("it waits for ever")
}

/// The failpoints whose names begin with one of these words.
pub(crate) fn named(words: &[&str]) -> Vec<&'static str> {
    FAILPOINTS.iter().copied().filter(|name| words.iter().any(|word| name.starts_with(word))).collect()
}

/// Tries each of them, several side by side; every one must have been reached.
pub(crate) async fn each<F: Future<Output = u32>>(
    names: Vec<&'static str>,
    at_once: usize,
    visit: impl Fn(&'static str) -> F,
) {
    let reached: Vec<(&str, u32)> = futures_util::stream::iter(names)
        .map(|name| {
            let visits = visit(name);
            async move { (name, visits.await) }
        })
        .buffer_unordered(at_once)
        .collect()
        .await;
    assert!(!reached.is_empty());
    for (name, visits) in reached {
        assert!(visits > 0, "nobody came by {name}");
    }
}
