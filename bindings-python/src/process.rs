//! What belongs to one process and does not survive a fork: the runtime's threads, and what waits for them.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use tokio::runtime::{Builder, Runtime};
use twitter_feedback::{ErrorKind, FeedbackError};

use crate::delivery::Deliveries;
use crate::ending::Visitors;
use crate::logging::LogQueue;

/// The one of this process, made when first needed. Read and replaced without a lock: a fork may come
/// at any moment, and a lock that another thread held then would stay locked in the child for ever.
static CURRENT: ArcSwapOption<Process> = ArcSwapOption::const_empty();

pub(crate) struct Process {
    id: u32,
    pub(crate) runtime: Runtime,
    pub(crate) deliveries: Deliveries,
    pub(crate) log: LogQueue,
    pub(crate) visitors: Visitors,
}

pub(crate) fn id() -> u32 {
    std::process::id()
}

/// This process's runtime and queues; a child gets its own.
pub(crate) fn current() -> Result<Arc<Process>, FeedbackError> {
    let known = CURRENT.load_full();
    if let Some(process) = known.as_ref().filter(|process| process.id == id()) {
        return Ok(Arc::clone(process));
    }
    let made = Arc::new(Process::new()?);
    let before = CURRENT.compare_and_swap(&known, Some(Arc::clone(&made)));
    match before.as_ref() {
        // Another thread was faster. This one's runtime ends when it is dropped: nothing runs on it.
        Some(other) if other.id == id() => Ok(Arc::clone(other)),
        _ => {
            // The parent's: its threads are not here, and waiting for them would never end.
            std::mem::forget(known);
            Ok(made)
        }
    }
}

/// The same, where there is one yet.
pub(crate) fn if_any() -> Option<Arc<Process>> {
    CURRENT.load_full().filter(|process| process.id == id())
}

impl Process {
    fn new() -> Result<Self, FeedbackError> {
        let failed = |error: std::io::Error| {
            FeedbackError::new(ErrorKind::Internal, format!("no threads could be started: {error}"))
        };
        let runtime =
            Builder::new_multi_thread().thread_name("twitter-feedback").enable_all().build().map_err(failed)?;
        Ok(Self {
            id: id(),
            runtime,
            deliveries: Deliveries::start().map_err(failed)?,
            log: LogQueue::default(),
            visitors: Visitors::default(),
        })
    }
}
