//! The calls about the webhook.

use serde_json::{Map, Value, json};

use super::order::write;
use crate::error::SandboxError;
use crate::state::State;
use crate::webhook::Webhook;
use crate::whole::whole;

pub(super) fn webhook(state: &State, body: &[u8]) -> Result<Vec<u8>, SandboxError> {
    state.outbox.register(read(body)?)?;
    Ok(write(&json!({})))
}

pub(super) async fn deliveries(state: &State) -> Vec<u8> {
    write(&state.deliveries().await)
}

/// Field by field, because an error of a derived reader may quote what was given: that can be the password.
fn read(body: &[u8]) -> Result<Webhook, SandboxError> {
    let order = serde_json::from_slice(body).map_err(|error| {
        SandboxError::invalid("body", format!("must be the JSON of this call: {error}"), "not shown")
    })?;
    let Value::Object(mut order) = order else {
        return Err(SandboxError::invalid("body", "must be an object", kind(&order)));
    };
    let url = text(&mut order, "url")?.ok_or_else(|| SandboxError::invalid("url", "must be given", "none"))?;
    let mut webhook = Webhook::new(url);
    webhook.username = text(&mut order, "username")?;
    webhook.password = text(&mut order, "password")?;
    if let Some(given) = some(&mut order, "duplicates") {
        webhook.duplicates = whole(&given)
            .map_err(|_| SandboxError::invalid("duplicates", "must be a whole number, 0 to 100", given))?;
    }
    webhook.shuffle = match some(&mut order, "shuffle") {
        None => false,
        Some(Value::Bool(shuffle)) => shuffle,
        Some(other) => return Err(SandboxError::invalid("shuffle", "must be true or false", kind(&other))),
    };
    match order.keys().next() {
        None => Ok(webhook),
        Some(unknown) => Err(SandboxError::invalid(
            "body",
            "must have url, username, password, duplicates and shuffle alone",
            unknown,
        )),
    }
}

fn text(order: &mut Map<String, Value>, field: &'static str) -> Result<Option<String>, SandboxError> {
    match some(order, field) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(SandboxError::invalid(field, "must be a string", kind(&other))),
    }
}

/// Takes a field; null is none.
fn some(order: &mut Map<String, Value>, field: &str) -> Option<Value> {
    order.remove(field).filter(|value| !value.is_null())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
