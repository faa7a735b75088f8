use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{FeedbackError, FeedbackEvent, reading, tolerant};

/// One page of the events listing.
///
/// A page is split into raw events first and each is read alone, so one that cannot be read costs
/// neither the others nor the cursor. An empty or short page says nothing about the end (doc).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EventPage {
    /// The events that could be read, in the service's order.
    pub events: Vec<FeedbackEvent>,
    /// Those that could not, as they came.
    pub unreadable: Vec<UnreadableEvent>,
    /// Where to go on; `None` when the service sent an empty one or none, which alone ends the listing (doc).
    pub next_cursor: Option<String>,
}

/// An event that could not be read, kept as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableEvent {
    /// Its place on the page, from 0.
    pub index: usize,
    /// Its JSON text, to the letter.
    pub raw: String,
    /// Where reading it stopped: `feedback.id`.
    pub json_path: String,
    /// Why, as a sentence.
    pub reason: String,
}

#[derive(Deserialize)]
struct WirePage<'a> {
    // Both may be absent, but not together: `{}` is no last page.
    #[serde(default, borrow)]
    events: Option<Vec<&'a RawValue>>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    next_cursor: Option<String>,
}

impl EventPage {
    /// Reads the body of one answer of `GET feedback/events`.
    ///
    /// # Errors
    /// `decode` when the body is not a page at all.
    pub fn from_body(body: &[u8]) -> Result<Self, FeedbackError> {
        let text: Cow<'_, str> = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}');
        let page: WirePage<'_> =
            serde_json::from_str(text).map_err(|error| reading::decode_error("a page of events", ".", &error, body))?;
        let raw_events = match (page.events, &page.next_cursor) {
            (Some(events), _) => events,
            (None, Some(_)) => Vec::new(),
            (None, None) => {
                let why = "neither `events` nor `next_cursor` is there";
                return Err(reading::decode_error("a page of events", "events", &why, body));
            }
        };
        let mut events = Vec::with_capacity(raw_events.len());
        let mut unreadable = Vec::new();
        for (index, raw) in raw_events.into_iter().enumerate() {
            match FeedbackEvent::from_json(raw.get()) {
                Ok(event) => events.push(event),
                Err(error) => unreadable.push(UnreadableEvent {
                    index,
                    raw: raw.get().to_owned(),
                    json_path: error.json_path().unwrap_or(".").to_owned(),
                    reason: error.message().to_owned(),
                }),
            }
        }
        Ok(Self { events, unreadable, next_cursor: page.next_cursor.filter(|cursor| !cursor.is_empty()) })
    }
}
