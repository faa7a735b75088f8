use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde_json::value::RawValue;

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

/// The text of a page, which its events share.
///
/// Where each event begins and ends is found out when somebody asks for the first raw text: that
/// costs a second scan of the whole page, which most callers need not pay for.
#[derive(Debug)]
pub(crate) struct PageText {
    text: Box<str>,
    events: OnceLock<Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
struct SplitPage<'a> {
    #[serde(default, borrow)]
    events: Option<Vec<&'a RawValue>>,
}

impl PageText {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.into(), events: OnceLock::new() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn event(&self, index: usize) -> &str {
        let range = self.events.get_or_init(|| self.split()).get(index);
        range.and_then(|(start, end)| self.text.get(*start..*end)).unwrap_or_default()
    }

    fn split(&self) -> Vec<(usize, usize)> {
        let page: SplitPage<'_> = serde_json::from_str(&self.text).unwrap_or(SplitPage { events: None });
        let start_of_page = self.text.as_ptr().addr();
        let place = |raw: &&RawValue| {
            let start = raw.get().as_ptr().addr() - start_of_page;
            (start, start + raw.get().len())
        };
        page.events.iter().flatten().map(place).collect()
    }
}
