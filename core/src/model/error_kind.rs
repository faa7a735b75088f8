use std::fmt;

/// What went wrong, in one word. The same words name the error classes of every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Refused here before sending, or by the service; [`problems`](crate::FeedbackError::problems) lists the fields.
    InvalidRequest,
    /// Signature, token or clock.
    Authentication,
    /// The app or the account may not do this.
    Permission,
    /// No such feedback, user or page.
    NotFound,
    /// This person cannot be written to.
    CannotMessage,
    /// Too many requests; see [`retry_at`](crate::FeedbackError::retry_at).
    RateLimited,
    /// A create may have happened. It is never sent again; the cause has the underlying kind.
    OutcomeUnknown,
    /// The service failed, or answered what it never should.
    Server,
    /// Nothing was sent, or a read failed.
    Connection,
    /// No answer in time.
    Timeout,
    /// The answer could not be read; see [`json_path`](crate::FeedbackError::json_path) and [`body`](crate::FeedbackError::body).
    Decode,
    /// A webhook delivery that is unauthenticated or not an event.
    Webhook,
    /// The ledger could not be read or written.
    Ledger,
    /// A setting is missing or wrong.
    Configuration,
    /// A defect in this library.
    Internal,
}

impl ErrorKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [ErrorKind; 15] = [
        Self::InvalidRequest,
        Self::Authentication,
        Self::Permission,
        Self::NotFound,
        Self::CannotMessage,
        Self::RateLimited,
        Self::OutcomeUnknown,
        Self::Server,
        Self::Connection,
        Self::Timeout,
        Self::Decode,
        Self::Webhook,
        Self::Ledger,
        Self::Configuration,
        Self::Internal,
    ];

    /// The kind's name as every language spells it: `rate_limited`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Authentication => "authentication",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::CannotMessage => "cannot_message",
            Self::RateLimited => "rate_limited",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::Server => "server",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::Decode => "decode",
            Self::Webhook => "webhook",
            Self::Ledger => "ledger",
            Self::Configuration => "configuration",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
