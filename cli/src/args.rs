use clap::{ArgAction, Parser, Subcommand};

use crate::commands::{
    attempts::ListAttempts, auth::Auth, can_dm::CanDm, coverage::ShowCoverage, demo::Demo, doctor::Doctor,
    events::Events, prompt_status::ShowPromptStatus, sandbox::RunSandbox, send::Send, show::Show, sync::Sync,
};
use crate::connection::Connection;
use crate::ledger_place::LedgerPlace;

/// Ask customers for CSAT and NPS feedback in X/Twitter Direct Messages, and get every answer back.
#[derive(Parser)]
#[command(name = "twitter-feedback", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) connection: Connection,

    #[command(flatten)]
    pub(crate) ledger: LedgerPlace,

    /// Say more on stderr; repeat for more still. Secrets are never shown.
    #[arg(short, long, action = ArgAction::Count, global = true, help_heading = "Options")]
    pub(crate) verbose: u8,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show the whole job against a sandbox on this machine: ask 200 people, let them answer, write feedback.csv.
    Demo(Demo),
    /// Serve an emulator of the service on this machine until it is stopped.
    Sandbox(RunSandbox),
    /// Sign in as the account that asks, and keep its credentials in a file.
    Auth(Auth),
    /// Look at everything that has to be right before anybody can be asked. Asks nobody.
    Doctor(Doctor),
    /// Ask one person, unless the ledger or the policy says that it is too early.
    Send(Send),
    /// Show one feedback as it is now.
    Show(Show),
    /// List what happened in a period.
    Events(Events),
    /// Tell whether a person can be sent a Direct Message.
    CanDm(CanDm),
    /// Pull what was answered into the ledger, and find out what became of prompts of unknown outcome.
    Sync(Sync),
    /// Tell which time the ledger has seen completely, and its gaps.
    Coverage(ShowCoverage),
    /// List whom the ledger says was asked or skipped, newest first.
    Attempts(ListAttempts),
    /// Tell whether a prompt was sent and answered, never what the answer is.
    PromptStatus(ShowPromptStatus),
}
