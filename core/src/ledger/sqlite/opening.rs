use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::connection::{Purpose, connect};
use super::failure::{Done, Failure};
use super::ledger_file::LedgerFile;
use super::schema::{CURRENT, Schema};
use super::tally::Tally;
use super::{create, file_system, migration};
use crate::failpoint::failpoint;
use crate::model::{ErrorKind, FeedbackError};

/// The first SQLite without known ways to damage a database that several connections write.
const LEAST_SQLITE: i32 = 3_051_003;

/// Files up to this size are looked through at opening; it takes some milliseconds.
const LOOKED_THROUGH: u64 = 16 * 1024 * 1024;

/// Finds or makes a ledger and says no to everything that is none.
///
/// # Errors
/// `ledger`.
pub(super) fn find(path: &Path, schema: &Schema) -> Result<LedgerFile, FeedbackError> {
    if rusqlite::version_number() < LEAST_SQLITE {
        return Err(refusal(path, &format!("SQLite {} is too old for it", rusqlite::version())));
    }
    let file = LedgerFile::new(path).map_err(|error| refusal(path, &format!("its folder cannot be found: {error}")))?;
    file_system::check(file.folder())?;
    match file.path().symlink_metadata() {
        Ok(found) if found.is_dir() => Err(refusal(path, "it is a folder; name a file in it")),
        Ok(found) if found.is_symlink() => Err(refusal(path, "it is a link to nothing")),
        Ok(found) if !found.is_file() => Err(refusal(path, "it is no regular file")),
        Ok(found) if found.len() == 0 => {
            Err(refusal(path, "the file is empty, and a ledger never is: restore it, or delete it and begin anew"))
        }
        Ok(_) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            for remains in [file.tally(), file.log()] {
                if remains.symlink_metadata().is_ok() {
                    let remains = remains.display();
                    let rule = format!(
                        "it is gone, although {remains} says that it was there. Restore it; to begin anew, and perhaps \
                         ask people twice, delete {remains} too"
                    );
                    return Err(refusal(path, &rule));
                }
            }
            create::create(&file, schema)?;
            Ok(file)
        }
        Err(error) => Err(refusal(path, &error.to_string()).with_source(error)),
    }
}

/// The writer's connection to a ledger that is known to be one, of this version, and not older than it was.
pub(super) fn open_writer(file: &LedgerFile) -> Done<(Connection, Tally)> {
    open_writer_as(file, &CURRENT)
}

pub(super) fn open_writer_as(file: &LedgerFile, schema: &Schema) -> Done<(Connection, Tally)> {
    let connection = connect(file.path(), Purpose::Write)?;
    migration::migrate(&connection, schema)?;
    look_through(file, &connection)?;
    let tally = Tally::open(file).map_err(|error| tally_failure(file, &error))?;
    let reading = tally.read().map_err(|error| tally_failure(file, &error))?;
    let (ledger_id, commits) = connection.query_row("SELECT ledger_id, commits FROM meta", [], |row| row.try_into())?;
    reading.check(tally.path(), ledger_id, commits)?;
    failpoint("open.opened");
    Ok((connection, tally))
}

/// Damage is better found before the first claim than at it. A big ledger shows it when the page is read.
fn look_through(file: &LedgerFile, connection: &Connection) -> Done<()> {
    if file.path().metadata().is_ok_and(|found| found.len() > LOOKED_THROUGH) {
        return Ok(());
    }
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Failure::damaged(&verdict)) }
}

pub(super) fn tally_failure(file: &LedgerFile, error: &io::Error) -> Failure {
    let rule = format!("{} beside it cannot be read or written: {error}", file.tally().display());
    Failure::refused(ErrorKind::Ledger, rule)
}

fn refusal(path: &Path, rule: &str) -> FeedbackError {
    FeedbackError::new(ErrorKind::Ledger, format!("the ledger {} cannot be used: {rule}", path.display()))
}
