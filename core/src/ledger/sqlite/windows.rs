use rusqlite::{Connection, Row, params};

use super::failure::Done;
use super::times::time;
use crate::ledger::batch::{Window, WindowStep};
use crate::ledger::{Coverage, Period};
use crate::model::{Id, Timestamp};

pub(super) fn begin(connection: &Connection, user_id: &Id, periods: &[Period], now: Timestamp) -> Done<Vec<Window>> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO sync_window (user_id, from_time, to_time, pages, events, started_at) VALUES (?1, ?2, ?3, 0, 0, ?4)",
    )?;
    let mut windows = Vec::with_capacity(periods.len());
    for Period { from_time, to_time } in periods.iter().copied() {
        let values = params![user_id.as_str(), from_time.as_millis(), to_time.as_millis(), now.as_millis()];
        windows.push(Window { id: insert.insert(values)?, from_time, to_time, cursor: None });
    }
    Ok(windows)
}

pub(super) fn open(connection: &Connection, user_id: &Id) -> Done<Vec<Window>> {
    connection
        .prepare_cached(
            "SELECT id, from_time, to_time, cursor FROM sync_window
             WHERE user_id = ?1 AND completed_at IS NULL ORDER BY id",
        )?
        .query_and_then([user_id.as_str()], |row| {
            let Period { from_time, to_time } = period(row)?;
            Ok(Window { id: row.get(0)?, from_time, to_time, cursor: row.get(3)? })
        })?
        .collect()
}

pub(super) fn restart(connection: &Connection, window_id: i64) -> Done<()> {
    connection
        .prepare_cached(
            "UPDATE sync_window SET cursor = NULL, pages = 0, events = 0 WHERE id = ?1 AND completed_at IS NULL",
        )?
        .execute([window_id])?;
    Ok(())
}

/// Goes on by some pages, in the transaction that stores what was on them.
pub(super) fn step(connection: &Connection, step: &WindowStep, events: usize, now: Timestamp) -> Done<()> {
    let completed_at = step.next_cursor.is_none().then_some(now.as_millis());
    connection
        .prepare_cached(
            "UPDATE sync_window SET cursor = ?2, pages = pages + ?3, events = events + ?4, completed_at = ?5
             WHERE id = ?1 AND completed_at IS NULL",
        )?
        .execute(params![
            step.window_id,
            step.next_cursor,
            i64::try_from(step.pages).unwrap_or(i64::MAX),
            i64::try_from(events).unwrap_or(i64::MAX),
            completed_at
        ])?;
    Ok(())
}

pub(super) fn coverage(connection: &Connection, user_id: &Id) -> Done<Coverage> {
    let periods = connection
        .prepare_cached(
            "SELECT id, from_time, to_time FROM sync_window WHERE user_id = ?1 AND completed_at IS NOT NULL",
        )?
        .query_and_then([user_id.as_str()], period)?
        .collect::<Done<_>>()?;
    Ok(Coverage::union(periods))
}

fn period(row: &Row<'_>) -> Done<Period> {
    Ok(Period::new(time(row.get(1)?)?, time(row.get(2)?)?))
}
