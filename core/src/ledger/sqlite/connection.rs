use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::{Done, Failure};
use super::schema::APPLICATION_ID;
use crate::model::ErrorKind;

/// How long a process waits for another one's transaction.
const PATIENCE: Duration = Duration::from_secs(30);

/// Statements that stay prepared; there are fewer of them.
const STATEMENTS: usize = 128;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Write,
    Read,
}

/// Connects to a file that is there, once it is sure that the file is a ledger.
pub(super) fn connect(path: &Path, purpose: Purpose) -> Done<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise a statement that may use a partial index is prepared anew whenever its parameters change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Before anything is changed: a setting below would be written into somebody else's database.
    let application_id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application_id != APPLICATION_ID {
        return Err(Failure::refused(
            ErrorKind::Ledger,
            "it is a database of something else; name another file, and a ledger is made there",
        ));
    }
    settle_in(&connection)?;
    connection.execute_batch(match purpose {
        Purpose::Write => "PRAGMA cache_size = -32000;",
        Purpose::Read => "PRAGMA cache_size = -4000; PRAGMA query_only = ON;",
    })?;
    Ok(connection)
}

/// What every connection must be told, since the file does not remember it.
pub(super) fn settle_in(connection: &Connection) -> Done<()> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Failure::refused(
            ErrorKind::Ledger,
            "its folder does not allow a write-ahead log; put it elsewhere",
        ));
    }
    // FULL: an answer that somebody was told survives a power cut. No memory map: a disk that fails would kill the
    // process. The log is written back by the writer, between answers.
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;
         PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(())
}
