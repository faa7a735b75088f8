//! What can go wrong when the sandbox is driven.

use std::fmt::Display;

use twitter_feedback::{ErrorKind, FeedbackError, Problem};

/// An error of the sandbox's own interface; the emulated service answers with its own errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The loopback port could not be taken.
    #[error("port {port} on 127.0.0.1 could not be bound: {source}")]
    Bind {
        /// The port that was asked for; 0 means any free one.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The sandbox was started outside a tokio runtime.
    #[error("the sandbox must be started inside a tokio runtime with I/O and time enabled")]
    NoRuntime,
    /// A value breaks a rule.
    #[error("{field} {rule}; given: {value}")]
    Invalid {
        /// The field's name.
        field: &'static str,
        /// The rule that it breaks.
        rule: String,
        /// What was given, shortened to 200 characters.
        value: String,
    },
    /// No feedback has this id.
    #[error("feedback_id must name a feedback of this sandbox; given: {feedback_id}")]
    UnknownFeedback {
        /// The id that was given, shortened to 200 characters.
        feedback_id: String,
    },
    /// The feedback was answered before, with another value: answers are immutable (doc).
    #[error("{field} of feedback {feedback_id} is immutable once submitted: it is {kept}, given: {value}")]
    AlreadyAnswered {
        /// The feedback.
        feedback_id: String,
        /// `score` or `text`.
        field: &'static str,
        /// The value that stays.
        kept: String,
        /// The value that was refused, shortened to 200 characters.
        value: String,
    },
    /// The card was dismissed or answered before, so its customer can no longer do this.
    #[error("feedback_id must name a card that is still open; {feedback_id} was {closed_by} before")]
    CardClosed {
        /// The feedback.
        feedback_id: String,
        /// `dismissed` or `answered`.
        closed_by: &'static str,
    },
    /// No request token is waiting for the button under this name: it is unknown, used, cancelled or older than
    /// 15 minutes. The token itself is not told.
    #[error("oauth_token must be a request token that is neither used nor cancelled nor 15 minutes old")]
    UnknownRequestToken,
}

/// What a binding tells its users, in the words of the client's errors.
impl From<SandboxError> for FeedbackError {
    fn from(error: SandboxError) -> Self {
        let message = error.to_string();
        match error {
            SandboxError::Bind { .. } => Self::new(ErrorKind::Configuration, message),
            SandboxError::NoRuntime => Self::new(ErrorKind::Internal, message),
            SandboxError::UnknownFeedback { .. } | SandboxError::UnknownRequestToken => {
                Self::new(ErrorKind::NotFound, message)
            }
            SandboxError::CardClosed { feedback_id, closed_by } => {
                let rule = format!("must name a card that is still open; it was {closed_by} before");
                Self::invalid("the order", vec![Problem::new("feedback_id", rule, &feedback_id)])
            }
            SandboxError::Invalid { field, rule, value } => {
                Self::invalid("the order", vec![Problem::new(field, rule, &value)])
            }
            SandboxError::AlreadyAnswered { field, kept, value, .. } => {
                let rule = format!("is immutable once submitted: it is {kept}");
                Self::invalid("the answer", vec![Problem::new(field, rule, &value)])
            }
        }
    }
}

impl SandboxError {
    pub(crate) fn invalid(field: &'static str, rule: impl Into<String>, value: impl Display) -> Self {
        Self::Invalid { field, rule: rule.into(), value: shortened(value) }
    }

    pub(crate) fn unknown_feedback(feedback_id: impl Display) -> Self {
        Self::UnknownFeedback { feedback_id: shortened(feedback_id) }
    }

    pub(crate) fn closed(feedback_id: u64, closed_by: &'static str) -> Self {
        Self::CardClosed { feedback_id: feedback_id.to_string(), closed_by }
    }
}

/// At most 200 characters: an error must not carry a megabyte that somebody sent.
pub(crate) fn shortened(value: impl Display) -> String {
    value.to_string().chars().take(200).collect()
}
