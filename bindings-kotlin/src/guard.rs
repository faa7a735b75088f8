//! Every export goes through here, so that no panic crosses.

use twitter_feedback::FeedbackError;
use twitter_feedback_bindings::{caught_panic, take_over_panics};

use crate::errors::NativeError;

/// Runs this; its error, or its panic as one of the kind `internal`, is thrown.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, FeedbackError>) -> Result<T, NativeError> {
    Ok(caught_panic(work).and_then(|outcome| outcome)?)
}

/// To be called once, before anything else: panics are told as errors, not printed.
#[uniffi::export]
pub fn initialize() {
    take_over_panics();
}
