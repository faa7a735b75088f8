use rusqlite::{Connection, OptionalExtension, params};

use super::failure::{Done, Failure};
use super::times::millis_or_none;
use crate::fold::{Fold, Folded};
use crate::model::Id;

/// What storing a state changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Updated,
    Nothing,
}

/// Takes what was seen of a feedback into its state. The second is the state, where it is not what was given.
pub(super) fn merge(connection: &Connection, seen: &Folded) -> Done<(Change, Option<Folded>)> {
    let id = seen.id().as_str();
    let bytes = seen.to_bytes();
    let stored: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT seq, state FROM feedback WHERE id = ?1")?
        .query_row([id], |row| row.try_into())
        .optional()?;
    let Some((seq, stored)) = stored else {
        let (created_at, updated_at) = (millis_or_none(seen.created_at()), millis_or_none(seen.updated_at()));
        connection
            .prepare_cached(
                "INSERT INTO feedback (id, created_at, updated_at, answered, state) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, created_at, updated_at, answered(seen), bytes])?;
        return Ok((Change::New, None));
    };
    if stored == bytes {
        return Ok((Change::Nothing, None));
    }
    let mut state = state(&stored)?;
    state.merge(seen);
    let bytes = state.to_bytes();
    if stored == bytes {
        return Ok((Change::Nothing, Some(state)));
    }
    let (created_at, updated_at) = (millis_or_none(state.created_at()), millis_or_none(state.updated_at()));
    connection
        .prepare_cached(
            "UPDATE feedback SET created_at = ?2, updated_at = ?3, answered = ?4, state = ?5 WHERE seq = ?1",
        )?
        .execute(params![seq, created_at, updated_at, answered(&state), bytes])?;
    Ok((Change::Updated, Some(state)))
}

pub(super) fn one(connection: &Connection, feedback_id: &Id) -> Done<Option<Folded>> {
    let stored: Option<Vec<u8>> = connection
        .prepare_cached("SELECT state FROM feedback WHERE id = ?1")?
        .query_row([feedback_id.as_str()], |row| row.get(0))
        .optional()?;
    stored.map(|bytes| state(&bytes)).transpose()
}

pub(super) fn all(connection: &Connection) -> Done<Fold> {
    let mut fold = Fold::new();
    let mut statement = connection.prepare_cached("SELECT state FROM feedback ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().map_err(|_| Failure::damaged("a state is no blob"))?;
        fold.insert(state(bytes)?);
    }
    Ok(fold)
}

fn answered(state: &Folded) -> bool {
    state.score_at().is_some() || state.text_at().is_some()
}

fn state(bytes: &[u8]) -> Done<Folded> {
    Folded::from_bytes(bytes).map_err(Failure::from)
}
