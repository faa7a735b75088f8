//! A sandbox, a folder for its ledger, and a shell in which the command is run.
#![allow(dead_code, reason = "each test binary takes what it needs")]

use std::ops::Deref;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxOptions};

pub(crate) struct World {
    sandbox: Sandbox,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Deref for World {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.sandbox
    }
}

pub(crate) async fn sandbox() -> World {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    World { sandbox, folder: tempfile::tempdir().unwrap() }
}

/// A shell with nothing of ours in its environment.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twitter-feedback"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TWITTER_FEEDBACK_")) {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

pub(crate) fn run(world: &World, args: &[&str]) -> Output {
    with_sandbox(world, args).output().unwrap()
}

/// A shell in which everything goes to the sandbox, and one ledger remembers it.
pub(crate) fn with_sandbox(world: &World, args: &[&str]) -> Command {
    let own = world.credentials();
    let mut command = command(args);
    command
        .env("TWITTER_FEEDBACK_API_BASE", world.url())
        .env("TWITTER_FEEDBACK_CLOCK", "service")
        .env("TWITTER_FEEDBACK_LEDGER", world.file("ledger.db"))
        .env("TWITTER_FEEDBACK_CONSUMER_KEY", &own.consumer_key)
        .env("TWITTER_FEEDBACK_CONSUMER_SECRET", &own.consumer_secret)
        .env("TWITTER_FEEDBACK_ACCESS_TOKEN", &own.access_token)
        .env("TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", &own.access_token_secret);
    command
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
pub(crate) fn document(output: &Output) -> Value {
    let text = stdout(output);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text} {}", stderr(output)))
}

pub(crate) fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Breaks the next nine requests of this operation.
pub(crate) fn fault(sandbox: &Sandbox, operation: &str, fault: &str) {
    let rule = json!({"operation": operation, "fault": fault, "times": 9});
    sandbox.fault(FaultRule::from_json(&rule).unwrap()).unwrap();
}

pub(crate) fn creates(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.path.contains("feedback/create")).count()
}

pub(crate) const SEND: [&str; 9] = [
    "send",
    "--to",
    "343434343434",
    "--type=nps",
    "--message",
    "Thank you for talking to Furni today!",
    "--privacy-url",
    "https://furni.example/privacy",
    "--json",
];
