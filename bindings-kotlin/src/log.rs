//! The library's log records on their way to Kotlin, of which one thread waits for them here.

use std::collections::HashMap;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};

use twitter_feedback_bindings::{LogQueue, Record, listen};

use crate::errors::NativeError;
use crate::guard::caught;
use crate::times::Moment;

static QUEUE: LazyLock<LogQueue> = LazyLock::new(LogQueue::default);
static TURNS: LazyLock<Mutex<Turns>> = LazyLock::new(Mutex::default);
static BELL: Condvar = Condvar::new();

/// Whose turn it is to hear the log.
#[derive(Default)]
struct Turns {
    /// The number of the thread that is to wait; another one's waiting ends.
    current: u32,
    /// The level that is wanted, as `Record::level` numbers it; none where nobody listens.
    level: Option<u8>,
    /// What arose in earlier turns and was not yet handed over, by their numbers.
    left: HashMap<u32, Vec<NativeLogRecord>>,
}

#[derive(uniffi::Record)]
pub struct NativeLogRecord {
    pub at: Moment,
    /// As `Record::level` numbers it.
    pub level: u8,
    pub text: String,
}

/// Wants records from this level on; none wants no more. Returns the number of the thread that is to wait from now on.
#[uniffi::export]
pub fn listen_to_log(level: Option<u8>) -> Result<u32, NativeError> {
    caught(|| {
        let mut turns = lock();
        let left = turns.taken();
        if !left.is_empty() {
            let before = turns.current;
            turns.left.insert(before, left);
        }
        listen(level.map(i64::from), hear);
        turns.level = level;
        turns.current = turns.current.wrapping_add(1);
        BELL.notify_all();
        Ok(turns.current)
    })
}

/// Waits for records; nothing once it is another thread's turn, and all that arose in this one's was handed over.
#[uniffi::export]
pub fn wait_for_log(number: u32) -> Result<Option<Vec<NativeLogRecord>>, NativeError> {
    caught(|| {
        let mut turns = lock();
        while turns.current == number {
            let waiting = turns.taken();
            if !waiting.is_empty() {
                return Ok(Some(waiting));
            }
            turns = BELL.wait(turns).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(turns.left.remove(&number))
    })
}

fn hear(record: Record) {
    if QUEUE.push(record) {
        // Locked, so that nobody is between having looked and waiting.
        drop(lock());
        BELL.notify_all();
    }
}

impl Turns {
    /// The records that wait. One that arose just before the level was changed is not wanted any more.
    fn taken(&self) -> Vec<NativeLogRecord> {
        let wanted = |record: &Record| self.level.is_some_and(|level| record.level >= level);
        let one = |record: Record| NativeLogRecord { at: record.at.into(), level: record.level, text: record.text };
        QUEUE.take().into_iter().filter(wanted).map(one).collect()
    }
}

fn lock() -> MutexGuard<'static, Turns> {
    TURNS.lock().unwrap_or_else(PoisonError::into_inner)
}
