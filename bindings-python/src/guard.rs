//! A panic never crosses into Python as anything but an `InternalError`.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use twitter_feedback::{ErrorKind, FeedbackError};

use crate::errors;

thread_local! {
    /// Where the newest panic of this thread was. Its message is left out: nobody knows what stands in it.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes where a panic was instead of printing it on somebody else's terminal.
pub(crate) fn take_over_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let _ = PLACE.try_with(|noted| noted.replace(place));
    }));
}

/// Runs this and turns a panic into an `InternalError`.
pub(crate) fn caught<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    caught_panic(work).unwrap_or_else(|defect| Err(errors::raised(defect)))
}

/// Runs this; a panic is an error of the kind `internal`.
pub(crate) fn caught_panic<T>(work: impl FnOnce() -> T) -> Result<T, FeedbackError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| defect())
}

/// What is told of a panic that this thread has just caught.
pub(crate) fn defect() -> FeedbackError {
    let place = PLACE.with(RefCell::take).unwrap_or_else(|| "an unknown place".to_owned());
    FeedbackError::new(ErrorKind::Internal, format!("a defect in twitter-feedback, please report it: panic at {place}"))
}
