use std::fmt;
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::feedback::{FeedbackRaw, WireFeedback};
use super::json_text::json;
use super::raw_json::RawJson;
use super::tolerant::Counted;
use super::{Feedback, FeedbackError, Timestamp, object_text, reading, tolerant};

/// What an event tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventType {
    /// `feedback.created`: a prompt was sent.
    Created,
    /// `feedback.updated`: something was answered, or nothing at all changed; any number of times.
    Updated,
    /// Whatever comes later; its text is kept as it came.
    Other(CompactString),
}

impl EventType {
    /// The service's word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Created => "feedback.created",
            Self::Updated => "feedback.updated",
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for EventType {
    fn from(text: &str) -> Self {
        match text {
            "feedback.created" => Self::Created,
            "feedback.updated" => Self::Updated,
            other => Self::Other(other.into()),
        }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::text(deserializer)
    }
}

/// Something happened to a feedback: from the events endpoint or a webhook.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FeedbackEvent {
    /// What happened.
    pub event_type: EventType,
    /// When, to the second; ties are normal.
    pub created_at: Option<Timestamp>,
    /// The feedback at that moment.
    pub feedback: Feedback,
    raw: RawJson,
}

#[derive(Deserialize)]
pub(super) struct WireEvent {
    event_type: Option<EventType>,
    created_at: Option<Timestamp>,
    /// Boxed because it is large and would be copied at every step outward, several times per event.
    feedback: Box<Counted<WireFeedback>>,
}

impl WireEvent {
    pub(super) fn into_event(self, raw: RawJson) -> Result<FeedbackEvent, FeedbackError> {
        Ok(FeedbackEvent {
            event_type: self.event_type.unwrap_or(EventType::Other(CompactString::const_new(""))),
            created_at: self.created_at,
            feedback: self.feedback.into_feedback(FeedbackRaw::OfEvent(raw.clone()), self.created_at)?,
            raw,
        })
    }
}

impl FeedbackEvent {
    /// Reads one event object, tolerating everything the service is known to do.
    ///
    /// # Errors
    /// `decode`, with the JSON path.
    pub fn from_json(json: &str) -> Result<Self, FeedbackError> {
        let wire: WireEvent = reading::read(json, "an event")?;
        wire.into_event(RawJson::Whole(Arc::from(json)))
    }

    /// The JSON text this was read from, to the letter.
    pub fn raw(&self) -> &str {
        self.raw.get()
    }

    /// One JSON object, its feedback as in [`Feedback::to_json`].
    pub fn to_json(&self) -> String {
        let mut out = format!("{{\"event_type\":{}", json(&self.event_type));
        if let Some(at) = self.created_at {
            out.push_str(&format!(",\"created_at\":{}", json(&at)));
        }
        out.push_str(&format!(",\"feedback\":{}", self.feedback.to_json()));
        for (name, value) in object_text::unknown_members(self.raw(), &["event_type", "created_at", "feedback"]) {
            out.push_str(&format!(",{}:{value}", json(&name)));
        }
        out.push('}');
        out
    }
}
