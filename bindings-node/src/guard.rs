//! Every export goes through here, so that no panic crosses.

use twitter_feedback::FeedbackError;
use twitter_feedback_bindings::caught_panic;

use crate::errors::OrThrow;

/// Runs this; its error, or its panic as one of the kind `internal`, is thrown.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, FeedbackError>) -> napi::Result<T> {
    caught_panic(work).and_then(|outcome| outcome).or_throw()
}
