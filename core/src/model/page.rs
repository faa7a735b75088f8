use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use serde::Deserialize;

use super::event::WireEvent;
use super::raw_json::{PageEvents, PageText, RawJson, RawPage};
use super::tolerant::{AtMost, Object};
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

/// A page in which every event can be read: the usual case, in one pass.
#[derive(Deserialize)]
struct ReadablePage {
    events: PageEvents<Object<WireEvent>>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    next_cursor: Option<String>,
}

impl EventPage {
    /// Reads the body of one answer of `GET feedback/events`.
    ///
    /// # Errors
    /// `decode` when the body is not a page at all.
    pub fn from_body(body: impl Into<Bytes>) -> Result<Self, FeedbackError> {
        let body = utf8(body.into());
        // Replaced or checked a line above, so this is the whole body.
        let text = std::str::from_utf8(&body).unwrap_or_default();
        let page = Arc::new(PageText::new(body.clone()));
        Self::at_once(text, &page).map_or_else(|| Self::one_by_one(text, &page), Ok)
    }

    /// Read in one pass, where that is possible, and event by event: for fuzzing, which compares them.
    #[cfg(fuzzing)]
    pub(crate) fn both_ways(text: &str) -> (Option<Self>, Result<Self, FeedbackError>) {
        let page = || Arc::new(PageText::new(Bytes::copy_from_slice(text.as_bytes())));
        (Self::at_once(text, &page()), Self::one_by_one(text, &page()))
    }

    fn at_once(text: &str, page: &Arc<PageText>) -> Option<Self> {
        let Object(readable): Object<ReadablePage> = serde_json::from_str(text).ok()?;
        let AtMost(read) = readable.events;
        let mut events = Vec::with_capacity(read.len());
        for (Object(event), index) in read.into_iter().zip(0..) {
            events.push(event.into_event(RawJson::OnPage(Arc::clone(page), index)).ok()?);
        }
        Some(Self { events, unreadable: Vec::new(), next_cursor: not_empty(readable.next_cursor) })
    }

    fn one_by_one(text: &str, page: &Arc<PageText>) -> Result<Self, FeedbackError> {
        let body = text.as_bytes();
        let Object(raw): Object<RawPage<'_>> =
            serde_json::from_str(text).map_err(|error| reading::decode_error("a page of events", ".", &error, body))?;
        let raw_events = match (raw.events, &raw.next_cursor) {
            (Some(AtMost(events)), _) => events,
            (None, Some(_)) => Vec::new(),
            (None, None) => {
                let why = "neither `events` nor `next_cursor` is there";
                return Err(reading::decode_error("a page of events", "events", &why, body));
            }
        };
        let mut events = Vec::with_capacity(raw_events.len());
        let mut unreadable = Vec::new();
        for (index, raw) in raw_events.into_iter().enumerate() {
            let event = reading::read::<WireEvent>(raw.get(), "an event")
                .and_then(|event| event.into_event(RawJson::OnPage(Arc::clone(page), index)));
            match event {
                Ok(event) => events.push(event),
                Err(error) => unreadable.push(UnreadableEvent {
                    index,
                    raw: raw.get().to_owned(),
                    json_path: error.json_path().unwrap_or(".").to_owned(),
                    reason: error.message().to_owned(),
                }),
            }
        }
        Ok(Self { events, unreadable, next_cursor: not_empty(raw.next_cursor) })
    }
}

/// The body as UTF-8 without a byte order mark; copied only where something has to be replaced.
fn utf8(body: Bytes) -> Bytes {
    match reading::text(&body) {
        Cow::Borrowed(text) => body.slice_ref(text.as_bytes()),
        Cow::Owned(replaced) => replaced.into(),
    }
}

/// An empty cursor is no cursor (doc).
fn not_empty(cursor: Option<String>) -> Option<String> {
    cursor.filter(|cursor| !cursor.is_empty())
}

#[cfg(test)]
mod tests {
    use super::EventPage;

    #[test]
    fn a_page_read_at_once_and_one_read_event_by_event_give_the_same() {
        let event = r#"{"event_type":"feedback.created", "feedback": {"id":7,"later":[1, 2]}}"#;
        let good = EventPage::from_body(format!(r#" {{"next_cursor":"a","events":[{event} , {event}]}}"#)).unwrap();
        let mixed = EventPage::from_body(format!(r#"{{"events":[{event}, {{}},{event}],"next_cursor":"a"}}"#)).unwrap();
        for page in [&good, &mixed] {
            assert_eq!(page.next_cursor.as_deref(), Some("a"));
            assert_eq!(page.events.len(), 2);
            for read in &page.events {
                assert_eq!(read.raw(), event);
                assert_eq!(read.feedback.raw(), r#"{"id":7,"later":[1, 2]}"#);
                assert_eq!(read.feedback.to_json(), r#"{"id":"7","test":false,"later":[1,2]}"#);
            }
        }
        assert_eq!(mixed.unreadable[0].index, 1);
        assert_eq!(mixed.unreadable[0].raw, "{}");
    }

    #[test]
    fn a_byte_order_mark_and_bytes_that_are_no_utf_8_cost_nothing_else() {
        let mut body = b"\xef\xbb\xbf{\"events\":[{\"feedback\":{\"id\":\"1\",\"external_id\":\"".to_vec();
        body.extend_from_slice(b"caf\xe9\"}}]}");
        let page = EventPage::from_body(body).unwrap();
        assert_eq!(page.events[0].feedback.external_id.as_deref(), Some("caf\u{fffd}"));
        assert_eq!(page.events[0].raw(), "{\"feedback\":{\"id\":\"1\",\"external_id\":\"caf\u{fffd}\"}}");
    }
}
