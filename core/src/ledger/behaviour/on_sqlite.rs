use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, Row};

use super::{Subject, behaviour};
use crate::ledger::sqlite::SqliteLedger;
use crate::model::Id;

fn fresh() -> Subject {
    let folder = match Path::new("/dev/shm") {
        // Memory, where there is: these are not the tests of what a disk does.
        memory if memory.is_dir() => tempfile::tempdir_in(memory).unwrap(),
        _ => tempfile::tempdir().unwrap(),
    };
    let path = folder.path().join("ledger.db");
    let ledger = SqliteLedger::open(&path).unwrap();
    let (for_another, for_quarantine) = (path.clone(), path.clone());
    Subject {
        ledger: Arc::new(ledger),
        another: Box::new(move || Arc::new(SqliteLedger::open(&for_another).unwrap())),
        events: Box::new(move || {
            list(&path, "SELECT feedback_id, raw FROM event", |row| {
                Ok((Id::from(row.get::<_, String>(0)?), row.get(1)?))
            })
        }),
        quarantined: Box::new(move || list(&for_quarantine, "SELECT raw FROM quarantine", |row| row.get(0))),
        _kept_alive: Box::new(folder),
    }
}

fn list<T>(path: &Path, sql: &str, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
}

behaviour!(fresh, 16);
