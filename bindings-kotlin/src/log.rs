//! The library's log records on their way to Kotlin, of which one thread waits for them here.

use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};

use twitter_feedback_bindings::{LogQueue, Record, listen};

use crate::errors::NativeError;
use crate::guard::caught;
use crate::times::Moment;

static QUEUE: LazyLock<LogQueue> = LazyLock::new(LogQueue::default);
/// The number of the thread that is to wait; another one's waiting ends.
static LISTENER: Mutex<u32> = Mutex::new(0);
static BELL: Condvar = Condvar::new();

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
        listen(level.map(i64::from), hear);
        let mut listener = lock();
        *listener = listener.wrapping_add(1);
        BELL.notify_all();
        Ok(*listener)
    })
}

/// Waits for records; nothing once it is another thread's turn to wait.
#[uniffi::export]
pub fn wait_for_log(number: u32) -> Result<Option<Vec<NativeLogRecord>>, NativeError> {
    caught(|| {
        let mut listener = lock();
        while *listener == number {
            let waiting = taken();
            if !waiting.is_empty() {
                return Ok(Some(waiting));
            }
            listener = BELL.wait(listener).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(None)
    })
}

/// The records that wait now.
#[uniffi::export]
pub fn take_log() -> Result<Vec<NativeLogRecord>, NativeError> {
    caught(|| Ok(taken()))
}

fn hear(record: Record) {
    if QUEUE.push(record) {
        // Locked, so that nobody is between having looked and waiting.
        drop(lock());
        BELL.notify_all();
    }
}

fn taken() -> Vec<NativeLogRecord> {
    let one = |record: Record| NativeLogRecord { at: record.at.into(), level: record.level, text: record.text };
    QUEUE.take().into_iter().map(one).collect()
}

fn lock() -> MutexGuard<'static, u32> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}
