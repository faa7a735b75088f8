use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::{ErrorKind, Problem, ServiceMessage, Timestamp};

/// How much of an answer's body an error keeps, in bytes.
const BODY_KEPT: usize = 1024;

/// What is kept until credentials have been blotted out, in bytes: a secret cut in two would not be found.
const BODY_KEPT_AT_FIRST: usize = 2 * BODY_KEPT;

/// What every operation of this library can fail with.
///
/// One struct for everything: decide by [`kind`](Self::kind), look closer through the other attributes.
/// Nothing in it, its `Debug` output included, is made from a secret.
#[derive(thiserror::Error)]
#[error("{details}")]
pub struct FeedbackError {
    // Boxed, so that a `Result` of a small answer stays small.
    details: Box<Details>,
    #[source]
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Debug)]
struct Details {
    kind: ErrorKind,
    message: String,
    status: Option<u16>,
    errors: Vec<ServiceMessage>,
    request_id: Option<String>,
    retry_at: Option<Timestamp>,
    retryable: bool,
    problems: Vec<Problem>,
    json_path: Option<String>,
    body: Option<String>,
}

impl FeedbackError {
    /// An error of this kind. The message is a sentence for people; it must hold no secret.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            details: Box::new(Details {
                kind,
                message: message.into(),
                status: None,
                errors: Vec::new(),
                request_id: None,
                retry_at: None,
                retryable: false,
                problems: Vec::new(),
                json_path: None,
                body: None,
            }),
            source: None,
        }
    }

    /// Refusal of everything that is wrong with a request, all at once.
    pub fn invalid(what: &str, problems: Vec<Problem>) -> Self {
        Self::of_problems(ErrorKind::InvalidRequest, &format!("{what} was refused before sending: "), problems)
    }

    /// Refusal of everything that is wrong with settings, all at once.
    pub fn misconfigured(problems: Vec<Problem>) -> Self {
        Self::of_problems(ErrorKind::Configuration, "", problems)
    }

    /// An error whose message lists all problems behind these words.
    fn of_problems(kind: ErrorKind, words: &str, problems: Vec<Problem>) -> Self {
        let listed: Vec<String> = problems.iter().map(Problem::to_string).collect();
        let mut error = Self::new(kind, format!("{words}{}", listed.join("; ")));
        error.details.problems = problems;
        error
    }

    /// What went wrong, in one word.
    pub fn kind(&self) -> ErrorKind {
        self.details.kind
    }

    /// The sentence without status and codes.
    pub fn message(&self) -> &str {
        &self.details.message
    }

    /// The answer's HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.details.status
    }

    /// Every error of the service's body, in its order.
    pub fn errors(&self) -> &[ServiceMessage] {
        &self.details.errors
    }

    /// The service's own error codes, in its order.
    pub fn codes(&self) -> Vec<i64> {
        self.errors().iter().filter_map(|e| e.code).collect()
    }

    /// The service's id of the request (`x-transaction-id`), for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.details.request_id.as_deref()
    }

    /// When asking again can succeed, where that is known.
    pub fn retry_at(&self) -> Option<Timestamp> {
        self.details.retry_at
    }

    /// Whether the same call can succeed later without a change. Never true for [`ErrorKind::OutcomeUnknown`].
    pub fn retryable(&self) -> bool {
        self.details.retryable
    }

    /// Whether a person may have been asked. True exactly for [`ErrorKind::OutcomeUnknown`].
    pub fn maybe_sent(&self) -> bool {
        self.kind() == ErrorKind::OutcomeUnknown
    }

    /// The fields that were refused, all of them.
    pub fn problems(&self) -> &[Problem] {
        &self.details.problems
    }

    /// Where in the answer's JSON reading failed: `events[3].feedback.id`.
    pub fn json_path(&self) -> Option<&str> {
        self.details.json_path.as_deref()
    }

    /// The first KiB of the answer's body, credentials blotted out.
    pub fn body(&self) -> Option<&str> {
        self.details.body.as_deref().map(|body| start(body, BODY_KEPT))
    }

    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.details.status = Some(status);
        self
    }

    pub(crate) fn with_errors(mut self, errors: Vec<ServiceMessage>) -> Self {
        self.details.errors = errors;
        self
    }

    pub(crate) fn with_request_id(mut self, id: Option<String>) -> Self {
        self.details.request_id = id;
        self
    }

    pub(crate) fn with_retry_at(mut self, at: Option<Timestamp>) -> Self {
        self.details.retry_at = at;
        self
    }

    pub(crate) fn with_retryable(mut self, retryable: bool) -> Self {
        self.details.retryable = retryable;
        self
    }

    pub(crate) fn with_json_path(mut self, path: impl Into<String>) -> Self {
        self.details.json_path = Some(path.into());
        self
    }

    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.details.body = Some(beginning(body));
        self
    }

    /// Rewrites every text that came from outside, in the causes too.
    pub(crate) fn map_texts(mut self, rewrite: &dyn Fn(&str) -> Cow<'_, str>) -> Self {
        let apply = |text: &mut String| {
            if let Cow::Owned(rewritten) = rewrite(text) {
                *text = rewritten;
            }
        };
        let details = &mut *self.details;
        apply(&mut details.message);
        details.errors.iter_mut().for_each(|error| apply(&mut error.message));
        details.request_id.iter_mut().for_each(apply);
        details.json_path.iter_mut().for_each(apply);
        details.body.iter_mut().for_each(apply);
        if let Some(body) = &mut details.body {
            *body = start(body, BODY_KEPT).to_owned();
        }
        self.source = self.source.map(|source| match source.downcast::<FeedbackError>() {
            Ok(cause) => Box::new(cause.map_texts(rewrite)) as Box<dyn StdError + Send + Sync>,
            Err(other) => other,
        });
        self
    }

    /// Wraps what happened to a create whose outcome nobody can tell.
    pub(crate) fn into_outcome_unknown(self) -> Self {
        let details = &self.details;
        let mut unknown = Self::new(
            ErrorKind::OutcomeUnknown,
            format!("the person may have been asked, and nothing is sent again: {}", details.message),
        );
        unknown.details.status = details.status;
        unknown.details.errors.clone_from(&details.errors);
        unknown.details.request_id.clone_from(&details.request_id);
        unknown.details.body.clone_from(&details.body);
        unknown.with_source(self)
    }
}

/// The first bytes as text.
fn beginning(body: &[u8]) -> String {
    let kept = body.get(..BODY_KEPT_AT_FIRST).unwrap_or(body);
    String::from_utf8_lossy(kept).into_owned()
}

/// The first `most` bytes of a text, or a few less: never half a character.
fn start(text: &str, most: usize) -> &str {
    let end =
        text.char_indices().map(|(at, character)| at + character.len_utf8()).take_while(|end| *end <= most).last();
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}

impl fmt::Debug for FeedbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedbackError").field("details", &self.details).field("source", &self.source).finish()
    }
}

impl fmt::Display for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The service's words end on terminals: control characters are shown, not obeyed.
        for character in self.message.chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_debug())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        write!(f, " [{}", self.kind)?;
        if let Some(status) = self.status {
            write!(f, ", HTTP {status}")?;
        }
        for code in self.errors.iter().filter_map(|e| e.code) {
            write!(f, ", code {code}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, ", request {}", id.escape_debug())?;
        }
        if let Some(at) = self.retry_at {
            write!(f, ", again at {at}")?;
        }
        f.write_str("]")
    }
}
