use clap::{ArgAction, Parser, Subcommand};

use crate::commands::{
    auth::Auth, can_dm::CanDm, demo::Demo, doctor::Doctor, events::Events, sandbox::RunSandbox, send::Send, show::Show,
};
use crate::connection::Connection;

/// Ask customers for CSAT and NPS feedback in X/Twitter Direct Messages, and get every answer back.
#[derive(Parser)]
#[command(name = "twitter-feedback", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) connection: Connection,

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
    /// Ask one person.
    Send(Send),
    /// Show one feedback as it is now.
    Show(Show),
    /// List what happened in a period.
    Events(Events),
    /// Tell whether a person can be sent a Direct Message.
    CanDm(CanDm),
}
