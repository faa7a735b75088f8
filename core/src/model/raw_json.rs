use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::surrogates;
use super::tolerant::{self, AtMost, Object};

/// The JSON text that a value was read from. It stands beside the typed fields, so unknown fields
/// cost nothing and nothing is lost.
#[derive(Debug, Clone)]
pub(crate) enum RawJson {
    /// A text of its own.
    Whole(Arc<str>),
    /// The event at this place on a page.
    OnPage(Arc<PageText>, usize),
}

impl RawJson {
    pub(crate) fn get(&self) -> &str {
        match self {
            Self::Whole(text) => text,
            Self::OnPage(page, index) => page.event(*index),
        }
    }

    /// The member `feedback` of an event's text, looked up when somebody asks.
    pub(crate) fn feedback(&self) -> &str {
        #[derive(Deserialize)]
        struct Event<'a> {
            #[serde(borrow)]
            feedback: &'a RawValue,
        }

        let find = |event: &str| serde_json::from_str::<Event<'_>>(event).ok().map(|e| place(e.feedback, event));
        let event = self.get();
        // What replaces a lone surrogate, in a name say, is as long: everything stays in its place.
        let feedback = find(event).or_else(|| find(&surrogates::repair(event)?));
        feedback.and_then(|feedback| event.get(feedback)).unwrap_or(event)
    }
}

/// The body of a page, which its events share.
///
/// Where each event begins and ends is found out when somebody asks for the first raw text: that
/// costs a second scan of the whole page, which most callers need not pay for.
#[derive(Debug)]
pub(crate) struct PageText {
    /// UTF-8, checked when the page was read.
    body: Bytes,
    events: OnceLock<Vec<Range<usize>>>,
}

/// A page's events; the service lists at most 100 (doc).
pub(crate) type PageEvents<T> = AtMost<10_000, T>;

/// A page split into raw events.
#[derive(Deserialize)]
pub(crate) struct RawPage<'a> {
    // Both may be absent, but not together: `{}` is no last page.
    #[serde(default, borrow)]
    pub(crate) events: Option<PageEvents<&'a RawValue>>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    pub(crate) next_cursor: Option<String>,
}

impl PageText {
    pub(crate) fn new(body: Bytes) -> Self {
        Self { body, events: OnceLock::new() }
    }

    fn event(&self, index: usize) -> &str {
        let range = self.events.get_or_init(|| split(&self.body)).get(index).cloned();
        let event = range.and_then(|range| self.body.get(range)).unwrap_or_default();
        std::str::from_utf8(event).unwrap_or_default()
    }
}

fn split(body: &[u8]) -> Vec<Range<usize>> {
    // It was read before, so it can be read again.
    let events = serde_json::from_slice::<Object<RawPage<'_>>>(body).ok().and_then(|Object(page)| page.events);
    events.iter().flat_map(|AtMost(events)| events).map(|event| place(event, body)).collect()
}

/// Where a piece of a text stands in it.
fn place(piece: &RawValue, text: impl AsRef<[u8]>) -> Range<usize> {
    let start = piece.get().as_ptr().addr() - text.as_ref().as_ptr().addr();
    start..start + piece.get().len()
}

#[cfg(test)]
mod tests {
    use crate::{EventPage, FeedbackEvent};

    #[test]
    fn a_lone_surrogate_in_a_name_costs_neither_the_feedback_nor_its_raw_text() {
        let feedback = r#"{"id":"1","test":true,"a\ud800":"\udc00","later":1}"#;
        let event = format!(r#"{{"x\ud83d": 1, "feedback": {feedback} }}"#);
        let alone = FeedbackEvent::from_json(&event).unwrap();
        let page = EventPage::from_body(format!(r#"{{"events":[ {event} ]}}"#)).unwrap();
        for read in [&alone, &page.events[0]] {
            assert_eq!(read.raw(), event);
            assert_eq!(read.feedback.raw(), feedback);
            assert_eq!(read.feedback.to_json(), "{\"id\":\"1\",\"test\":true,\"a\u{fffd}\":\"\\ufffd\",\"later\":1}");
        }
    }
}
