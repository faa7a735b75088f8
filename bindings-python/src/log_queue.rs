//! Log records between the thread where they arise and the one that hands them to Python.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use twitter_feedback::Timestamp;

/// Records that wait at most; the oldest give way.
const MOST: usize = 10_000;

pub(crate) struct Record {
    pub(crate) at: Timestamp,
    /// As Python numbers them: 30 is a warning.
    pub(crate) level: u8,
    pub(crate) text: String,
}

/// Records on their way.
#[derive(Default)]
pub(crate) struct LogQueue(Mutex<VecDeque<Record>>);

impl LogQueue {
    /// Queues a record that arises now.
    pub(crate) fn push(&self, level: u8, text: String) {
        let mut waiting = self.lock();
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back(Record { at: SystemTime::now().into(), level, text });
    }

    pub(crate) fn take(&self) -> VecDeque<Record> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
