//! The command `twitter-feedback` as a library, so that the Python wheel and the npm package carry it too.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod connection;
mod exit;
mod ledger_place;
mod output;
mod progress;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::Parser;

use args::{Arguments, Command};
use commands::demo::Restart;
use exit::Failure;

/// Runs the command with these arguments, the program's name first, and returns its exit code.
///
/// Blocks until the command is done, on a runtime of its own: do not call it from async code.
///
/// Exit codes: 0 done, a skip included; 2 wrong usage or invalid request; 3 authentication or
/// permission; 4 rate limited by the service; 5 outcome unknown; 6 service or network; 7 ledger; 70 a defect.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let restart = Restart::of(&args);
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        // Help and version come this way too, on stdout and with success.
        Err(message) => {
            let _ = message.print();
            return u8::try_from(message.exit_code()).unwrap_or(exit::USAGE);
        }
    };
    start_log(arguments.verbose);
    // A defect must not unwind into whoever embeds the command.
    let outcome = catch_unwind(AssertUnwindSafe(|| block_on(arguments, restart)));
    match outcome.unwrap_or_else(|_| Err(Failure::defect("a defect in this program stopped it"))) {
        Ok(()) => exit::DONE,
        Err(failure) => failure.report(),
    }
}

fn block_on(arguments: Arguments, restart: Option<Restart>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| Failure::defect(format!("no runtime could be started: {error}")))?;
    runtime.block_on(execute(arguments, restart))
}

async fn execute(arguments: Arguments, restart: Option<Restart>) -> Result<(), Failure> {
    let Arguments { connection, ledger, .. } = arguments;
    match arguments.command {
        Command::Demo(demo) => commands::demo::run(demo, restart).await,
        Command::Sandbox(sandbox) => commands::sandbox::run(sandbox).await,
        Command::Auth(auth) => commands::auth::run(connection.sign_in()?, auth).await,
        Command::Doctor(doctor) => commands::doctor::run(connection.client(), &doctor).await,
        Command::Send(send) => commands::send::run(connection.client()?, ledger, send).await,
        Command::Show(show) => commands::show::run(&connection.client()?, &show).await,
        Command::Events(events) => commands::events::run(&connection.client()?, events).await,
        Command::CanDm(can_dm) => commands::can_dm::run(&connection.client()?, &can_dm).await,
        Command::Sync(sync) => commands::sync::run(connection.client()?, ledger, sync).await,
        Command::Coverage(coverage) => commands::coverage::run(connection.client()?, ledger, &coverage).await,
        Command::Attempts(attempts) => commands::attempts::run(connection.client()?, ledger, attempts).await,
        Command::PromptStatus(status) => commands::prompt_status::run(connection.client()?, ledger, &status).await,
    }
}

/// Diagnostics go to stderr; stdout is for data.
fn start_log(verbose: u8) {
    let level = match verbose {
        0 => "warn",
        1 => "info,twitter_feedback=debug",
        2 => "debug",
        _ => "trace",
    };
    // Whoever embeds the command may have a log of their own already.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(level))
        .with_writer(std::io::stderr)
        .try_init();
}
