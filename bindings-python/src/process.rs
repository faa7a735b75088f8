//! What belongs to one process and does not survive a fork: the runtime's threads, and what waits for them.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use arc_swap::ArcSwapOption;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::runtime::{Builder, Runtime};
use twitter_feedback::{ErrorKind, FeedbackError};
use twitter_feedback_bindings::LogQueue;

use crate::delivery::Deliveries;
use crate::guard::caught;

/// The one of this process, made when first needed. Read and replaced without a lock: a fork may come
/// at any moment, and a lock that another thread held then would stay locked in the child for ever.
static CURRENT: ArcSwapOption<Process> = ArcSwapOption::const_empty();

/// How often this process and those before it were forked.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// Threads at most: requests wait far more than they work, and a server may fork many workers.
const MOST_THREADS: usize = 4;

pub(crate) struct Process {
    id: u64,
    pub(crate) runtime: Runtime,
    pub(crate) deliveries: Deliveries,
    pub(crate) log: Arc<LogQueue>,
}

/// Tells processes apart, a child whose system counts its processes anew from its parent too.
pub(crate) fn id() -> u64 {
    (u64::from(GENERATION.load(Ordering::Relaxed)) << 32) | u64::from(std::process::id())
}

/// Asks to be told of forks.
pub(crate) fn watch_forks(py: Python<'_>) -> PyResult<()> {
    let hooks = PyDict::new(py);
    hooks.set_item("after_in_child", wrap_pyfunction!(after_fork, py)?)?;
    match py.import("os")?.getattr_opt("register_at_fork")? {
        Some(register) => register.call((), Some(&hooks)).map(drop),
        None => Ok(()),
    }
}

#[pyfunction]
fn after_fork() -> PyResult<()> {
    caught(|| {
        GENERATION.fetch_add(1, Ordering::Relaxed);
        Ok(())
    })
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
        let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_THREADS);
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(threads).thread_name("twitter-feedback").enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let log = Arc::<LogQueue>::default();
        let deliveries = Deliveries::start(Arc::clone(&log)).map_err(failed)?;
        Ok(Self { id: id(), runtime, deliveries, log })
    }
}
