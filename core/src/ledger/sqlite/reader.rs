use std::sync::mpsc::Receiver;

use rusqlite::Connection;

use super::connection::{Purpose, connect};
use super::failure::Done;
use super::job::Job;
use super::ledger_file::LedgerFile;

/// Answers questions from a connection of its own, so that no question waits for a flush of the disk.
pub(super) struct Reader {
    file: LedgerFile,
    /// `None` after a failure that a new one may not have.
    connection: Option<Connection>,
}

impl Reader {
    pub(super) fn new(file: LedgerFile) -> Done<Self> {
        let connection = connect(file.path(), Purpose::Read)?;
        Ok(Self { file, connection: Some(connection) })
    }

    pub(super) fn run(mut self, jobs: Receiver<Box<dyn Job>>) {
        while let Ok(mut job) = jobs.recv() {
            let outcome = self.perform(job.as_mut());
            if outcome.as_ref().is_err_and(|failure| failure.poisons()) {
                self.connection = None;
            }
            job.answer(outcome.map_err(|failure| failure.about(self.file.path())));
        }
    }

    fn perform(&mut self, job: &mut dyn Job) -> Done<()> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(self.file.path(), Purpose::Read)?,
        };
        let connection = self.connection.insert(connection);
        // One transaction, so that several statements see one state.
        connection.prepare_cached("BEGIN")?.execute([])?;
        let outcome = job.run(connection);
        let ended = connection.prepare_cached("ROLLBACK").and_then(|mut end| end.execute([]));
        outcome.and(ended.map(|_| ()).map_err(Into::into))
    }
}
