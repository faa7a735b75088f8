//! The body of an answer that is played, kept to the letter.

use bytes::Bytes;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::SandboxError;

/// Bytes, and whether they came as a JSON string or as any other JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PlayedBody {
    /// A JSON string: its text is the body.
    Text(String),
    /// Any other JSON, in its own characters: the order of keys, the digits of a number and a key that
    /// comes twice are what a client's reader is tried with.
    Json(Box<str>),
}

impl PlayedBody {
    pub(super) fn of(value: Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text),
            value => Self::Json(value.to_string().into()),
        }
    }

    pub(super) fn raw(json: Box<RawValue>) -> Result<Self, SandboxError> {
        if !json.get().starts_with('"') {
            return Ok(Self::Json(json.into()));
        }
        serde_json::from_str(json.get())
            .map(Self::Text)
            .map_err(|error| SandboxError::invalid("body", format!("must be text or JSON: {error}"), json))
    }

    pub(super) fn bytes(&self) -> Bytes {
        Bytes::copy_from_slice(match self {
            Self::Text(text) => text.as_bytes(),
            Self::Json(json) => json.as_bytes(),
        })
    }
}

impl Serialize for PlayedBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // It was read as JSON, so this cannot fail.
            Self::Json(json) => match serde_json::from_str::<&RawValue>(json) {
                Ok(raw) => raw.serialize(serializer),
                Err(_) => serializer.serialize_unit(),
            },
        }
    }
}
