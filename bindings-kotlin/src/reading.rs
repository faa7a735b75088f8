//! Reading JSON text. What is seldom asked of a feedback is read from its text again: nothing of it is kept natively.

use twitter_feedback::{EventPage, Feedback, FeedbackError, FeedbackEvent};

use crate::bytes::Bytes;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::page::PageData;
use crate::rows::Rows;

/// A feedback's text, or the text of the event that it came with, which dates answers that nothing else dates.
#[derive(uniffi::Record)]
pub struct Source {
    pub json: String,
    pub of_event: bool,
}

impl Source {
    pub(crate) fn feedback(&self) -> Result<Feedback, FeedbackError> {
        if self.of_event { Ok(FeedbackEvent::from_json(&self.json)?.feedback) } else { Feedback::from_json(&self.json) }
    }
}

/// One row.
#[uniffi::export]
pub fn read_feedback(json: String) -> Result<Bytes, NativeError> {
    caught(|| Ok(Rows::of_feedbacks(&[Feedback::from_json(&json)?])))
}

/// One row.
#[uniffi::export]
pub fn read_event(json: String) -> Result<Bytes, NativeError> {
    caught(|| Ok(Rows::of_events(&[FeedbackEvent::from_json(&json)?])))
}

#[uniffi::export]
pub fn read_page(body: Bytes) -> Result<PageData, NativeError> {
    caught(|| Ok(PageData::from(EventPage::from_body(body.0)?)))
}

/// The texts of a page's readable events.
#[uniffi::export]
pub fn event_texts(body: Bytes) -> Result<Vec<String>, NativeError> {
    caught(|| Ok(EventPage::from_body(body.0)?.events.iter().map(|event| event.raw().to_owned()).collect()))
}

#[uniffi::export]
pub fn feedback_raw(source: Source) -> Result<String, NativeError> {
    caught(|| Ok(source.feedback()?.raw().to_owned()))
}

#[uniffi::export]
pub fn feedback_json(source: Source) -> Result<String, NativeError> {
    caught(|| Ok(source.feedback()?.to_json()))
}

#[uniffi::export]
pub fn feedback_question_text(source: Source) -> Result<Option<String>, NativeError> {
    caught(|| Ok(source.feedback()?.question_text()))
}

#[uniffi::export]
pub fn event_json(json: String) -> Result<String, NativeError> {
    caught(|| Ok(FeedbackEvent::from_json(&json)?.to_json()))
}
