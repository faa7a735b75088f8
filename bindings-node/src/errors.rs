//! The one mapping of errors: a description as JSON, of which the TypeScript layer makes an instance of a class.

use std::error::Error as _;

use napi::Status;
use serde_json::{Value, json};
use twitter_feedback::{FeedbackError, Timestamp};

/// The description as text.
pub(crate) fn described(error: &FeedbackError) -> String {
    description(error).to_string()
}

fn description(error: &FeedbackError) -> Value {
    let cause = error.source().and_then(|source| source.downcast_ref::<FeedbackError>());
    let errors = error.errors().iter().map(|said| json!({ "code": said.code, "message": said.message }));
    let problems = error.problems().iter();
    let problems = problems.map(|it| json!({ "field": it.field, "rule": it.rule, "given": it.given }));
    json!({
        "kind": error.kind().as_str(),
        "message": error.message(),
        "text": error.to_string(),
        "status": error.status(),
        "errors": errors.collect::<Vec<_>>(),
        "requestId": error.request_id(),
        "retryAt": error.retry_at().map(Timestamp::as_millis),
        "retryable": error.retryable(),
        "problems": problems.collect::<Vec<_>>(),
        "jsonPath": error.json_path(),
        "body": error.body(),
        "cause": cause.map(description),
    })
}

pub(crate) trait OrThrow<T> {
    /// The value, or what is thrown at once: its message is the description.
    fn or_throw(self) -> napi::Result<T>;
}

impl<T, E: Into<FeedbackError>> OrThrow<T> for Result<T, E> {
    fn or_throw(self) -> napi::Result<T> {
        self.map_err(|error| napi::Error::new(Status::GenericFailure, described(&error.into())))
    }
}
