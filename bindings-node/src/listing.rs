//! A listing of events, page by page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_derive::napi;
use twitter_feedback::{EventPage, EventStream, FeedbackError, Reply};
use twitter_feedback_bindings::Pages;

use crate::batch::Batch;
use crate::crossing;
use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::value::{self, Value};

#[napi]
pub struct Listing {
    pages: Pages<Page>,
    cursor: Cursor,
}

/// A page as it crosses.
enum Page {
    Text(String),
    Kept(Batch),
}

impl Page {
    fn replied(reply: Reply<EventPage>) -> Result<Self, FeedbackError> {
        let (page, reply) = reply.into_parts();
        Ok(match crossing::page_with_body(&page, &reply)? {
            Some(text) => Self::Text(text),
            None => Self::Kept(Batch::page(page, Some(&reply))?),
        })
    }
}

impl From<Page> for Value {
    fn from(page: Page) -> Self {
        match page {
            Page::Text(text) => value::text(text),
            Page::Kept(batch) => value::batch(batch),
        }
    }
}

/// Where the page is that follows those handed over.
#[derive(Clone, Default)]
struct Cursor(Arc<Mutex<Option<String>>>);

impl Cursor {
    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listing {
    pub(crate) fn new(stream: EventStream) -> Self {
        let cursor = Cursor::default();
        *cursor.lock() = stream.cursor().map(str::to_owned);
        Self { pages: Pages::new(stream, Page::replied), cursor }
    }
}

#[napi]
impl Listing {
    #[napi(getter)]
    pub fn cursor(&self) -> napi::Result<Option<String>> {
        caught(|| Ok(self.cursor.lock().clone()))
    }

    /// Asks for the next page; its value is nothing after the last.
    #[napi]
    pub fn next_page(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let cursor = self.cursor.clone();
            to.start(call, self.pages.next(), move |read| {
                let (page, next) = read.hand_over();
                *cursor.lock() = next;
                Ok(page.map_or_else(value::nothing, Value::from))
            })
        })
    }
}
