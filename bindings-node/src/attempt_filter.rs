//! Which attempts to list.

use napi_derive::napi;
use twitter_feedback::{AttemptFilter, FeedbackError, Timestamp};
use twitter_feedback_bindings::set;

/// Each member with the type that TypeScript has checked; times are epoch milliseconds.
#[napi(object, object_to_js = false)]
pub struct NativeAttemptFilter {
    pub to_user_id: Option<String>,
    pub external_id: Option<String>,
    pub state: Option<String>,
    pub from_time: Option<i64>,
    pub to_time: Option<i64>,
    pub before: Option<String>,
    pub limit: Option<u32>,
}

impl NativeAttemptFilter {
    pub(crate) fn filter(self) -> Result<AttemptFilter, FeedbackError> {
        let time = |given: Option<i64>| given.map(Timestamp::from_millis).transpose();
        let state = self.state.map(|state| state.parse()).transpose()?;
        let mut filter = set(AttemptFilter::default(), self.to_user_id, AttemptFilter::to_user_id);
        filter = set(filter, self.external_id, AttemptFilter::external_id);
        filter = set(filter, state, AttemptFilter::state);
        filter = set(filter, time(self.from_time)?, AttemptFilter::from_time);
        filter = set(filter, time(self.to_time)?, AttemptFilter::to_time);
        filter = set(filter, self.before, AttemptFilter::before);
        Ok(set(filter, self.limit, AttemptFilter::limit))
    }
}
