//! A listing of events, page by page.

use std::sync::{Mutex, MutexGuard, PoisonError};

use twitter_feedback::EventStream;
use twitter_feedback_bindings::Pages;

use crate::calling::called;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::page::PageData;

#[derive(uniffi::Object)]
pub struct Listing {
    pages: Pages<PageData>,
    /// Where the page is that follows those handed over.
    cursor: Mutex<Option<String>>,
}

impl Listing {
    pub(crate) fn new(stream: EventStream) -> Self {
        let cursor = Mutex::new(stream.cursor().map(str::to_owned));
        Self { pages: Pages::new(stream, |reply| Ok(PageData::replied(reply))), cursor }
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.cursor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Listing {
    pub fn cursor(&self) -> Result<Option<String>, NativeError> {
        caught(|| Ok(self.lock().clone()))
    }

    /// Reads the next page, unless one waits to be taken. A coroutine that is cancelled loses what it was about to get,
    /// so the page itself stays here.
    pub async fn read(&self) -> Result<(), NativeError> {
        let next = self.pages.next();
        called(async move { next.await.map(drop) }).await
    }

    /// Takes the page that was read; nothing after the last.
    pub fn take(&self) -> Result<Option<PageData>, NativeError> {
        caught(|| {
            let Some(read) = self.pages.read() else { return Ok(None) };
            let (page, cursor) = read.hand_over();
            *self.lock() = cursor;
            Ok(page)
        })
    }
}
