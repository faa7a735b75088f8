use std::path::Path;

use clap::Args;
use serde_json::json;
use twitter_feedback_sandbox::{Sandbox, SandboxOptions};

use super::time_argument;
use crate::exit::Failure;
use crate::output;

#[derive(Args)]
pub(crate) struct RunSandbox {
    /// The port to listen on, on this machine only; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Print one JSON line with the URL and credentials.
    #[arg(long)]
    json: bool,
    /// Lift every quota, the one prompt for each person in 24 hours included.
    #[arg(long)]
    no_limits: bool,
    /// Act as for an allow-listed handle: a person may be asked more than once in 24 hours.
    #[arg(long)]
    allow_listed: bool,
    /// Send every page full, instead of empty and short ones in the middle on purpose.
    #[arg(long)]
    even_pages: bool,
    /// List one update in five twice, which clients must survive.
    #[arg(long)]
    repeat_updates: bool,
    /// What ids, credentials and page layout are made from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Start the clock here and let it stand still but for /_sandbox/advance. Signatures are checked
    /// against this clock: set TWITTER_FEEDBACK_CLOCK=service.
    #[arg(long, value_parser = time_argument::parse, value_name = "TIME")]
    start_at: Option<twitter_feedback::Timestamp>,
}

pub(crate) async fn run(args: RunSandbox) -> Result<(), Failure> {
    let mut options = SandboxOptions::default();
    options.port = args.port;
    options.seed = args.seed;
    options.limits = !args.no_limits;
    options.allow_listed = args.allow_listed;
    options.uneven_pages = !args.even_pages;
    options.repeat_updates = args.repeat_updates;
    options.start_at = args.start_at.map(twitter_feedback::Timestamp::as_millis);
    let sandbox = Sandbox::start(options).await.map_err(|error| Failure::usage(error.to_string()))?;
    // Before the line, because whoever reads it may stop us at once.
    let stop = StopSignals::listen()?;
    if args.json {
        announce_to_programs(&sandbox)?;
        stop.received().await?;
    } else {
        // What happened here must not be in the ledger of the real account: this clock can be turned for weeks.
        let folder = tempfile::Builder::new().prefix("twitter-feedback-sandbox-").tempdir();
        let folder = folder.map_err(|error| Failure::usage(format!("no temporary folder can be made: {error}")))?;
        announce_to_people(&sandbox, &folder.path().join("feedback.db"))?;
        stop.received().await?;
    }
    sandbox.stop().await;
    Ok(())
}

fn announce_to_programs(sandbox: &Sandbox) -> Result<(), Failure> {
    let credentials = sandbox.credentials();
    let line = json!({
        "url": sandbox.url(),
        "credentials": {
            "consumer_key": credentials.consumer_key,
            "consumer_secret": credentials.consumer_secret,
            "access_token": credentials.access_token,
            "access_token_secret": credentials.access_token_secret,
        },
        "user_id": credentials.user_id,
    });
    output::line(&line.to_string())
}

fn announce_to_people(sandbox: &Sandbox, ledger: &Path) -> Result<(), Failure> {
    let (credentials, ledger) = (sandbox.credentials(), ledger.display().to_string());
    output::line(&format!("# The Feedback API, emulated at {} until this is stopped (Ctrl-C).", sandbox.url()))?;
    output::line(&format!("# To see and answer the cards as a customer does, open {}/ in a browser.", sandbox.url()))?;
    output::line(&format!("# How to answer, turn the clock and order faults: curl {}/", sandbox.url()))?;
    output::line("# Paste this into another shell, and every command here goes to it:")?;
    for (name, value) in [
        ("API_BASE", sandbox.url()),
        ("CONSUMER_KEY", &credentials.consumer_key),
        ("CONSUMER_SECRET", &credentials.consumer_secret),
        ("ACCESS_TOKEN", &credentials.access_token),
        ("ACCESS_TOKEN_SECRET", &credentials.access_token_secret),
        ("CLOCK", "service"),
        ("LEDGER", &ledger),
    ] {
        output::line(&format!("export TWITTER_FEEDBACK_{name}={value}"))?;
    }
    Ok(())
}

#[cfg(unix)]
struct StopSignals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignals {
    fn listen() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};

        let failed = |error: std::io::Error| Failure::defect(format!("signals cannot be awaited: {error}"));
        let interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
        let terminate = signal(SignalKind::terminate()).map_err(failed)?;
        Ok(Self { interrupt, terminate })
    }

    #[allow(clippy::unnecessary_wraps, reason = "other platforms can fail here")]
    async fn received(mut self) -> Result<(), Failure> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
struct StopSignals;

#[cfg(not(unix))]
impl StopSignals {
    fn listen() -> Result<Self, Failure> {
        Ok(Self)
    }

    async fn received(self) -> Result<(), Failure> {
        tokio::signal::ctrl_c().await.map_err(|error| Failure::defect(format!("signals cannot be awaited: {error}")))
    }
}
