//! A feedback that did not come with an event, on its way to Kotlin.

use twitter_feedback::{Feedback, Reply};

use crate::bytes::Bytes;
use crate::records::NativeReply;
use crate::rows::Rows;

/// One row, the text it was read from and the answer behind it.
#[derive(uniffi::Record)]
pub struct Shown {
    pub row: Bytes,
    pub json: String,
    pub reply: Option<NativeReply>,
}

impl From<Feedback> for Shown {
    fn from(feedback: Feedback) -> Self {
        let json = feedback.raw().to_owned();
        Self { row: Rows::of_feedbacks(&[feedback]), json, reply: None }
    }
}

impl From<Reply<Feedback>> for Shown {
    fn from(reply: Reply<Feedback>) -> Self {
        let (feedback, reply) = reply.into_parts();
        Self { reply: Some(NativeReply::from(&reply)), ..Self::from(feedback) }
    }
}
