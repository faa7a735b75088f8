use futures_util::{StreamExt, stream};

use super::page_batch::PageBatch;
use super::parts::Parts;
use super::sync_plan::SIDE_BY_SIDE;
use super::tally::{Step, Tally};
use crate::client::{EventStream, EventsQuery};
use crate::failpoint::failpoint;
use crate::ledger::batch::Window;
use crate::model::{ErrorKind, FeedbackError, kind_of_code};

/// Reads windows to their end, each page's events and the cursor behind it in one commit.
pub(super) struct WindowReader<'r, 't> {
    pub(super) parts: &'r Parts,
    pub(super) tally: &'r Tally<'t>,
}

/// Why a window was not read to its end.
struct Stopped {
    error: FeedbackError,
    /// It is this cursor that the service does not take, or that leads in a circle: the window may begin anew.
    cursor_refused: bool,
}

impl From<FeedbackError> for Stopped {
    fn from(error: FeedbackError) -> Self {
        Self { error, cursor_refused: false }
    }
}

impl WindowReader<'_, '_> {
    /// Several at a time. One that fails does not stop the others: what they read counts.
    pub(super) async fn read_all(&self, windows: Vec<Window>) -> Result<(), FeedbackError> {
        let at_once = usize::try_from(SIDE_BY_SIDE).unwrap_or(1);
        let ended: Vec<Result<(), FeedbackError>> =
            stream::iter(windows).map(|window| self.read(window)).buffer_unordered(at_once).collect().await;
        ended.into_iter().collect()
    }

    async fn read(&self, mut window: Window) -> Result<(), FeedbackError> {
        let mut restarted = false;
        loop {
            match self.read_on(&window).await {
                Ok(()) => return Ok(()),
                Err(stopped) if stopped.cursor_refused && !restarted => {
                    tracing::warn!(error = %stopped.error, "a window begins anew, because its cursor leads no further");
                    self.parts.ledger.restart_window(window.id).await?;
                    window.cursor = None;
                    restarted = true;
                }
                Err(stopped) => return Err(stopped.error),
            }
        }
    }

    async fn read_on(&self, window: &Window) -> Result<(), Stopped> {
        let mut listing = self.listing(window);
        let mut waiting = PageBatch::begin();
        loop {
            let by_cursor = listing.cursor().is_some();
            match listing.next_page().await {
                Ok(Some(page)) => waiting.add(page.into_inner()),
                // After the last page: it was stored below, so nobody gets here.
                Ok(None) => return Ok(()),
                Err(error) => {
                    let cursor_refused = by_cursor && is_about_the_cursor(&error);
                    self.store(window, &mut waiting, listing.cursor()).await?;
                    return Err(Stopped { error, cursor_refused });
                }
            }
            failpoint("sync.page_read");
            let last = listing.cursor().is_none();
            if last || waiting.is_full() {
                self.store(window, &mut waiting, listing.cursor()).await?;
            }
            if last {
                failpoint("sync.window_done");
                return Ok(());
            }
        }
    }

    fn listing(&self, window: &Window) -> EventStream {
        self.parts.client.events(match &window.cursor {
            Some(cursor) => EventsQuery::resume(cursor.clone()),
            None => EventsQuery::between(window.from_time, window.to_time),
        })
    }

    /// Commits what waits, if anything does.
    async fn store(&self, window: &Window, waiting: &mut PageBatch, cursor: Option<&str>) -> Result<(), FeedbackError> {
        let pages = std::mem::replace(waiting, PageBatch::begin());
        if pages.pages() == 0 {
            return Ok(());
        }
        let (events, unreadable) = pages.counts();
        let step = Step { pages: pages.pages(), events, unreadable, window_done: cursor.is_none(), ..Step::default() };
        let received_at = self.parts.client.inner().clock.services_now();
        let cooldown = self.parts.policy.cooldown();
        let batch = pages.into_batch(window.id, cursor.map(str::to_owned), received_at, cooldown);
        let stored = self.parts.ledger.store(batch).await?;
        failpoint("sync.page_stored");
        self.tally.add(Step { stored, ..step });
        Ok(())
    }
}

/// What the service says of a cursor that it does not take is unknown, so every refusal counts that can mean it, one with
/// an unpublished code too. Without a status it is the listing itself that found a circle.
fn is_about_the_cursor(error: &FeedbackError) -> bool {
    match error.kind() {
        ErrorKind::InvalidRequest | ErrorKind::NotFound => true,
        ErrorKind::Permission => error.codes().into_iter().all(|code| kind_of_code(code).is_none()),
        ErrorKind::Server => error.status().is_none(),
        _ => false,
    }
}
