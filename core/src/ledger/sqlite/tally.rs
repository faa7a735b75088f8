use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::failure::{Done, Failure};
use super::ledger_file::LedgerFile;
use crate::failpoint::failpoint;
use crate::model::ErrorKind;

const LENGTH: usize = 16;

/// How many commits a ledger has, written beside it after each of them, so that one which was rolled back, put
/// in another's place, or lost its write-ahead log is noticed.
///
/// It is not flushed: after a power cut it lags behind the ledger, which is never an alarm.
#[derive(Debug)]
pub(super) struct Tally {
    path: PathBuf,
    file: File,
}

impl Tally {
    /// # Errors
    /// What opening or making it fails with.
    pub(super) fn open(of: &LedgerFile) -> io::Result<Self> {
        let path = of.tally();
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { file: options.open(&path)?, path })
    }

    /// Read it *before* the ledger: then the ledger is the younger of the two.
    pub(super) fn read(&self) -> io::Result<Reading> {
        let mut bytes = Vec::with_capacity(LENGTH);
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        file.take(64).read_to_end(&mut bytes)?;
        Ok(Reading(bytes))
    }

    /// After the commit of this number, and before anybody is told of it.
    pub(super) fn write(&self, ledger_id: i64, commits: i64) -> io::Result<()> {
        failpoint("tally.before");
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&encode(ledger_id, commits))?;
        failpoint("tally.written");
        Ok(())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// What the tally's file held.
#[derive(Debug)]
pub(super) struct Reading(Vec<u8>);

impl Reading {
    /// # Errors
    /// Where the ledger is not the one that was tallied last, or is older.
    pub(super) fn check(&self, tally: &Path, ledger_id: i64, commits: i64) -> Done<()> {
        // Made a moment ago, or all that a power cut left of it.
        if self.0.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        let tally = tally.display();
        let counted = self.0.first_chunk().map(|bytes| i64::from_le_bytes(*bytes)).unwrap_or_default();
        if self.0 != encode(ledger_id, counted) {
            return Err(Failure::refused(
                ErrorKind::Ledger,
                format!(
                    "the file {tally} beside it belongs to another ledger or is damaged. Where this ledger is the right \
                     one and complete, delete that file, and it is made anew"
                ),
            ));
        }
        if commits < counted {
            return Err(Failure::refused(
                ErrorKind::Ledger,
                format!(
                    "it is older than it was: it has {commits} commits and had {counted}. It was restored from a backup \
                     or lost its -wal file, and people might be asked twice. To go on with what it has all the same, \
                     delete {tally}"
                ),
            ));
        }
        Ok(())
    }
}

fn encode(ledger_id: i64, commits: i64) -> [u8; LENGTH] {
    let mut digest = Sha256::new_with_prefix("twitter-feedback tally");
    digest.update(ledger_id.to_le_bytes());
    digest.update(commits.to_le_bytes());
    let mut bytes = [0; LENGTH];
    let (number, check) = bytes.split_at_mut(LENGTH / 2);
    number.copy_from_slice(&commits.to_le_bytes());
    for (to, from) in check.iter_mut().zip(digest.finalize()) {
        *to = from;
    }
    bytes
}
