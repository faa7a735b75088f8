//! The one runtime of this process, made when first needed. It ends with the process.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};
use twitter_feedback::{ErrorKind, FeedbackError};

/// Threads at most: requests wait far more than they work.
const MOST_THREADS: usize = 4;

pub(crate) fn runtime() -> Result<&'static Runtime, FeedbackError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).clamp(2, MOST_THREADS);
    let mut builder = Builder::new_multi_thread();
    let made = builder.worker_threads(threads).thread_name("twitter-feedback").enable_all().build();
    let made =
        made.map_err(|error| FeedbackError::new(ErrorKind::Internal, format!("no threads could be started: {error}")))?;
    // Another thread may have been faster; then this one, on which nothing runs, is let go.
    Ok(RUNTIME.get_or_init(|| made))
}
