use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::connection;
use super::failure::Done;
use super::ledger_file::LedgerFile;
use super::schema::{APPLICATION_ID, Schema};
use crate::failpoint::failpoint;
use crate::model::{ErrorKind, FeedbackError};

/// Makes a new ledger: complete under another name first, so that it is there whole or not at all. Where
/// somebody else was quicker, theirs stays.
///
/// # Errors
/// `ledger`, where the folder or the disk does not allow it.
pub(super) fn create(file: &LedgerFile, schema: &Schema) -> Result<(), FeedbackError> {
    // Closed at once, and 0600: SQLite gives the files beside it the same mode.
    let temporary = tempfile::Builder::new()
        .prefix(".twitter-feedback-")
        .suffix(".ledger")
        .tempfile_in(file.folder())
        .map_err(|error| refusal(file, error))?
        .into_temp_path();
    fill(&temporary, schema).map_err(|failure| failure.about(file.path()))?;
    failpoint("open.made");
    match temporary.persist_noclobber(file.path()) {
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(refusal(file, error.error)),
        Ok(()) => {
            failpoint("open.renamed");
            flush_folder(file.folder()).map_err(|error| refusal(file, error))
        }
    }
}

fn fill(path: &Path, schema: &Schema) -> Done<()> {
    let connection = Connection::open(path)?;
    connection::settle_in(&connection)?;
    let ledger_id: i64 = rand::random();
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};
         INSERT INTO meta (id, ledger_id, commits) VALUES (1, {ledger_id}, 0); COMMIT;",
        schema.sql, schema.version
    ))?;
    // The last connection writes the log back and removes it.
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Makes the new name survive a power cut.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn refusal(file: &LedgerFile, error: io::Error) -> FeedbackError {
    FeedbackError::new(
        ErrorKind::Ledger,
        format!(
            "the ledger {} could not be made: {error}; this user must be allowed to write into its folder, and the disk \
             must have room",
            file.path().display()
        ),
    )
    .with_source(error)
}
