use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::attempt_rows::{error_as_text, state};
use super::failure::{Done, Failure};
use super::slots::Pair;
use super::times::{millis_or_none, time};
use crate::failpoint::failpoint;
use crate::ledger::settlement::{Outcome, Settled, Settlement};
use crate::ledger::{AttemptError, AttemptState};
use crate::model::{Id, Timestamp};

/// What a settlement must know of an attempt.
pub(super) struct Unsettled {
    pub(super) id: i64,
    pub(super) state: AttemptState,
    pub(super) pair: Pair,
    pub(super) cooldown: i64,
    pub(super) sending_at: Option<i64>,
    pub(super) deadline_at: Option<i64>,
    pub(super) feedback_id: Option<Id>,
}

/// Records what became of an attempt, where that says more than is known of it.
pub(super) fn settle(connection: &Connection, settlement: &Settlement) -> Done<Settled> {
    use AttemptState::{Absent, Reserved, Sending, Unknown};

    failpoint("settle.begun");
    let attempt = Unsettled::find(connection, settlement.attempt_id)?;
    let now = settlement.now;
    match (&settlement.outcome, attempt.state) {
        (Outcome::Sent { feedback_id, created_at }, Sending | Unknown | Absent) => {
            attempt.sent(connection, feedback_id, *created_at, now)?;
            absorb(connection, feedback_id)?;
        }
        (Outcome::Unknown(error), Sending) => attempt.end(connection, Unknown, now, Some(error), Asked::Perhaps)?,
        (Outcome::Failed { error, cool_until }, Sending | Unknown) => {
            attempt.end(connection, AttemptState::Failed, now, Some(error), Asked::Not { cool_until: *cool_until })?;
        }
        (Outcome::Released(error), Reserved | Sending | Unknown) => {
            attempt.end(connection, AttemptState::Released, now, error.as_ref(), Asked::Not { cool_until: None })?;
        }
        // An event, or somebody else's recovery, was quicker and knows more.
        _ => return Ok(Settled { state: attempt.state, feedback_id: attempt.feedback_id }),
    }
    attempt.pair.refresh(connection)?;
    let settled = Unsettled::find(connection, settlement.attempt_id)?;
    Ok(Settled { state: settled.state, feedback_id: settled.feedback_id })
}

enum Asked {
    Perhaps,
    Not { cool_until: Option<Timestamp> },
}

impl Unsettled {
    pub(super) fn find(connection: &Connection, id: i64) -> Done<Self> {
        let found = connection
            .prepare_cached(
                "SELECT state, sender, to_user, cooldown, sending_at, deadline_at, feedback_id FROM attempt WHERE id = ?1",
            )?
            .query_row([id], |row| {
                let pair = Pair { sender: Id::from(row.get::<_, String>(1)?), to_user: Id::from(row.get::<_, String>(2)?) };
                let state: String = row.get(0)?;
                let feedback_id: Option<String> = row.get(6)?;
                Ok((state, pair, row.get(3)?, row.get(4)?, row.get(5)?, feedback_id))
            })
            .optional()?;
        let (word, pair, cooldown, sending_at, deadline_at, feedback_id) = found.ok_or(Failure::NoAttempt(id))?;
        let feedback_id = feedback_id.map(Id::from);
        Ok(Self { id, state: state(&word)?, pair, cooldown, sending_at, deadline_at, feedback_id })
    }

    /// The person was asked when the service says, within what is possible; at the latest possible moment where it
    /// does not say. The slot is the caller's to refresh.
    pub(super) fn sent(
        &self,
        connection: &Connection,
        feedback_id: &Id,
        created_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Done<()> {
        let (Some(earliest), Some(latest)) = (self.sending_at, self.deadline_at) else {
            return Err(Failure::damaged("an attempt was sent without an intent"));
        };
        let asked_at = created_at.map_or(latest, |at| at.as_millis().max(earliest).min(latest));
        let cool_until = time(asked_at)?.saturating_add(Duration::from_millis(self.cooldown.unsigned_abs()));
        connection
            .prepare_cached(
                "UPDATE attempt SET state = 'sent', feedback_id = ?2, asked_at = ?3, cool_until = ?4, settled_at = ?5
                 WHERE id = ?1",
            )?
            .execute(params![self.id, feedback_id.as_str(), asked_at, cool_until.as_millis(), now.as_millis()])?;
        Ok(())
    }

    fn end(
        &self,
        connection: &Connection,
        state: AttemptState,
        now: Timestamp,
        error: Option<&AttemptError>,
        asked: Asked,
    ) -> Done<()> {
        let error = error.map(error_as_text).transpose()?;
        connection
            .prepare_cached("UPDATE attempt SET state = ?2, settled_at = ?3, error = ?4 WHERE id = ?1")?
            .execute(params![self.id, state.as_str(), now.as_millis(), error])?;
        if let Asked::Not { cool_until } = asked {
            connection
                .prepare_cached("UPDATE attempt SET asked_at = NULL, cool_until = ?2 WHERE id = ?1")?
                .execute(params![self.id, millis_or_none(cool_until)])?;
        }
        Ok(())
    }
}

/// An event was seen before the outcome was known, and taken for another tool's prompt.
fn absorb(connection: &Connection, feedback_id: &Id) -> Done<()> {
    let pairs: Vec<Pair> = connection
        .prepare_cached("DELETE FROM attempt WHERE feedback_id = ?1 AND state = 'foreign' RETURNING sender, to_user")?
        .query_map([feedback_id.as_str()], |row| {
            Ok(Pair { sender: Id::from(row.get::<_, String>(0)?), to_user: Id::from(row.get::<_, String>(1)?) })
        })?
        .collect::<Result<_, _>>()?;
    pairs.iter().try_for_each(|pair| pair.refresh(connection))
}
