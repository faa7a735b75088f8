use std::time::Duration;

use rusqlite::{Connection, params};

use super::attempt_rows::NewAttempt;
use super::failure::Done;
use super::settling::Unsettled;
use super::slots::Pair;
use super::times::millis;
use crate::fold::Folded;
use crate::ledger::batch::Batch;
use crate::ledger::claim::Asking;
use crate::ledger::{AttemptState, PromptContext};
use crate::model::Timestamp;

/// How long before and after its intent an attempt's feedback can have been created, as the service's clock goes.
const BEFORE: Duration = Duration::from_secs(5 * 60);
const AFTER: Duration = Duration::from_secs(15 * 60);

/// Ties a feedback to the attempt that asked for it, or to a new one where another tool asked. `event_at` is the
/// earliest event of it, for a feedback without a date of its own.
pub(super) fn tie(connection: &Connection, state: &Folded, batch: &Batch, event_at: Option<Timestamp>) -> Done<()> {
    if is_tied(connection, state)? {
        return Ok(());
    }
    let (Some(sender), Some(to_user)) = (state.from_user_id(), state.to_user_id()) else { return Ok(()) };
    let pair = Pair { sender, to_user };
    let created_at = state.created_at().or(event_at);
    if let Some(created_at) = created_at
        && let Some(attempt_id) = explained_by(connection, state, &pair, created_at)?
    {
        let attempt = Unsettled::find(connection, attempt_id)?;
        attempt.sent(connection, state.id(), Some(created_at), batch.received_at)?;
        return pair.refresh(connection);
    }
    foreign(connection, state, &pair, created_at.unwrap_or(batch.received_at), batch)
}

fn is_tied(connection: &Connection, state: &Folded) -> Done<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM attempt WHERE feedback_id = ?1")?.exists([state.id().as_str()])?)
}

/// The attempt of unknown outcome that this feedback is the outcome of. The cooldown makes it the only one.
fn explained_by(connection: &Connection, state: &Folded, pair: &Pair, created_at: Timestamp) -> Done<Option<i64>> {
    let kind = state.r#type();
    let mut statement = connection.prepare_cached(
        "SELECT id FROM attempt
         WHERE to_user = ?1 AND sender = ?2 AND cool_until IS NOT NULL AND state IN ('sending', 'unknown', 'absent')
             AND sending_at BETWEEN ?3 AND ?4 AND type = coalesce(?5, type) AND external_id IS coalesce(?6, external_id)
         ORDER BY id LIMIT 1",
    )?;
    let mut rows = statement.query(params![
        pair.to_user.as_str(),
        pair.sender.as_str(),
        created_at.saturating_sub(AFTER).as_millis(),
        created_at.saturating_add(BEFORE).as_millis(),
        Some(kind.as_str()).filter(|kind| !kind.is_empty()),
        state.external_id(),
    ])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// Somebody asked without this ledger: the person is left alone all the same.
fn foreign(connection: &Connection, state: &Folded, pair: &Pair, asked_at: Timestamp, batch: &Batch) -> Done<()> {
    let asking = Asking {
        from_user_id: pair.sender.clone(),
        to_user_id: pair.to_user.clone(),
        r#type: state.r#type(),
        external_id: state.external_id(),
        question_variant_id: state.question_variant_id(),
        display_name: state.display_name(),
        test: state.test(),
        context: PromptContext::default(),
    };
    let cool_until = asked_at.saturating_add(batch.cooldown);
    let mut attempt = NewAttempt::new(&asking, AttemptState::Foreign, batch.received_at);
    attempt.cooldown = millis(batch.cooldown);
    attempt.settled_at = Some(batch.received_at);
    attempt.asked_at = Some(asked_at);
    attempt.cool_until = Some(cool_until);
    attempt.feedback_id = Some(state.id());
    attempt.insert(connection)?;
    // What is over needs no slot: a claim looks at the attempts of the pair too.
    if cool_until > batch.received_at { pair.cool(connection, asked_at, cool_until) } else { Ok(()) }
}
