//! Reading JSON text. What is seldom asked of a feedback is read from its text again: nothing of it is kept natively.

use twitter_feedback::{EventPage, Feedback, FeedbackError, FeedbackEvent};

use crate::errors::NativeError;
use crate::guard::caught;
use crate::page::{EventData, FeedbackData, PageData};

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

#[uniffi::export]
pub fn read_feedback(json: String) -> Result<FeedbackData, NativeError> {
    caught(|| Ok(FeedbackData::from(&Feedback::from_json(&json)?)))
}

#[uniffi::export]
pub fn read_event(json: String) -> Result<EventData, NativeError> {
    caught(|| Ok(EventData::from(&FeedbackEvent::from_json(&json)?)))
}

#[uniffi::export]
pub fn read_page(body: Vec<u8>) -> Result<PageData, NativeError> {
    caught(|| Ok(PageData::from(EventPage::from_body(body)?)))
}

/// The texts of a page's readable events.
#[uniffi::export]
pub fn event_texts(body: Vec<u8>) -> Result<Vec<String>, NativeError> {
    caught(|| Ok(EventPage::from_body(body)?.events.iter().map(|event| event.raw().to_owned()).collect()))
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
