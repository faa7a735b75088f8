//! The one mapping of errors: a description, of which Kotlin makes an exception of the kind's class.

use std::error::Error as _;
use std::iter::successors;

use twitter_feedback::FeedbackError;

use crate::times::Moment;

/// What is thrown.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum NativeError {
    /// The error, and behind it what caused it.
    #[error("{chain:?}")]
    Failed { chain: Vec<Failure> },
}

#[derive(Debug, uniffi::Record)]
pub struct Failure {
    pub kind: String,
    /// Not `message`: an exception has one of its own.
    pub msg: String,
    /// With status and codes, control characters shown.
    pub shown: String,
    pub status: Option<u16>,
    pub errors: Vec<NativeServiceMessage>,
    pub request_id: Option<String>,
    pub retry_at: Option<Moment>,
    pub retryable: bool,
    pub problems: Vec<NativeProblem>,
    pub json_path: Option<String>,
    pub body: Option<String>,
}

#[derive(Debug, uniffi::Record)]
pub struct NativeServiceMessage {
    pub code: Option<i64>,
    pub text: String,
}

#[derive(Debug, uniffi::Record)]
pub struct NativeProblem {
    pub field: String,
    pub rule: String,
    pub given: String,
}

impl From<FeedbackError> for NativeError {
    fn from(error: FeedbackError) -> Self {
        Self::Failed { chain: successors(Some(&error), |error| cause(error)).map(Failure::from).collect() }
    }
}

fn cause(error: &FeedbackError) -> Option<&FeedbackError> {
    error.source().and_then(|source| source.downcast_ref())
}

impl From<&FeedbackError> for Failure {
    fn from(error: &FeedbackError) -> Self {
        let errors = error.errors().iter();
        let problems = error.problems().iter();
        Self {
            kind: error.kind().as_str().to_owned(),
            msg: error.message().to_owned(),
            shown: error.to_string(),
            status: error.status(),
            errors: errors.map(|it| NativeServiceMessage { code: it.code, text: it.message.clone() }).collect(),
            request_id: error.request_id().map(str::to_owned),
            retry_at: error.retry_at().map(Moment::from),
            retryable: error.retryable(),
            problems: problems
                .map(|it| NativeProblem { field: it.field.clone(), rule: it.rule.clone(), given: it.given.clone() })
                .collect(),
            json_path: error.json_path().map(str::to_owned),
            body: error.body().map(str::to_owned),
        }
    }
}
