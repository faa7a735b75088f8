use std::path::Path;

use rusqlite::ErrorCode;

use crate::model::{ErrorKind, FeedbackError};

pub(super) type Done<T> = Result<T, Failure>;

/// Why something did not happen, before the ledger's name is put to it.
#[derive(Debug)]
pub(super) enum Failure {
    Database(rusqlite::Error),
    /// A finished sentence would need the ledger's path, which comes with [`Failure::about`].
    Refused(ErrorKind, String),
    /// Whoever asked named an attempt that is not there.
    NoAttempt(i64),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<FeedbackError> for Failure {
    fn from(error: FeedbackError) -> Self {
        Self::Refused(ErrorKind::Ledger, error.message().to_owned())
    }
}

impl Failure {
    pub(super) fn refused(kind: ErrorKind, rule: impl Into<String>) -> Self {
        Self::Refused(kind, rule.into())
    }

    /// What is in the file cannot be what was written there.
    pub(super) fn damaged(what: &str) -> Self {
        Self::Refused(ErrorKind::Ledger, format!("it is damaged: {what}; restore it from a backup"))
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Database(error) => error.sqlite_error_code(),
            Self::Refused(..) | Self::NoAttempt(_) => None,
        }
    }

    /// Whether the connection may believe what is not so. After a failed write or flush the system forgets
    /// that it failed, so that a second one succeeds and proves nothing.
    pub(super) fn poisons(&self) -> bool {
        !matches!(
            self.code(),
            None | Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::ConstraintViolation)
        )
    }

    /// As everybody is told. It can be said to several callers.
    pub(super) fn about(&self, path: &Path) -> FeedbackError {
        let path = path.display();
        let (error, code) = match self {
            Self::Refused(kind, rule) => {
                return FeedbackError::new(*kind, format!("the ledger {path} cannot be used: {rule}"));
            }
            Self::NoAttempt(id) => {
                return FeedbackError::new(ErrorKind::Ledger, format!("the ledger has no attempt {id}"));
            }
            Self::Database(error) => (error, self.code()),
        };
        let told = match code {
            Some(ErrorCode::DiskFull) => {
                format!(
                    "the disk of the ledger {path} is full, and nothing of this was recorded: make room, call again"
                )
            }
            Some(ErrorCode::SystemIoFailure) => {
                format!(
                    "the ledger {path} could not be read or written, and nothing of this was recorded: look at its disk"
                )
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                format!("the ledger {path} is damaged: restore it from a backup; nothing is sent until then")
            }
            Some(ErrorCode::NotADatabase) => {
                format!("{path} is no ledger, or a damaged one: name another file, or restore it from a backup")
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                format!("another process has held the ledger {path} for too long: look for one that hangs, call again")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => format!(
                "the ledger {path} cannot be opened for writing: this user must be allowed to write it, the files \
                 beside it, and its folder"
            ),
            _ => format!("the ledger {path} failed"),
        };
        let busy = matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked));
        FeedbackError::new(ErrorKind::Ledger, told).with_source(error.to_string()).with_retryable(busy)
    }
}
