//! What Kotlin refuses, in the words of the core.

use twitter_feedback::{FeedbackError, Problem};

use crate::errors::{NativeError, NativeProblem};
use crate::guard::caught;

/// Refuses everything that Kotlin found wrong with a request (`what`), or with settings (none), in the words of the core.
#[uniffi::export]
pub fn refuse(what: Option<String>, problems: Vec<NativeProblem>) -> Result<(), NativeError> {
    caught(|| {
        let problems = problems.into_iter().map(|it| Problem::new(&it.field, it.rule, &it.given)).collect();
        Err(match what {
            Some(what) => FeedbackError::invalid(&what, problems),
            None => FeedbackError::misconfigured(problems),
        })
    })
}
