//! The ledger as plain maps behind one lock: what the others are compared with, and what tests without a disk use.
//!
//! Clarity over speed. A pair's slot is not kept but read off the pair's attempts each time, so that it cannot
//! disagree with them.

mod accounts;
mod asking;
mod history;
mod matching;
mod seeing;
mod slot;
mod state;
mod windows;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::state::State;
use super::batch::{Batch, Quarantined, Stored, Window};
use super::claim::{Claim, Claimed, Intent, Pause, PauseScope, Skip, TokenDigest};
use super::settlement::{Settled, Settlement};
use super::unresolved::{Backfill, KnownAccount, Scan, Standing, Unresolved};
use super::{Answer, Attempt, AttemptFilter, AttemptState, Coverage, Ledger, Period, PromptStatus};
use crate::fold::{Fold, Folded};
use crate::model::{FeedbackError, Id, Timestamp};

/// A ledger that lasts as long as its process.
#[derive(Default)]
pub(crate) struct MemoryLedger {
    state: Mutex<State>,
}

impl MemoryLedger {
    /// Nothing remembered yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The text of every event that was kept, with the feedback that it names.
    pub(crate) fn events(&self) -> Vec<(Id, String)> {
        self.state().events.keys().cloned().collect()
    }

    /// Everything that could not be read.
    pub(crate) fn quarantined(&self) -> Vec<Quarantined> {
        self.state().quarantined.values().cloned().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One command under the lock. It is done before the answer is waited for, as elsewhere it is under way.
    fn answer<'a, T: Send + 'a>(&self, command: impl FnOnce(&mut State) -> T) -> Answer<'a, T> {
        self.attempt(|state| Ok(command(state)))
    }

    /// One command that can be refused.
    fn attempt<'a, T: Send + 'a>(&self, command: impl FnOnce(&mut State) -> Result<T, FeedbackError>) -> Answer<'a, T> {
        Box::pin(std::future::ready(command(&mut self.state())))
    }
}

impl fmt::Debug for MemoryLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryLedger").finish_non_exhaustive()
    }
}

impl Ledger for MemoryLedger {
    fn claim(&self, claim: Claim) -> Answer<'_, Claimed> {
        self.answer(|state| state.claim(claim))
    }

    fn intend(&self, intent: Intent) -> Answer<'_, bool> {
        self.answer(|state| state.intend(intent))
    }

    fn settle(&self, settlement: Settlement) -> Answer<'_, Settled> {
        self.attempt(|state| state.settle(settlement))
    }

    fn skip(&self, skip: Skip) -> Answer<'_, i64> {
        self.answer(|state| state.skip(skip.asking, skip.now, skip.reason, skip.until))
    }

    fn standing<'a>(
        &'a self,
        from_user_id: &'a Id,
        to_user_id: &'a Id,
        now: Timestamp,
        cooldown: Duration,
    ) -> Answer<'a, Standing> {
        self.answer(|state| state.standing(from_user_id, to_user_id, now, cooldown))
    }

    fn recover(&self, now: Timestamp) -> Answer<'_, u64> {
        self.answer(|state| state.recover(now))
    }

    fn account(&self, token: TokenDigest) -> Answer<'_, Option<KnownAccount>> {
        self.answer(|state| state.account(token))
    }

    fn introduce(&self, token: TokenDigest, user_id: Id, now: Timestamp) -> Answer<'_, KnownAccount> {
        self.answer(|state| state.introduce(token, user_id, now))
    }

    fn pause(&self, token: TokenDigest, scope: PauseScope, pause: Pause) -> Answer<'_, ()> {
        self.answer(|state| state.pause(token, scope, pause))
    }

    fn high_water(&self) -> Answer<'_, Option<Timestamp>> {
        self.answer(|state| state.high_water)
    }

    fn has_asked(&self, user_id: Id) -> Answer<'_, bool> {
        self.answer(|state| state.has_asked(&user_id))
    }

    fn begin_backfill(&self, user_id: Id, now: Timestamp, lease_until: Timestamp) -> Answer<'_, Backfill> {
        self.answer(|state| state.begin_backfill(user_id, now, lease_until))
    }

    fn end_backfill(&self, user_id: Id, now: Timestamp, done: bool) -> Answer<'_, ()> {
        self.answer(|state| state.end_backfill(user_id, now, done))
    }

    fn begin_windows(&self, user_id: Id, periods: Vec<Period>, _: Timestamp) -> Answer<'_, Vec<Window>> {
        self.answer(|state| state.begin_windows(&user_id, &periods))
    }

    fn open_windows(&self, user_id: Id) -> Answer<'_, Vec<Window>> {
        self.answer(|state| state.open_windows(&user_id))
    }

    fn restart_window(&self, window_id: i64) -> Answer<'_, ()> {
        self.answer(|state| state.restart_window(window_id))
    }

    fn store(&self, batch: Batch) -> Answer<'_, Stored> {
        self.answer(|state| state.store(batch))
    }

    fn coverage(&self, user_id: Id) -> Answer<'_, Coverage> {
        self.answer(|state| state.coverage(&user_id))
    }

    fn unresolved(&self, user_id: Id) -> Answer<'_, Vec<Unresolved>> {
        self.answer(|state| state.unresolved(&user_id))
    }

    fn scanned(&self, scan: Scan) -> Answer<'_, AttemptState> {
        self.attempt(|state| state.scanned(scan))
    }

    fn prompt_status<'a>(&'a self, external_id: &'a str) -> Answer<'a, Option<PromptStatus>> {
        self.answer(|state| state.prompt_status(external_id))
    }

    fn attempts(&self, filter: AttemptFilter, before: Option<i64>) -> Answer<'_, Vec<Attempt>> {
        self.answer(|state| state.attempts(&filter, before))
    }

    fn folded(&self, feedback_id: Id) -> Answer<'_, Option<Folded>> {
        self.answer(|state| state.feedbacks.get(&feedback_id).cloned())
    }

    fn fold(&self) -> Answer<'_, Fold> {
        self.answer(|state| {
            let mut fold = Fold::new();
            state.feedbacks.values().for_each(|folded| fold.insert(folded.clone()));
            fold
        })
    }
}
