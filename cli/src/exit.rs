use std::io::Write;

use twitter_feedback::{ErrorKind, FeedbackError};

pub(crate) const DONE: u8 = 0;
pub(crate) const USAGE: u8 = 2;
const ACCESS: u8 = 3;
const RATE_LIMITED: u8 = 4;
const OUTCOME_UNKNOWN: u8 = 5;
const SERVICE: u8 = 6;
const LEDGER: u8 = 7;
const DEFECT: u8 = 70;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// Something that only a mistake of ours can cause.
    pub(crate) fn defect(message: impl Into<String>) -> Self {
        Self { code: DEFECT, message: message.into() }
    }

    /// A file of the user's that cannot be written, an address in use.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { code: USAGE, message: message.into() }
    }

    /// Nobody can tell whether the person was asked.
    pub(crate) fn outcome_unknown(message: impl Into<String>) -> Self {
        Self { code: OUTCOME_UNKNOWN, message: message.into() }
    }

    /// Data that could not be written, although the work was done.
    pub(crate) fn output(message: impl Into<String>) -> Self {
        Self { code: SERVICE, message: message.into() }
    }

    /// What was told on stdout and needs no words on stderr.
    pub(crate) fn told_already(error: FeedbackError) -> Self {
        Self { message: String::new(), ..Self::from(error) }
    }

    /// The service cannot be reached, as stdout says.
    pub(crate) fn host_failed() -> Self {
        Self { code: SERVICE, message: String::new() }
    }

    /// The service lets this app or account do less than it has to, as stdout says.
    pub(crate) fn access_failed() -> Self {
        Self { code: ACCESS, message: String::new() }
    }

    /// The reader of stdout has seen enough: the end, and no failure.
    pub(crate) fn nobody_reads() -> Self {
        Self { code: DONE, message: String::new() }
    }

    /// What happened, for people.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Tells stderr and returns the exit code.
    pub(crate) fn report(&self) -> u8 {
        if !self.message.is_empty() {
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(std::io::stderr(), "error: {}", self.message);
        }
        self.code
    }
}

impl From<FeedbackError> for Failure {
    fn from(error: FeedbackError) -> Self {
        let code = match error.kind() {
            ErrorKind::InvalidRequest | ErrorKind::Configuration => USAGE,
            ErrorKind::Authentication | ErrorKind::Permission => ACCESS,
            ErrorKind::RateLimited => RATE_LIMITED,
            ErrorKind::OutcomeUnknown => OUTCOME_UNKNOWN,
            ErrorKind::Ledger => LEDGER,
            ErrorKind::Internal => DEFECT,
            _ => SERVICE,
        };
        Self { code, message: error.to_string() }
    }
}
