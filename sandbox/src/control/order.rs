//! What the control calls are given, and what they do.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::written_id::WrittenId;
use crate::error::SandboxError;
use crate::fault::FaultRule;
use crate::lock::lock;
use crate::state::State;
use crate::whole::{whole, whole_if_any};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with feedback_id, score and text")]
struct Answer {
    feedback_id: WrittenId,
    #[serde(default, deserialize_with = "whole_if_any")]
    score: Option<i64>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with milliseconds")]
struct Advance {
    #[serde(deserialize_with = "whole")]
    milliseconds: i64,
}

#[derive(Serialize)]
struct Active {
    active: Vec<FaultRule>,
}

pub(super) fn answer(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let order: Answer = read(body)?;
    state.answer(&order.feedback_id.0, order.score, order.text.as_deref())
}

pub(super) fn advance(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let Advance { milliseconds } = read(body)?;
    let by = u64::try_from(milliseconds)
        .map_err(|_| SandboxError::invalid("milliseconds", "must not be negative", milliseconds))?;
    let now = state.clock.advance(Duration::from_millis(by))?;
    Ok(write(&json!({ "now": now })))
}

pub(super) fn faults(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let text = std::str::from_utf8(body).map_err(|error| {
        SandboxError::invalid("body", format!("must be UTF-8: {error}"), String::from_utf8_lossy(body))
    })?;
    let rule = FaultRule::from_json_text(text)?;
    let active = lock(&state.faults).add(rule)?;
    Ok(write(&Active { active }))
}

pub(super) fn seed(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    Ok(write(&state.seed_past(read(body)?)?))
}

pub(super) fn requests(state: &State) -> Vec<u8> {
    let listed = lock(&state.log).list();
    write(&listed)
}

pub(super) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, SandboxError> {
    serde_json::from_slice(body).map_err(|error| {
        SandboxError::invalid("body", format!("must be the JSON of this call: {error}"), String::from_utf8_lossy(body))
    })
}

pub(super) fn write(value: &impl Serialize) -> Vec<u8> {
    // Strings, numbers, lists and maps with string keys: nothing of it can fail.
    serde_json::to_vec(value).unwrap_or_default()
}
