//! A listing of events, page by page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwapOption;
use futures_util::FutureExt;
use pyo3::prelude::*;
use tokio::sync::Mutex;
use twitter_feedback::{ErrorKind, EventPage as CorePage, EventStream, FeedbackError, Reply};

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
    progress: Arc<Mutex<Progress>>,
    cursor: Arc<ArcSwapOption<String>>,
    /// Whose client the stream has.
    process: AtomicU64,
}

struct Progress {
    stream: EventStream,
    /// A page that was read and not yet handed over, or that there is none any more. Whoever is cancelled or interrupted
    /// in between leaves it here: it would never come again.
    read: Option<Option<Reply<CorePage>>>,
}

impl Listing {
    pub(crate) fn new(client: Arc<ClientHandle>, stream: EventStream) -> Self {
        let cursor = Arc::new(ArcSwapOption::from_pointee(stream.cursor().map(str::to_owned)));
        let progress = Arc::new(Mutex::new(Progress { stream, read: None }));
        Self { client, progress, cursor, process: AtomicU64::new(process::id()) }
    }

    /// In a child the parent's connections are not ours to use.
    fn follow_fork(&self) -> PyResult<()> {
        if self.process.load(Ordering::Acquire) == process::id() {
            return Ok(());
        }
        // Locked at the fork, it stays locked here for ever.
        let Ok(mut progress) = self.progress.try_lock() else {
            let why = "the parent was reading this listing when it forked; begin one here, or go on from a cursor";
            return Err(raised(FeedbackError::new(ErrorKind::Configuration, why)));
        };
        progress.stream.set_client(self.client.get().or_raise()?);
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
            // Queued now, not when the work is first looked at: pages come in the order in which they were asked for.
            let mut turn = Box::pin(Arc::clone(&self.progress).lock_owned());
            let at_once = turn.as_mut().now_or_never();
            let work = async move {
                let mut progress = match at_once {
                    Some(progress) => progress,
                    None => turn.await,
                };
                if progress.read.is_none() {
                    progress.read = Some(progress.stream.next_page().await?);
                }
                Ok(progress)
            };
            Ok(Pending::new(work, move |py, mut progress| {
                cursor.store(progress.stream.cursor().map(|cursor| Arc::new(cursor.to_owned())));
                match progress.read.take().flatten() {
                    Some(page) => EventPage::replied(page).into_object(py),
                    None => Ok(py.None()),
                }
            }))
        })
    }
});
