use super::call::{Call, Operation};
use super::client_handle::Client;
use super::reply::Reply;
use crate::model::prompt_rules::decimal_id;
use crate::model::{Feedback, FeedbackError, Problem, reading};

impl Client {
    /// One feedback as it is now. Limit of the service (doc): 180 in 15 minutes.
    ///
    /// # Errors
    /// `not_found` for an id that is not this account's; otherwise see [`ErrorKind`](crate::ErrorKind).
    pub async fn show(&self, feedback_id: impl AsRef<str>) -> Result<Reply<Feedback>, FeedbackError> {
        let id = feedback_id.as_ref();
        require_id("feedback_id", id)?;
        let mut call = Call::new(Operation::Show, Vec::new());
        call.path = format!("/1.1/{}/{id}.json", Operation::Show.name());
        let answer = self.read(call).await?;
        let feedback = self.readable(&answer, |body| Feedback::from_json(&reading::text(body)))?;
        Ok(Reply::new(feedback, answer))
    }
}

/// Ids go into paths and signatures: nothing but digits may.
pub(super) fn require_id(field: &str, id: &str) -> Result<(), FeedbackError> {
    decimal_id(id).map_err(|rule| FeedbackError::invalid("the request", vec![Problem::new(field, rule, id)]))
}
