use super::call::{Call, Operation};
use super::client_handle::Client;
use crate::model::{ErrorKind, FeedbackError, Timestamp};

impl Client {
    /// The service's own time, to the second, from the `Date` of a small unsigned request.
    ///
    /// # Errors
    /// `connection` or `timeout` without an answer; `decode` for an answer without a date.
    pub async fn service_time(&self) -> Result<Timestamp, FeedbackError> {
        let mut call = Call::new(Operation::VerifyCredentials, Vec::new());
        // Any answer will do, a refusal too, so no limit of the account need be spent on it.
        call.signed = false;
        let answer = self.read(call).await?;
        answer.date().ok_or_else(|| {
            FeedbackError::new(ErrorKind::Decode, "the answer has no readable Date").with_status(answer.status)
        })
    }
}
