//! The one runtime of this process, shared by its JavaScript threads and made when first needed. It ends with the process.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};
use twitter_feedback::{ErrorKind, FeedbackError};

/// One thread drives all connections: it keeps up with what JavaScript can take on its one, and more of them cost more
/// than they bring (measured: a tenth of the CPU for each page).
const THREADS: usize = 1;

pub(crate) fn runtime() -> Result<&'static Runtime, FeedbackError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let made = Builder::new_multi_thread().worker_threads(THREADS).thread_name("twitter-feedback").enable_all().build();
    let made =
        made.map_err(|error| FeedbackError::new(ErrorKind::Internal, format!("no threads could be started: {error}")))?;
    // Another thread may have been faster; then this one, on which nothing runs, is let go.
    Ok(RUNTIME.get_or_init(|| made))
}
