//! A listing of events, page by page.

use twitter_feedback::{ErrorKind, EventStream, FeedbackError};
use twitter_feedback_bindings::Pages;

use crate::calling::called;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::page::PageData;

#[derive(uniffi::Object)]
pub struct Listing {
    pages: Pages<PageData>,
    /// Where it begins.
    cursor: Option<String>,
}

impl Listing {
    pub(crate) fn new(stream: EventStream) -> Self {
        let cursor = stream.cursor().map(str::to_owned);
        Self { pages: Pages::new(stream, |reply| Ok(PageData::replied(reply))), cursor }
    }
}

#[uniffi::export]
impl Listing {
    pub fn cursor(&self) -> Option<String> {
        self.cursor.clone()
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
            // Never taken for the end: what waits stays for the next call.
            let read = self.pages.read().ok_or_else(|| FeedbackError::new(ErrorKind::Internal, "no page was read"))?;
            Ok(read.hand_over().0)
        })
    }
}
