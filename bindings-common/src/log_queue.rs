//! Log records between the thread where they arise and the one that hands them over.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use twitter_feedback::Timestamp;

/// Records that wait at most; the oldest give way.
const MOST: usize = 10_000;

/// One record of the log.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Record {
    /// When it arose.
    pub at: Timestamp,
    /// Error 40, warning 30, info 20, debug 10, trace 5.
    pub level: u8,
    /// What it says; never a secret.
    pub text: String,
}

/// Records on their way.
#[derive(Debug, Default)]
pub struct LogQueue(Mutex<VecDeque<Record>>);

impl LogQueue {
    /// Queues a record; says whether it is the first that waits.
    pub fn push(&self, record: Record) -> bool {
        let mut waiting = self.lock();
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back(record);
        waiting.len() == 1
    }

    /// Takes everything that waits.
    pub fn take(&self) -> VecDeque<Record> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
