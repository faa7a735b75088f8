use std::collections::BTreeSet;

use rusqlite::Connection;

use super::failure::{Done, Failure};
use crate::model::ErrorKind;

/// What SQLite's file header says a ledger is: `TwFb`.
pub(super) const APPLICATION_ID: i32 = 0x5477_4662;

/// A version of the tables, and the way there from every version before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema {
    pub(super) version: i32,
    /// All tables of this version, for a new ledger.
    pub(super) sql: &'static str,
    pub(super) migrations: &'static [Migration],
}

/// One step: brings a ledger of version `from` to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Migration {
    pub(super) from: i32,
    pub(super) sql: &'static str,
}

/// The version that this library writes. A change to the tables is a new version, a migration and a fixture.
pub(super) const CURRENT: Schema = Schema { version: 1, sql: include_str!("schema.sql"), migrations: &[] };

impl Schema {
    /// Refuses tables that are not exactly this version's: nobody knows what they would do to a promise.
    pub(super) fn verify(&self, connection: &Connection) -> Done<()> {
        let expected = Connection::open_in_memory()?;
        expected.execute_batch(self.sql)?;
        let (expected, found) = (definitions(&expected)?, definitions(connection)?);
        match expected.symmetric_difference(&found).next() {
            None => Ok(()),
            Some(definition) => Err(Failure::refused(
                ErrorKind::Ledger,
                format!(
                    "its tables are not those of version {}: {:?} differs. Somebody changed them; restore the ledger \
                     from a backup",
                    self.version,
                    definition.chars().take(60).collect::<String>()
                ),
            )),
        }
    }
}

/// Every table, index and trigger, however its text is spaced. What SQLite keeps for itself is left out.
fn definitions(connection: &Connection) -> Done<BTreeSet<String>> {
    let mut statement = connection.prepare(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(row?.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}
