//! What TypeScript refuses, in the words of the core.

use napi_derive::napi;
use twitter_feedback::{FeedbackError, Problem};

use crate::errors::described;
use crate::guard::caught;

/// One field that was refused in TypeScript.
#[napi(object, object_to_js = false)]
pub struct NativeProblem {
    pub field: String,
    pub rule: String,
    pub given: String,
}

/// Describes the refusal of everything that is wrong with a request (`what`), or with settings (none).
#[napi]
pub fn refusal(what: Option<String>, problems: Vec<NativeProblem>) -> napi::Result<String> {
    caught(|| {
        let problems = problems.into_iter().map(|it| Problem::new(&it.field, it.rule, &it.given)).collect();
        Ok(described(&match what {
            Some(what) => FeedbackError::invalid(&what, problems),
            None => FeedbackError::misconfigured(problems),
        }))
    })
}
