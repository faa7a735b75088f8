//! What the control calls are given, and what they do.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error::SandboxError;
use crate::fault::FaultRule;
use crate::lock::lock;
use crate::state::State;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with feedback_id, score and text")]
struct Answer {
    feedback_id: String,
    score: Option<i64>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with milliseconds")]
struct Advance {
    milliseconds: i64,
}

pub(super) fn answer(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let order: Answer = read(body)?;
    state.answer(&order.feedback_id, order.score, order.text.as_deref())
}

pub(super) fn advance(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let Advance { milliseconds } = read(body)?;
    let by = u64::try_from(milliseconds)
        .map_err(|_| SandboxError::invalid("milliseconds", "must not be negative", milliseconds))?;
    let now = state.clock.advance(Duration::from_millis(by))?;
    Ok(write(&json!({ "now": now })))
}

pub(super) fn faults(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let rule = FaultRule::from_json(&read(body)?)?;
    let active = lock(&state.faults).add(rule)?;
    Ok(write(&json!({ "active": active })))
}

pub(super) fn seed(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    Ok(write(&state.seed_past(read(body)?)?))
}

pub(super) fn requests(state: &State) -> Vec<u8> {
    let listed = lock(&state.log).list();
    write(&listed)
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, SandboxError> {
    serde_json::from_slice(body).map_err(|error| {
        SandboxError::invalid("body", format!("must be the JSON of this call: {error}"), String::from_utf8_lossy(body))
    })
}

fn write(value: &impl Serialize) -> Vec<u8> {
    // Strings, numbers and maps with string keys: nothing of it can fail.
    serde_json::to_vec(value).unwrap_or_default()
}
