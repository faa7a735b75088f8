//! A listing, page by page, of which no page is lost between reading and handing over.

use std::future::Future;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::sync::{Mutex, OwnedMutexGuard};
use twitter_feedback::{Client, EventPage, EventStream, FeedbackError, Reply};

/// Pages of a listing, made into what a binding hands over. Whoever asks while one is under way gets the one after it.
#[derive(Debug)]
pub struct Pages<P> {
    /// Held while a page is under way; waited for inside a runtime alone.
    progress: Arc<Mutex<Progress<P>>>,
    make: fn(Reply<EventPage>) -> Result<P, FeedbackError>,
}

#[derive(Debug)]
struct Progress<P> {
    stream: EventStream,
    /// A page that was read and not yet handed over, or that there is none any more. Whoever is cancelled or interrupted
    /// in between leaves it here: it would never come again.
    read: Option<Option<P>>,
}

/// A page that was read, and can be handed over.
#[derive(Debug)]
pub struct ReadPage<P>(OwnedMutexGuard<Progress<P>>);

impl<P: Send + 'static> Pages<P> {
    /// The pages of this listing, each made by `make`.
    #[must_use]
    pub fn new(stream: EventStream, make: fn(Reply<EventPage>) -> Result<P, FeedbackError>) -> Self {
        Self { progress: Arc::new(Mutex::new(Progress { stream, read: None })), make }
    }

    /// Reads the next page. Its turn comes in the order of these calls, whenever they are waited for.
    pub fn next(&self) -> impl Future<Output = Result<ReadPage<P>, FeedbackError>> + Send + use<P> {
        let make = self.make;
        let mut turn = Box::pin(Arc::clone(&self.progress).lock_owned());
        // The first look queues it.
        let at_once = turn.as_mut().now_or_never();
        async move {
            let mut progress = match at_once {
                Some(progress) => progress,
                None => turn.await,
            };
            if progress.read.is_none() {
                let page = progress.stream.next_page().await?;
                progress.read = Some(page.map(make).transpose()?);
            }
            Ok(ReadPage(progress))
        }
    }

    /// The page that was read and not yet handed over, as [`ReadPage::hand_over`] gives it; `None` where there is none.
    #[must_use]
    pub fn read(&self) -> Option<ReadPage<P>> {
        let progress = Arc::clone(&self.progress).try_lock_owned().ok()?;
        progress.read.is_some().then_some(ReadPage(progress))
    }

    /// Asks for the pages that follow through another client; false where a page is under way.
    #[must_use]
    pub fn set_client(&self, client: Client) -> bool {
        let Ok(mut progress) = self.progress.try_lock() else { return false };
        progress.stream.set_client(client);
        true
    }
}

impl<P> ReadPage<P> {
    /// The page, `None` after the last, and the cursor of the one that follows.
    #[must_use]
    pub fn hand_over(mut self) -> (Option<P>, Option<String>) {
        (self.0.read.take().flatten(), self.0.stream.cursor().map(str::to_owned))
    }
}
