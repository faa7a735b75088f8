use crate::model::{ErrorKind, FeedbackError};

/// Without a runtime the HTTP client would panic.
pub(crate) fn require_runtime() -> Result<(), FeedbackError> {
    tokio::runtime::Handle::try_current().map(drop).map_err(|_| {
        FeedbackError::new(ErrorKind::Configuration, "this must be called inside a tokio runtime, and none is current")
    })
}
