//! An answer that is played as given.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::body::PlayedBody;
use crate::error::SandboxError;

/// A status, headers and a body, sent exactly as they are, plus `date` unless the headers say otherwise.
/// A header whose value is `None` is left out. With the status 204 or 304 neither the body nor a
/// `content-length` is sent (RFC 9110).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayedAnswer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, Option<String>>,
    pub(super) body: Option<PlayedBody>,
}

impl Default for PlayedAnswer {
    fn default() -> Self {
        Self { status: 200, headers: BTreeMap::new(), body: None }
    }
}

impl PlayedAnswer {
    /// A body that is a JSON string is sent as that text, any other value as JSON, none as no bytes.
    /// [`FaultRule::from_json_text`](super::FaultRule::from_json_text) keeps a body's JSON to the letter.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for a status that is not 200 to 599, a header that HTTP does not allow,
    /// `transfer-encoding`, and a `content-length` that is not the body's.
    pub fn new(
        status: u16,
        headers: BTreeMap<String, Option<String>>,
        body: Option<Value>,
    ) -> Result<Self, SandboxError> {
        Self::with_body(status, headers, body.map(PlayedBody::of))
    }

    pub(super) fn with_body(
        status: u16,
        headers: BTreeMap<String, Option<String>>,
        body: Option<PlayedBody>,
    ) -> Result<Self, SandboxError> {
        if !(200..=599).contains(&status) {
            return Err(SandboxError::invalid("status", "must be 200 to 599", status));
        }
        let answer = Self { status, headers, body };
        let length = answer.bytes().len().to_string();
        for (name, value) in &answer.headers {
            let lower = name.to_ascii_lowercase();
            let broken = HeaderName::from_bytes(name.as_bytes()).is_err()
                || value.as_ref().is_some_and(|value| HeaderValue::from_str(value).is_err())
                || lower == "transfer-encoding"
                || (lower == "content-length" && value.as_ref() != Some(&length));
            if broken {
                return Err(SandboxError::invalid(
                    "headers",
                    format!(
                        "must be HTTP headers, without transfer-encoding, and with no other \
                         content-length than the body's, {length}"
                    ),
                    format!("{name}: {}", value.as_deref().unwrap_or("null")),
                ));
            }
        }
        Ok(answer)
    }

    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or_default()
    }

    /// The headers that have a value.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        self.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let value = HeaderValue::from_str(value.as_ref()?).ok()?;
            Some((name, value))
        })
    }

    /// Whether the rule says anything about a header, its absence included.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.headers.keys().any(|given| given.eq_ignore_ascii_case(name))
    }

    pub(crate) fn bytes(&self) -> Bytes {
        self.body.as_ref().map(PlayedBody::bytes).unwrap_or_default()
    }
}
