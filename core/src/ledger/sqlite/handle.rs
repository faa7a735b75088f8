use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::failure::Done;
use super::fork::Owner;
use super::job::{Call, Job, Places, Reply};
use super::ledger_file::LedgerFile;
use super::reader::Reader;
use super::schema::CURRENT;
use super::times::millis;
use super::worker::Worker;
use super::writer::Writer;
use super::{accounts, attempt_search, claims, feedback_rows, opening, recovery, settling, slots, storing, windows};
use crate::fold::{Fold, Folded};
use crate::ledger::batch::{Batch, Stored, Window};
use crate::ledger::claim::{Claim, Claimed, Intent, Pause, PauseScope, Skip, TokenDigest};
use crate::ledger::settlement::{Settled, Settlement};
use crate::ledger::unresolved::{Backfill, KnownAccount, Scan, Standing, Unresolved};
use crate::ledger::{Answer, Attempt, AttemptFilter, AttemptState, Coverage, Ledger, Period, PromptStatus};
use crate::model::{ErrorKind, FeedbackError, Id, Timestamp};

/// Events of a batch that shares a transaction with others at most: a delivery, and no page.
const FEW_EVENTS: usize = 16;

/// A ledger in a SQLite file, which many processes may have open at once.
///
/// Dropping it waits until what was begun is done.
#[derive(Debug)]
pub(crate) struct SqliteLedger {
    file: LedgerFile,
    owner: Owner,
    writer: Worker,
    reader: Worker,
}

impl SqliteLedger {
    /// Opens a ledger, and makes it where there is none. It reads and writes files; an async caller lets another
    /// thread do it.
    ///
    /// # Errors
    /// `ledger`: it says what the file is instead, and what to do.
    pub(crate) fn open(path: &Path) -> Result<Self, FeedbackError> {
        let owner = Owner::enter()?;
        let opened = Self::open_owned(path, owner);
        if opened.is_err() {
            owner.leave();
        }
        opened
    }

    fn open_owned(path: &Path, owner: Owner) -> Result<Self, FeedbackError> {
        let file = opening::find(path, &CURRENT)?;
        let named = |failure: super::failure::Failure| failure.about(file.path());
        let (writer, reader) = (Writer::new(file.clone()).map_err(named)?, Reader::new(file.clone()).map_err(named)?);
        let no_thread = |error: std::io::Error| {
            FeedbackError::new(ErrorKind::Ledger, "the system has no thread left for the ledger").with_source(error)
        };
        let mut writer = Worker::start("ledger-writer", |jobs| writer.run(jobs)).map_err(no_thread)?;
        match Worker::start("ledger-reader", |jobs| reader.run(jobs)) {
            Ok(reader) => Ok(Self { file, owner, writer, reader }),
            Err(error) => {
                writer.finish();
                Err(no_thread(error))
            }
        }
    }

    /// As a child finds it that was forked off the process which opened it.
    #[cfg(test)]
    pub(super) fn as_in_a_forked_child(&mut self) {
        self.owner = self.owner.as_a_child_finds_it();
    }

    /// In one transaction with whatever else is waiting; answered after the commit.
    pub(super) fn write<T: Send + 'static>(
        &self,
        places: &'static Places,
        work: impl FnMut(&Connection) -> Done<T> + Send + 'static,
    ) -> Answer<'_, T> {
        self.call(&self.writer, Call::waiting(places, false, work))
    }

    /// In a transaction of its own.
    fn write_much<T: Send + 'static>(
        &self,
        places: &'static Places,
        work: impl FnMut(&Connection) -> Done<T> + Send + 'static,
    ) -> Answer<'_, T> {
        self.call(&self.writer, Call::waiting(places, true, work))
    }

    pub(super) fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection) -> Done<T> + Send + 'static,
    ) -> Answer<'_, T> {
        self.call(&self.reader, Call::waiting(&Places::NONE, false, work))
    }

    /// The job is under way before the first poll, and dropping the answer does not take it back.
    fn call<T: Send + 'static>(&self, worker: &Worker, (job, reply): (Box<dyn Job>, Reply<T>)) -> Answer<'_, T> {
        let sent = self.owner.check(std::process::id()).map(|()| worker.send(job));
        Box::pin(async move {
            if sent? && let Ok(answer) = reply.await {
                return answer;
            }
            let told = format!("the ledger {} is closed: open it anew", self.file.path().display());
            Err(FeedbackError::new(ErrorKind::Ledger, told))
        })
    }
}

impl Drop for SqliteLedger {
    fn drop(&mut self) {
        if self.owner.is_foreign_to(std::process::id()) {
            self.writer.abandon();
            self.reader.abandon();
            return;
        }
        self.reader.finish();
        self.writer.finish();
        self.owner.leave();
    }
}

static CLAIM: Places = Places::new(Some("claim.applied"), Some("claim.committed"), Some("claim.answered"));
static INTENT: Places = Places::new(Some("intent.applied"), Some("intent.committed"), Some("intent.answered"));
static SETTLE: Places = Places::new(Some("settle.applied"), Some("settle.committed"), Some("settle.answered"));
static STORE: Places = Places::new(Some("store.applied"), Some("store.committed"), Some("store.answered"));
static SKIP: Places = Places::new(Some("skip.applied"), Some("skip.committed"), None);
static WINDOWS: Places = Places::new(Some("windows.applied"), Some("windows.committed"), None);
static RECOVER: Places = Places::new(None, Some("recover.committed"), None);

impl Ledger for SqliteLedger {
    fn claim(&self, claim: Claim) -> Answer<'_, Claimed> {
        self.write(&CLAIM, move |connection| claims::claim(connection, &claim))
    }

    fn intend(&self, intent: Intent) -> Answer<'_, bool> {
        self.write(&INTENT, move |connection| claims::intend(connection, &intent))
    }

    fn settle(&self, settlement: Settlement) -> Answer<'_, Settled> {
        self.write(&SETTLE, move |connection| settling::settle(connection, &settlement))
    }

    fn skip(&self, skip: Skip) -> Answer<'_, i64> {
        self.write(&SKIP, move |connection| claims::skip(connection, &skip))
    }

    fn standing<'a>(
        &'a self,
        from_user_id: &'a Id,
        to_user_id: &'a Id,
        now: Timestamp,
        cooldown: Duration,
    ) -> Answer<'a, Standing> {
        let pair = slots::Pair::new(from_user_id, to_user_id);
        self.read(move |connection| pair.standing(connection, now, millis(cooldown)))
    }

    fn recover(&self, now: Timestamp) -> Answer<'_, u64> {
        self.write(&RECOVER, move |connection| recovery::recover(connection, now))
    }

    fn account(&self, token: TokenDigest) -> Answer<'_, Option<KnownAccount>> {
        self.read(move |connection| accounts::account(connection, token))
    }

    fn introduce(&self, token: TokenDigest, user_id: Id, now: Timestamp) -> Answer<'_, KnownAccount> {
        self.write(&Places::NONE, move |connection| accounts::introduce(connection, token, &user_id, now))
    }

    fn pause(&self, token: TokenDigest, scope: PauseScope, pause: Pause) -> Answer<'_, ()> {
        self.write(&Places::NONE, move |connection| accounts::pause(connection, token, scope, &pause))
    }

    fn high_water(&self) -> Answer<'_, Option<Timestamp>> {
        self.read(accounts::high_water)
    }

    fn has_asked(&self, user_id: Id) -> Answer<'_, bool> {
        self.read(move |connection| accounts::has_asked(connection, &user_id))
    }

    fn begin_backfill(&self, user_id: Id, now: Timestamp, lease_until: Timestamp) -> Answer<'_, Backfill> {
        self.write(&Places::NONE, move |connection| accounts::begin_backfill(connection, &user_id, now, lease_until))
    }

    fn end_backfill(&self, user_id: Id, now: Timestamp, done: bool) -> Answer<'_, ()> {
        self.write(&Places::NONE, move |connection| accounts::end_backfill(connection, &user_id, now, done))
    }

    fn begin_windows(&self, user_id: Id, periods: Vec<Period>, now: Timestamp) -> Answer<'_, Vec<Window>> {
        self.write(&WINDOWS, move |connection| windows::begin(connection, &user_id, &periods, now))
    }

    fn open_windows(&self, user_id: Id) -> Answer<'_, Vec<Window>> {
        self.read(move |connection| windows::open(connection, &user_id))
    }

    fn restart_window(&self, window_id: i64) -> Answer<'_, ()> {
        self.write(&Places::NONE, move |connection| windows::restart(connection, window_id))
    }

    fn store(&self, batch: Batch) -> Answer<'_, Stored> {
        if batch.events.len() > FEW_EVENTS {
            return self.write_much(&STORE, move |connection| storing::store(connection, &batch));
        }
        self.write(&STORE, move |connection| storing::store(connection, &batch))
    }

    fn coverage(&self, user_id: Id) -> Answer<'_, Coverage> {
        self.read(move |connection| windows::coverage(connection, &user_id))
    }

    fn unresolved(&self, user_id: Id) -> Answer<'_, Vec<Unresolved>> {
        self.read(move |connection| attempt_search::unresolved(connection, &user_id))
    }

    fn scanned(&self, scan: Scan) -> Answer<'_, AttemptState> {
        self.write(&Places::NONE, move |connection| attempt_search::scanned(connection, &scan))
    }

    fn prompt_status<'a>(&'a self, external_id: &'a str) -> Answer<'a, Option<PromptStatus>> {
        let external_id = external_id.to_owned();
        self.read(move |connection| attempt_search::prompt_status(connection, &external_id))
    }

    fn attempts(&self, filter: AttemptFilter, before: Option<i64>) -> Answer<'_, Vec<Attempt>> {
        self.read(move |connection| attempt_search::attempts(connection, &filter, before))
    }

    fn folded(&self, feedback_id: Id) -> Answer<'_, Option<Folded>> {
        self.read(move |connection| feedback_rows::one(connection, &feedback_id))
    }

    fn fold(&self) -> Answer<'_, Fold> {
        self.read(feedback_rows::all)
    }
}
