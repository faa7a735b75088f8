//! The orders that play a person: who signs in, and who is asked.

use serde::Deserialize;
use serde_json::json;

use super::order::{read, write};
use super::written_id::WrittenId;
use crate::error::SandboxError;
use crate::handshake::Pressed;
use crate::state::State;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with oauth_token and deny")]
struct Press {
    oauth_token: String,
    #[serde(default)]
    deny: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with user_id")]
struct Customer {
    user_id: WrittenId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with feedback_id")]
struct Card {
    feedback_id: WrittenId,
}

/// The PIN, or where the browser is sent; nothing where somebody cancelled and there is no callback.
pub(super) fn authorize(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let Press { oauth_token, deny } = read(body)?;
    let pressed = if deny {
        state.deny(&oauth_token).map(|url| url.map(Pressed::Redirect))
    } else {
        state.authorize(&oauth_token, state.account.user_id).map(Some)
    };
    Ok(match pressed.ok_or(SandboxError::UnknownRequestToken)? {
        Some(Pressed::Pin(pin)) => write(&json!({ "pin": pin })),
        Some(Pressed::Redirect(url)) => write(&json!({ "redirect": url })),
        None => write(&json!({})),
    })
}

pub(super) fn recipient(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let Customer { user_id } = read(body)?;
    Ok(write(&state.customer(&user_id.0)?))
}

pub(super) fn dismiss(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let Card { feedback_id } = read(body)?;
    state.dismiss(&feedback_id.0)?;
    Ok(write(&json!({})))
}
