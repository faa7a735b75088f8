//! A listing of events, page by page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_derive::napi;
use twitter_feedback::EventStream;

use crate::batch::Batch;
use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::value;

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
    read: Option<Option<Batch>>,
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
            let (progress, cursor) = (Arc::clone(&self.progress), self.cursor.clone());
            let work = async move {
                let mut progress = progress.lock_owned().await;
                if progress.read.is_none() {
                    let page = progress.stream.next_page().await?;
                    progress.read = Some(page.map(Batch::replied).transpose()?);
                }
                Ok(progress)
            };
            to.start(call, work, move |mut progress| {
                *cursor.lock() = progress.stream.cursor().map(str::to_owned);
                Ok(progress.read.take().flatten().map_or_else(value::nothing, value::batch))
            })
        })
    }
}
