//! A panic never crosses into another language as anything but an error of the kind `internal`.

use std::cell::RefCell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::FutureExt;
use twitter_feedback::{ErrorKind, FeedbackError};

thread_local! {
    /// Where the newest panic of this thread was. Its message is left out: nobody knows what stands in it.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes where a panic was instead of printing it on somebody else's terminal.
pub fn take_over_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let _ = PLACE.try_with(|noted| noted.replace(place));
    }));
}

/// Runs this; a panic is an error of the kind `internal`.
///
/// # Errors
/// `internal`, naming the place.
pub fn caught_panic<T>(work: impl FnOnce() -> T) -> Result<T, FeedbackError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| defect())
}

/// The same for work that is waited for.
///
/// # Errors
/// Those of the work, and `internal`.
pub async fn guarded<T>(work: impl Future<Output = Result<T, FeedbackError>>) -> Result<T, FeedbackError> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(defect()))
}

/// What is told of a panic that this thread has just caught.
#[must_use]
pub fn defect() -> FeedbackError {
    let place = PLACE.with(RefCell::take).unwrap_or_else(|| "an unknown place".to_owned());
    FeedbackError::new(ErrorKind::Internal, format!("a defect in twitter-feedback, please report it: panic at {place}"))
}
