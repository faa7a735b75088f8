use rusqlite::{Connection, params};

use super::attempt_rows::error_as_text;
use super::failure::Done;
use super::slots::Pair;
use super::times::{GRACE, millis};
use crate::failpoint::failpoint;
use crate::ledger::AttemptError;
use crate::model::{ErrorKind, Id, Timestamp};

/// Takes back everything that is overdue; returns how many.
pub(super) fn recover(connection: &Connection, now: Timestamp) -> Done<u64> {
    let overdue: Vec<Overdue> = connection
        .prepare_cached(
            // `+id`: else the whole table is read in the order of its ids, instead of the few live attempts.
            "SELECT id, state, sender, to_user FROM attempt WHERE state IN ('reserved', 'sending')
                 AND CASE state WHEN 'reserved' THEN lease_until ELSE deadline_at + ?2 END <= ?1 ORDER BY +id",
        )?
        .query_map(params![now.as_millis(), millis(GRACE)], Overdue::read)?
        .collect::<Result<_, _>>()?;
    take_back(connection, now, overdue)
}

/// Takes back what is overdue of one pair.
pub(super) fn recover_pair(connection: &Connection, pair: &Pair, now: Timestamp) -> Done<u64> {
    let overdue = connection
        .prepare_cached(
            "SELECT id, state, sender, to_user FROM attempt
             WHERE sender = ?3 AND to_user = ?4 AND state IN ('reserved', 'sending')
                 AND CASE state WHEN 'reserved' THEN lease_until ELSE deadline_at + ?2 END <= ?1",
        )?
        .query_map(params![now.as_millis(), millis(GRACE), pair.sender.as_str(), pair.to_user.as_str()], Overdue::read)?
        .collect::<Result<_, _>>()?;
    take_back(connection, now, overdue)
}

struct Overdue {
    id: i64,
    reserved: bool,
    pair: Pair,
}

impl Overdue {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let pair = Pair { sender: Id::from(row.get::<_, String>(2)?), to_user: Id::from(row.get::<_, String>(3)?) };
        Ok(Self { id: row.get(0)?, reserved: row.get_ref(1)?.as_str()? == "reserved", pair })
    }
}

fn take_back(connection: &Connection, now: Timestamp, overdue: Vec<Overdue>) -> Done<u64> {
    let silent = error_as_text(&AttemptError {
        kind: ErrorKind::OutcomeUnknown,
        status: None,
        codes: Vec::new(),
        message: "the process that sent it never said what became of it".to_owned(),
    })?;
    let mut taken = 0_u64;
    for Overdue { id, reserved, pair } in overdue {
        let (state, error) = if reserved { ("released", None) } else { ("unknown", Some(&silent)) };
        connection
            .prepare_cached("UPDATE attempt SET state = ?2, settled_at = ?3, error = ?4 WHERE id = ?1")?
            .execute(params![id, state, now.as_millis(), error])?;
        pair.refresh(connection)?;
        taken = taken.saturating_add(1);
    }
    if taken > 0 {
        failpoint("recover.applied");
    }
    Ok(taken)
}
