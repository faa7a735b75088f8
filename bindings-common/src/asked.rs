//! What comes behind a create that has happened.

use twitter_feedback::{ErrorKind, FeedbackError};

use crate::panics::caught_panic;

/// Runs this for the answer of a create: the person was asked, and whatever goes wrong must not say otherwise.
///
/// # Errors
/// `outcome_unknown` for whatever went wrong.
pub fn after_asking<T>(make: impl FnOnce() -> Result<T, FeedbackError>) -> Result<T, FeedbackError> {
    caught_panic(make).and_then(|made| made).map_err(|defect| {
        let why = format!("the person was asked, and what the service answered is lost: {}", defect.message());
        FeedbackError::new(ErrorKind::OutcomeUnknown, why)
    })
}
