//! A listing of events, page by page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwapOption;
use pyo3::prelude::*;
use twitter_feedback::{ErrorKind, EventPage as CorePage, EventStream, FeedbackError, Reply};
use twitter_feedback_bindings::Pages;

use crate::attributes::attributes;
use crate::client_handle::ClientHandle;
use crate::errors::{OrRaise, raised};
use crate::event_page::EventPage;
use crate::guard::caught;
use crate::pending::Pending;
use crate::process;

/// Where a listing stands. Threads and tasks that share one take its pages in turn.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct Listing {
    client: Arc<ClientHandle>,
    pages: Pages<Reply<CorePage>>,
    cursor: Arc<ArcSwapOption<String>>,
    /// Whose client the stream has.
    process: AtomicU64,
}

impl Listing {
    pub(crate) fn new(client: Arc<ClientHandle>, stream: EventStream) -> Self {
        let cursor = Arc::new(ArcSwapOption::from_pointee(stream.cursor().map(str::to_owned)));
        Self { client, pages: Pages::new(stream, Ok), cursor, process: AtomicU64::new(process::id()) }
    }

    /// In a child the parent's connections are not ours to use.
    fn follow_fork(&self) -> PyResult<()> {
        if self.process.load(Ordering::Acquire) == process::id() {
            return Ok(());
        }
        // Locked at the fork, it stays locked here for ever.
        if !self.pages.set_client(self.client.get().or_raise()?) {
            let why = "the parent was reading this listing when it forked; begin one here, or go on from a cursor";
            return Err(raised(FeedbackError::new(ErrorKind::Configuration, why)));
        }
        self.process.store(process::id(), Ordering::Release);
        Ok(())
    }
}

attributes!(Listing {
    /// Where the next page is.
    cursor: Option<String> = |this| this.cursor.load().as_ref().map(|cursor| cursor.to_string());
} with {
    /// Asks for the next page; `None` after the last.
    fn next_page(&self) -> PyResult<Pending> {
        caught(|| {
            self.follow_fork()?;
            let cursor = Arc::clone(&self.cursor);
            Ok(Pending::new(self.pages.next(), move |py, read| {
                let (page, next) = read.hand_over();
                cursor.store(next.map(Arc::new));
                match page {
                    Some(page) => EventPage::replied(page).into_object(py),
                    None => Ok(py.None()),
                }
            }))
        })
    }
});
