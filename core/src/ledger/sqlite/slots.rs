use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::failure::Done;
use super::times::{GRACE, millis, time, time_or_none};
use crate::ledger::SkipReason;
use crate::ledger::unresolved::Standing;
use crate::model::{Id, Timestamp};

/// Who asks whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) sender: Id,
    pub(super) to_user: Id,
}

/// A slot as it stands.
struct Row {
    busy: bool,
    cool_until: Option<i64>,
    last_asked_at: Option<i64>,
    lease_until: Option<i64>,
}

impl Pair {
    pub(super) fn new(sender: &Id, to_user: &Id) -> Self {
        Self { sender: sender.clone(), to_user: to_user.clone() }
    }

    /// Takes the slot in one statement, or leaves it as it is.
    pub(super) fn take(
        &self,
        connection: &Connection,
        now: Timestamp,
        cooldown: i64,
        lease_until: Timestamp,
    ) -> Done<bool> {
        let asked_before = now.as_millis().saturating_sub(cooldown);
        let taken = connection
            .prepare_cached(
                "INSERT INTO slot (sender, to_user, busy, lease_until) VALUES (?1, ?2, 1, ?5)
                 ON CONFLICT (sender, to_user) DO UPDATE SET busy = 1, lease_until = excluded.lease_until
                 WHERE busy = 0 AND (cool_until IS NULL OR cool_until <= ?3)
                     AND (last_asked_at IS NULL OR last_asked_at <= ?4)
                 RETURNING 1",
            )?
            .query_row(
                params![
                    self.sender.as_str(),
                    self.to_user.as_str(),
                    now.as_millis(),
                    asked_before,
                    lease_until.as_millis()
                ],
                |_| Ok(()),
            )
            .optional()?;
        Ok(taken.is_some())
    }

    /// Makes the slot say what the attempts of the pair say.
    pub(super) fn refresh(&self, connection: &Connection) -> Done<()> {
        connection
            .prepare_cached(
                "INSERT INTO slot (sender, to_user, busy, lease_until, cool_until, last_asked_at)
                 SELECT ?1, ?2, live.id IS NOT NULL,
                     CASE live.state WHEN 'reserved' THEN live.lease_until ELSE live.deadline_at + ?3 END,
                     counted.cool_until, counted.asked_at
                 FROM (SELECT max(cool_until) AS cool_until, max(asked_at) AS asked_at FROM attempt
                       WHERE to_user = ?2 AND sender = ?1 AND cool_until IS NOT NULL) AS counted
                 LEFT JOIN attempt AS live
                     ON live.sender = ?1 AND live.to_user = ?2 AND live.state IN ('reserved', 'sending')
                 WHERE true
                 ON CONFLICT (sender, to_user) DO UPDATE SET busy = excluded.busy, lease_until = excluded.lease_until,
                     cool_until = excluded.cool_until, last_asked_at = excluded.last_asked_at",
            )?
            .execute(params![self.sender.as_str(), self.to_user.as_str(), millis(GRACE)])?;
        Ok(())
    }

    /// Takes in an attempt that can only make the person be left alone for longer: what [`refresh`](Self::refresh) would
    /// find, without looking at the others.
    pub(super) fn cool(&self, connection: &Connection, asked_at: Timestamp, cool_until: Timestamp) -> Done<()> {
        connection
            .prepare_cached(
                "INSERT INTO slot (sender, to_user, busy, cool_until, last_asked_at) VALUES (?1, ?2, 0, ?3, ?4)
                 ON CONFLICT (sender, to_user) DO UPDATE SET
                     cool_until = max(coalesce(cool_until, ?3), ?3), last_asked_at = max(coalesce(last_asked_at, ?4), ?4)",
            )?
            .execute(params![
                self.sender.as_str(),
                self.to_user.as_str(),
                cool_until.as_millis(),
                asked_at.as_millis(),
            ])?;
        Ok(())
    }

    /// Until when the attempts of the pair say that the person is left alone, for a caller with this cooldown. They
    /// know more than the slot: what was over when it was seen is not in there.
    fn cools_until(&self, connection: &Connection, cooldown: i64) -> Done<Option<i64>> {
        let (cool_until, asked_at): (Option<i64>, Option<i64>) = connection
            .prepare_cached(
                "SELECT max(cool_until), max(asked_at) FROM attempt
                 WHERE to_user = ?2 AND sender = ?1 AND cool_until IS NOT NULL",
            )?
            .query_row(params![self.sender.as_str(), self.to_user.as_str()], |row| row.try_into())?;
        Ok(cool_until.max(asked_at.map(|at| at.saturating_add(cooldown))))
    }

    /// What the attempts of the pair alone say; whoever holds the slot is not asked.
    pub(super) fn cooling(&self, connection: &Connection, now: Timestamp, cooldown: i64) -> Done<Standing> {
        cooling(now, self.cools_until(connection, cooldown)?)
    }

    /// Whether the slot can be taken, where nothing of the pair is overdue.
    pub(super) fn taken(&self, connection: &Connection, now: Timestamp, cooldown: i64) -> Done<Standing> {
        let row = self.row(connection)?;
        self.judge(connection, row, now, cooldown)
    }

    /// What [`taken`](Self::taken) would say after everything overdue was taken back.
    pub(super) fn standing(&self, connection: &Connection, now: Timestamp, cooldown: i64) -> Done<Standing> {
        let overdue: bool = connection
            .prepare_cached(
                "SELECT count(*) > 0 FROM attempt WHERE sender = ?1 AND to_user = ?2 AND state IN ('reserved', 'sending')
                     AND CASE state WHEN 'reserved' THEN lease_until ELSE deadline_at + ?4 END <= ?3",
            )?
            .query_row(
                params![self.sender.as_str(), self.to_user.as_str(), now.as_millis(), millis(GRACE)],
                |row| row.get(0),
            )?;
        let row = self.row(connection)?.map(|row| Row { busy: row.busy && !overdue, ..row });
        self.judge(connection, row, now, cooldown)
    }

    fn judge(&self, connection: &Connection, row: Option<Row>, now: Timestamp, cooldown: i64) -> Done<Standing> {
        let mut until = self.cools_until(connection, cooldown)?;
        if let Some(row) = row {
            if row.busy {
                return Ok(Standing::Taken { reason: SkipReason::InProgress, until: time_or_none(row.lease_until)? });
            }
            until = until.max(row.cool_until).max(row.last_asked_at.map(|at| at.saturating_add(cooldown)));
        }
        cooling(now, until)
    }

    fn row(&self, connection: &Connection) -> Done<Option<Row>> {
        let row = connection
            .prepare_cached(
                "SELECT busy, cool_until, last_asked_at, lease_until FROM slot WHERE sender = ?1 AND to_user = ?2",
            )?
            .query_row(params![self.sender.as_str(), self.to_user.as_str()], |row| {
                Ok(Row {
                    busy: row.get(0)?,
                    cool_until: row.get(1)?,
                    last_asked_at: row.get(2)?,
                    lease_until: row.get(3)?,
                })
            })
            .optional()?;
        Ok(row)
    }
}

/// Taken until then, unless that is over.
fn cooling(now: Timestamp, until: Option<i64>) -> Done<Standing> {
    match until.filter(|until| *until > now.as_millis()) {
        None => Ok(Standing::Free),
        Some(until) => {
            // A cooldown can be longer than the calendar.
            let until = time(until).unwrap_or_else(|_| now.saturating_add(Duration::MAX));
            Ok(Standing::Taken { reason: SkipReason::Cooldown, until: Some(until) })
        }
    }
}
