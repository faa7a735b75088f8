//! A listing of events, page by page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use napi_derive::napi;
use twitter_feedback::{EventPage, EventStream, FeedbackError, Reply};

use crate::batch::Batch;
use crate::crossing;
use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::value::{self, Value};

#[napi]
pub struct Listing {
    /// Held while a page is under way: whoever asks meanwhile gets the next one.
    progress: Arc<tokio::sync::Mutex<Progress>>,
    cursor: Cursor,
}

struct Progress {
    stream: EventStream,
    /// A page that was read and not yet handed over, or that there is none any more. Whoever aborts in between leaves it
    /// here: it would never come again.
    read: Option<Option<Page>>,
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
        Self { progress: Arc::new(tokio::sync::Mutex::new(Progress { stream, read: None })), cursor }
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
            // Queued now, not when the work is first looked at: pages come in the order in which they were asked for.
            let mut turn = Box::pin(Arc::clone(&self.progress).lock_owned());
            let at_once = turn.as_mut().now_or_never();
            let work = async move {
                let mut progress = match at_once {
                    Some(progress) => progress,
                    None => turn.await,
                };
                if progress.read.is_none() {
                    let page = progress.stream.next_page().await?;
                    progress.read = Some(page.map(Page::replied).transpose()?);
                }
                Ok(progress)
            };
            to.start(call, work, move |mut progress| {
                *cursor.lock() = progress.stream.cursor().map(str::to_owned);
                Ok(progress.read.take().flatten().map_or_else(value::nothing, Value::from))
            })
        })
    }
}
