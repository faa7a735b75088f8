use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::failure::{Done, Failure};
use super::job::{Job, Places};
use super::ledger_file::{Identity, LedgerFile};
use super::opening::{open_writer, tally_failure};
use super::schema::CURRENT;
use super::tally::Tally;
use crate::model::{ErrorKind, FeedbackError};

/// Jobs that one commit covers at most, and how long it collects them.
const MOST_JOBS: usize = 256;
const COLLECTING: Duration = Duration::from_millis(2);

/// Pages of the write-ahead log (4 KiB each) after which it is written back.
const LONG_LOG: i64 = 16_000;

/// Does what changes the ledger. What waits while the disk is flushed shares the next flush.
pub(super) struct Writer {
    file: LedgerFile,
    /// The file that was opened; one that was put in its place later is another.
    identity: Identity,
    /// `None` after a failure: whatever that connection believes may not be so.
    open: Option<(Connection, Tally)>,
}

/// A job of the transaction at hand, and what it failed with alone.
type Performed = (Box<dyn Job>, Option<Failure>);

/// Where the ledger stood when a transaction began.
struct Begun {
    ledger_id: i64,
    commits: i64,
    changes: u64,
}

impl Writer {
    pub(super) fn new(file: LedgerFile) -> Done<Self> {
        let open = open_writer(&file)?;
        let identity = file.identity().map_err(|_| gone())?;
        Ok(Self { file, identity, open: Some(open) })
    }

    pub(super) fn run(mut self, jobs: Receiver<Box<dyn Job>>) {
        let mut next = None;
        while let Some(first) = next.take().or_else(|| jobs.recv().ok()) {
            next = Some(first);
            let mut group = Vec::new();
            let outcome = self.perform(&mut next, &jobs, &mut group);
            if let Err(failure) = &outcome {
                self.recover_from(failure);
            }
            for (job, failed) in group {
                let places = job.places();
                let failed = outcome.as_ref().err().or(failed.as_ref());
                job.answer(failed.map_or(Ok(()), |failure| Err(self.told(failure))));
                Places::visit(places.answered);
            }
            if let Err(failure) = self.write_back() {
                self.recover_from(&failure);
            }
        }
    }

    fn told(&self, failure: &Failure) -> FeedbackError {
        failure.about(self.file.path())
    }

    /// The failed commit is never tried again; the next one gets a new connection.
    fn recover_from(&mut self, failure: &Failure) {
        let path = self.file.path().display();
        tracing::warn!(ledger = %path, error = ?failure, "a transaction of the ledger failed");
        match &self.open {
            Some((connection, _)) if !failure.poisons() && connection.is_autocommit() => {}
            _ => self.open = None,
        }
    }

    /// One transaction: all jobs of the group, or none. The first is `next`, and so is what is left for another one.
    fn perform(
        &mut self,
        next: &mut Option<Box<dyn Job>>,
        jobs: &Receiver<Box<dyn Job>>,
        group: &mut Vec<Performed>,
    ) -> Done<()> {
        let performed = (|| {
            let (connection, tally) = match self.open.take() {
                Some(open) => self.open.insert(open),
                None => self.open.insert(open_writer(&self.file)?),
            };
            let begun = begin(connection, tally, &self.file, self.identity)?;
            let ended = collect(connection, next, jobs, group).and_then(|()| commit(connection, tally, &begun));
            if ended.is_err() && !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK")?;
            }
            ended
        })();
        if group.is_empty() {
            // It could not begin. Whoever waits behind the first would only wait as long once more, for the same.
            group.extend(next.take().into_iter().chain(jobs.try_iter()).map(|job| (job, None)));
        }
        if performed.is_ok() {
            for (job, failed) in group {
                if failed.is_none() {
                    Places::visit(job.places().committed);
                }
            }
        }
        performed
    }

    /// Moves the write-ahead log into the database once it is long; nobody waits for it.
    fn write_back(&mut self) -> Done<()> {
        let Some((connection, _)) = &self.open else { return Ok(()) };
        let (long, done): (i64, i64) = connection
            .prepare_cached("PRAGMA wal_checkpoint(NOOP)")?
            .query_row([], |row| Ok((row.get(1)?, row.get(2)?)))?;
        if long.saturating_sub(done) >= LONG_LOG {
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}

fn begin(connection: &Connection, tally: &Tally, file: &LedgerFile, identity: Identity) -> Done<Begun> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    // From here on nobody else commits, so the tally cannot be ahead of an honest ledger.
    let checked = (|| {
        if file.identity().ok() != Some(identity) {
            return Err(gone());
        }
        let (ledger_id, commits, version): (i64, i64, i32) = connection
            .prepare_cached("SELECT ledger_id, commits, user_version FROM meta, pragma_user_version WHERE id = 1")?
            .query_row([], |row| row.try_into())?;
        if version != CURRENT.version {
            // A newer release may count on what this one does not do.
            return Err(migrated());
        }
        let reading = tally.read().map_err(|error| tally_failure(file, &error))?;
        reading.check(tally.path(), ledger_id, commits)?;
        Ok(Begun { ledger_id, commits, changes: connection.total_changes() })
    })();
    if checked.is_err() {
        connection.execute_batch("ROLLBACK")?;
    }
    checked
}

fn collect(
    connection: &Connection,
    next: &mut Option<Box<dyn Job>>,
    jobs: &Receiver<Box<dyn Job>>,
    group: &mut Vec<Performed>,
) -> Done<()> {
    let begun = Instant::now();
    while let Some(mut job) = next.take_if(|job| group.is_empty() || !job.is_large()) {
        let large = job.is_large();
        let performed =
            if large { perform(connection, job.as_mut()) } else { perform_beside(connection, job.as_mut()) };
        match performed {
            // A failure of the disk ends the transaction for everybody in it, the same as SQLite's own rollback.
            Err(failure) if large || failure.poisons() || connection.is_autocommit() => {
                group.push((job, None));
                return Err(failure);
            }
            performed => group.push((job, performed.err())),
        }
        if !large && group.len() < MOST_JOBS && begun.elapsed() < COLLECTING {
            *next = jobs.try_recv().ok();
        }
    }
    Ok(())
}

fn perform(connection: &Connection, job: &mut dyn Job) -> Done<()> {
    job.run(connection)?;
    Places::visit(job.places().applied);
    Ok(())
}

/// What one job did is undone without its neighbours' being undone.
fn perform_beside(connection: &Connection, job: &mut dyn Job) -> Done<()> {
    connection.prepare_cached("SAVEPOINT job")?.execute([])?;
    let performed = perform(connection, job);
    if performed.is_ok() {
        connection.prepare_cached("RELEASE job")?.execute([])?;
    } else if !connection.is_autocommit() {
        connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
        connection.prepare_cached("RELEASE job")?.execute([])?;
    }
    performed
}

fn commit(connection: &Connection, tally: &Tally, begun: &Begun) -> Done<()> {
    let changed = connection.total_changes() != begun.changes;
    let commits = begun.commits.saturating_add(1);
    if changed {
        connection.prepare_cached("UPDATE meta SET commits = ?1 WHERE id = 1")?.execute([commits])?;
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    if changed && let Err(error) = tally.write(begun.ledger_id, commits) {
        // The commit stands; only a rollback of exactly this one would go unnoticed.
        tracing::warn!(tally = %tally.path().display(), %error, "the ledger's tally could not be written");
    }
    Ok(())
}

fn migrated() -> Failure {
    Failure::refused(
        ErrorKind::Ledger,
        "a newer release of this library has changed it while it was open: update the library here too, and start the \
         process anew",
    )
}

fn gone() -> Failure {
    Failure::refused(
        ErrorKind::Ledger,
        "its file was removed or replaced while it was open; put it back, and start the process anew",
    )
}
