use std::collections::HashMap;

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::failure::Done;
use super::feedback_rows::{self, Change};
use super::times::millis_or_none;
use super::{matching, windows};
use crate::failpoint::failpoint;
use crate::ledger::batch::{Batch, Stored};
use crate::model::{Id, Timestamp};

/// Bytes of a text's digest: enough that no two texts of one feedback share it.
const DIGEST: usize = 16;

/// Stores what was seen, folds it, and matches it with attempts.
pub(super) fn store(connection: &Connection, batch: &Batch) -> Done<Stored> {
    failpoint("store.begun");
    keep_events(connection, batch)?;
    failpoint("store.events_written");
    let mut stored = Stored::default();
    let mut states = Vec::with_capacity(batch.folded.len());
    for seen in &batch.folded {
        let (change, state) = feedback_rows::merge(connection, seen)?;
        match change {
            Change::New => stored.new = stored.new.saturating_add(1),
            Change::Updated => stored.updated = stored.updated.saturating_add(1),
            Change::Nothing => {}
        }
        states.push(state);
    }
    failpoint("store.folded");
    let mut dates = None;
    for (seen, state) in batch.folded.iter().zip(&states) {
        let state = state.as_ref().unwrap_or(seen);
        let event_at = match state.created_at() {
            Some(_) => None,
            None => dates.get_or_insert_with(|| first_events(batch)).get(state.id()).copied(),
        };
        matching::tie(connection, state, batch, event_at)?;
    }
    failpoint("store.matched");
    quarantine(connection, batch)?;
    if let Some(step) = &batch.step {
        windows::step(connection, step, batch.events.len(), batch.received_at)?;
    }
    Ok(stored)
}

/// The same text of the same feedback is kept once.
fn keep_events(connection: &Connection, batch: &Batch) -> Done<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO event (feedback_id, digest, source, event_at, received_at, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO NOTHING",
    )?;
    for event in &batch.events {
        insert.execute(params![
            event.feedback_id.as_str(),
            digest(&event.raw).as_slice(),
            batch.source.as_str(),
            millis_or_none(event.event_at),
            batch.received_at.as_millis(),
            event.raw,
        ])?;
    }
    Ok(())
}

/// When each feedback of the batch was first told of in it.
fn first_events(batch: &Batch) -> HashMap<&Id, Timestamp> {
    let mut dates = HashMap::new();
    for event in &batch.events {
        if let Some(at) = event.event_at {
            let date = dates.entry(&event.feedback_id).or_insert(at);
            *date = at.min(*date);
        }
    }
    dates
}

fn quarantine(connection: &Connection, batch: &Batch) -> Done<()> {
    let window_id = batch.step.as_ref().map(|step| step.window_id);
    for unreadable in &batch.quarantined {
        connection
            .prepare_cached(
                "INSERT INTO quarantine (digest, source, window_id, received_at, json_path, reason, raw)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                digest(&unreadable.raw).as_slice(),
                batch.source.as_str(),
                window_id,
                batch.received_at.as_millis(),
                unreadable.json_path,
                unreadable.reason,
                unreadable.raw,
            ])?;
    }
    Ok(())
}

fn digest(text: &str) -> Vec<u8> {
    let mut digest = Sha256::digest(text).to_vec();
    digest.truncate(DIGEST);
    digest
}
