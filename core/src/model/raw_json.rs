use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::tolerant;

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

        let event = self.get();
        serde_json::from_str::<Event<'_>>(event).map_or(event, |event| event.feedback.get())
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

/// A page split into raw events.
#[derive(Deserialize)]
pub(crate) struct RawPage<'a> {
    // Both may be absent, but not together: `{}` is no last page.
    #[serde(default, borrow)]
    pub(crate) events: Option<Vec<&'a RawValue>>,
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
    let events = serde_json::from_slice::<RawPage<'_>>(body).ok().and_then(|page| page.events);
    let place = |raw: &&RawValue| {
        let start = raw.get().as_ptr().addr() - body.as_ptr().addr();
        start..start + raw.get().len()
    };
    events.iter().flatten().map(place).collect()
}
