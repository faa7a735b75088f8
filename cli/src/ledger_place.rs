use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::Args;
use twitter_feedback::{Client, FeedbackError, Policy, Program};

use crate::exit::Failure;
use crate::output;

/// The folder of this program in the platform's data directory, and the ledger in it.
const FOLDER: &str = "twitter-feedback";
const FILE: &str = "feedback.db";

/// Which ledger to use, from an option or from the environment.
#[derive(Args)]
#[command(next_help_heading = "Ledger (option or environment)")]
pub(crate) struct LedgerPlace {
    /// The ledger, which remembers who was asked and what was answered: a file, made where there is none. Default:
    /// feedback.db in your data directory.
    // A name of a database may hold a password.
    #[arg(long, global = true, env = "TWITTER_FEEDBACK_LEDGER", hide_env_values = true, value_name = "FILE")]
    ledger: Option<OsString>,
}

impl LedgerPlace {
    /// Opens it; says on stderr where a new one is.
    pub(crate) async fn program(self, client: Client, policy: Policy) -> Result<Program, Failure> {
        // An empty variable is one that is not set, as everywhere in this library.
        let (ledger, chosen) = match self.ledger.filter(|name| !name.is_empty()) {
            Some(ledger) => (ledger, true),
            None => (default_ledger()?.into_os_string(), false),
        };
        let path = path_of(&ledger);
        let new = path.symlink_metadata().is_err();
        let program = Program::open(client, &ledger, policy).await?;
        if new {
            let how = if chosen { "" } else { "; --ledger or TWITTER_FEEDBACK_LEDGER names another" };
            output::note(&format!("a new ledger was made: {}{how}", path.display()));
        }
        Ok(program)
    }
}

fn path_of(ledger: &OsStr) -> PathBuf {
    match ledger.to_str() {
        Some(text) => PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text)),
        None => PathBuf::from(ledger),
    }
}

/// In a folder that is made where it does not exist, for this user alone.
fn default_ledger() -> Result<PathBuf, Failure> {
    let no_home =
        || Failure::usage("this user has no data directory; name a ledger with --ledger or TWITTER_FEEDBACK_LEDGER");
    let folder = data_folder().ok_or_else(no_home)?.join(FOLDER);
    make_folder(&folder).map_err(|error| {
        let message = format!("the folder of the ledger, {}, cannot be made: {error}", folder.display());
        FeedbackError::new(twitter_feedback::ErrorKind::Ledger, message)
    })?;
    Ok(folder.join(FILE))
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// A relative one depends on where one happens to be, so it does not count.
fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

#[cfg(windows)]
fn data_folder() -> Option<PathBuf> {
    named("LOCALAPPDATA")
}

#[cfg(target_os = "macos")]
fn data_folder() -> Option<PathBuf> {
    let home = || std::env::home_dir().filter(|home| home.is_absolute());
    named("XDG_DATA_HOME").or_else(|| Some(home()?.join("Library/Application Support")))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn data_folder() -> Option<PathBuf> {
    let home = || std::env::home_dir().filter(|home| home.is_absolute());
    named("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))
}
