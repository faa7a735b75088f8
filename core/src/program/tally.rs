use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{SyncProgress, SyncReport};
use crate::ledger::batch::Stored;
use crate::model::Timestamp;

/// Told of each step; never called from two threads at a time.
pub(super) type Tell<'a> = Box<dyn FnMut(SyncProgress) + Send + 'a>;

/// What a pull has brought so far, over all its windows.
pub(super) struct Tally<'a>(Mutex<(SyncProgress, Option<Tell<'a>>)>);

/// What one commit adds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Step {
    pub(super) pages: u64,
    pub(super) events: u64,
    pub(super) unreadable: u64,
    pub(super) stored: Stored,
    pub(super) window_done: bool,
}

impl<'a> Tally<'a> {
    pub(super) fn new(windows: usize, tell: Option<Tell<'a>>) -> Self {
        let windows = u64::try_from(windows).unwrap_or(u64::MAX);
        Self(Mutex::new((SyncProgress { windows, ..SyncProgress::default() }, tell)))
    }

    pub(super) fn add(&self, step: Step) {
        let (progress, tell) = &mut *self.lock();
        progress.pages += step.pages;
        progress.events += step.events;
        progress.unreadable += step.unreadable;
        progress.new += step.stored.new;
        progress.updated += step.stored.updated;
        progress.windows_done += u64::from(step.window_done);
        if let Some(tell) = tell {
            tell(*progress);
        }
    }

    pub(super) fn report(&self, complete_through: Option<Timestamp>) -> SyncReport {
        let SyncProgress { pages, events, new, updated, unreadable, .. } = self.lock().0;
        SyncReport { pages, events, new, updated, unreadable, complete_through }
    }

    fn lock(&self) -> MutexGuard<'_, (SyncProgress, Option<Tell<'a>>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
