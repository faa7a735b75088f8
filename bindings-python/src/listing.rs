//! A listing of events, page by page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use arc_swap::ArcSwapOption;
use pyo3::prelude::*;
use tokio::sync::Mutex;
use twitter_feedback::{ErrorKind, EventStream, FeedbackError};

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
    /// Held while a page is under way; waited for inside the runtime alone.
    stream: Arc<Mutex<Option<EventStream>>>,
    cursor: Arc<ArcSwapOption<String>>,
    /// Whose client the stream has.
    process: AtomicU32,
}

impl Listing {
    pub(crate) fn new(client: Arc<ClientHandle>, stream: EventStream) -> Self {
        let cursor = Arc::new(ArcSwapOption::from_pointee(stream.cursor().map(str::to_owned)));
        Self { client, stream: Arc::new(Mutex::new(Some(stream))), cursor, process: AtomicU32::new(process::id()) }
    }

    /// In a child the parent's connections are not ours to use.
    fn follow_fork(&self) -> PyResult<()> {
        if self.process.load(Ordering::Acquire) == process::id() {
            return Ok(());
        }
        // Locked at the fork, it stays locked here for ever.
        let Ok(mut stream) = self.stream.try_lock() else {
            let why = "the parent was reading this listing when it forked; begin one here, or go on from a cursor";
            return Err(raised(FeedbackError::new(ErrorKind::Configuration, why)));
        };
        let client = self.client.get().or_raise()?;
        *stream = stream.take().map(|stream| stream.with_client(client));
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
            let (stream, cursor) = (Arc::clone(&self.stream), Arc::clone(&self.cursor));
            let work = async move {
                let mut stream = stream.lock_owned().await;
                let Some(stream) = stream.as_mut() else { return Ok(None) };
                let page = stream.next_page().await?;
                cursor.store(stream.cursor().map(|cursor| Arc::new(cursor.to_owned())));
                Ok(page)
            };
            Ok(Pending::new(work, |py, page| match page {
                Some(page) => EventPage::replied(page).into_object(py),
                None => Ok(py.None()),
            }))
        })
    }
});
