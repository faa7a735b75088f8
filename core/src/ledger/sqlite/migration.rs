use rusqlite::Connection;

use super::failure::{Done, Failure};
use super::schema::Schema;
use crate::model::ErrorKind;

/// Brings a ledger to this version, in one transaction, and refuses what it does not know.
pub(super) fn migrate(connection: &Connection, schema: &Schema) -> Done<()> {
    let found = version(connection)?;
    if found < schema.version {
        // Whoever is second finds the work done.
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let migrated = steps(connection, schema);
        connection.execute_batch(if migrated.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        return migrated;
    }
    refuse_newer(found, schema)?;
    schema.verify(connection)
}

fn steps(connection: &Connection, schema: &Schema) -> Done<()> {
    loop {
        let at = version(connection)?;
        refuse_newer(at, schema)?;
        if at == schema.version {
            return schema.verify(connection);
        }
        let step = schema.migrations.iter().find(|step| step.from == at).ok_or_else(|| {
            Failure::refused(ErrorKind::Ledger, format!("it has version {at}, which no release ever wrote"))
        })?;
        connection.execute_batch(&format!("{}; PRAGMA user_version = {}", step.sql, at.saturating_add(1)))?;
    }
}

fn refuse_newer(found: i32, schema: &Schema) -> Done<()> {
    if found > schema.version {
        let rule = format!(
            "a newer release of this library wrote it (version {found}; this one knows {}): update the library here too",
            schema.version
        );
        return Err(Failure::refused(ErrorKind::Ledger, rule));
    }
    Ok(())
}

fn version(connection: &Connection) -> Done<i32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
