//! What crosses into JavaScript together and has more to tell than its rows: one feedback, a page, the states of a fold.

use napi::bindgen_prelude::{Buffer, Either};
use napi_derive::napi;
use twitter_feedback::{ErrorKind, EventPage, Feedback, FeedbackError, FeedbackEvent, Folded, Reply};

use crate::body::bytes;
use crate::crossing;
use crate::folded::FoldedRow;
use crate::guard::caught;
use crate::rows::Rows;
use crate::spans;

#[napi]
pub struct Batch {
    items: Items,
    /// The rows and what stands beside them, as JSON.
    json: String,
    /// The body behind it, where it did not cross itself.
    body: Vec<u8>,
}

enum Items {
    Feedbacks(Vec<Feedback>),
    Events(Vec<FeedbackEvent>),
}

impl Batch {
    pub(crate) fn page(page: EventPage, reply: Option<&Reply<()>>) -> Result<Self, FeedbackError> {
        let json = crossing::page(&page, reply)?;
        Ok(Self { items: Items::Events(page.events), json, body: body_of(reply) })
    }

    pub(crate) fn event(event: FeedbackEvent) -> Result<Self, FeedbackError> {
        let events = vec![event];
        let json = crossing::written(&(Rows::of_events(&events), ()))?;
        Ok(Self { items: Items::Events(events), json, body: Vec::new() })
    }

    pub(crate) fn feedback(feedback: Feedback, reply: Option<&Reply<()>>) -> Result<Self, FeedbackError> {
        let feedbacks = vec![feedback];
        let json = crossing::written(&(Rows::of_feedbacks(&feedbacks), reply.map(crossing::reply)))?;
        Ok(Self { items: Items::Feedbacks(feedbacks), json, body: body_of(reply) })
    }

    pub(crate) fn answered(reply: Reply<Feedback>) -> Result<Self, FeedbackError> {
        let (feedback, reply) = reply.into_parts();
        Self::feedback(feedback, Some(&reply))
    }

    pub(crate) fn folded<'a>(states: impl Iterator<Item = &'a Folded>) -> Result<Self, FeedbackError> {
        let (feedbacks, own): (Vec<_>, Vec<_>) = states.map(|state| (state.feedback(), FoldedRow::from(state))).unzip();
        let json = crossing::written(&(Rows::of_feedbacks(&feedbacks), own))?;
        Ok(Self { items: Items::Feedbacks(feedbacks), json, body: Vec::new() })
    }

    pub(crate) fn event_at(&self, index: u32) -> Result<&FeedbackEvent, FeedbackError> {
        match &self.items {
            Items::Events(events) => events.get(place(index)).ok_or_else(nowhere),
            Items::Feedbacks(_) => Err(nowhere()),
        }
    }

    pub(crate) fn feedback_at(&self, index: u32) -> Result<&Feedback, FeedbackError> {
        match &self.items {
            Items::Events(events) => events.get(place(index)).map(|event| &event.feedback),
            Items::Feedbacks(feedbacks) => feedbacks.get(place(index)),
        }
        .ok_or_else(nowhere)
    }
}

#[napi]
impl Batch {
    /// The rows and what stands beside them.
    #[napi(getter)]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The body of the HTTP answer, to the letter.
    #[napi(getter)]
    pub fn body(&self) -> Buffer {
        self.body.clone().into()
    }

    /// An event's JSON text, to the letter.
    #[napi]
    pub fn event_raw(&self, index: u32) -> napi::Result<String> {
        caught(|| Ok(self.event_at(index)?.raw().to_owned()))
    }

    /// An event in one spelling, for `JSON.parse`.
    #[napi]
    pub fn event_json(&self, index: u32) -> napi::Result<String> {
        caught(|| Ok(spans::big_numbers_as_text(&self.event_at(index)?.to_json())))
    }

    /// A feedback's JSON text, to the letter.
    #[napi]
    pub fn feedback_raw(&self, index: u32) -> napi::Result<String> {
        caught(|| Ok(self.feedback_at(index)?.raw().to_owned()))
    }

    /// A feedback in one spelling, for `JSON.parse`.
    #[napi]
    pub fn feedback_json(&self, index: u32) -> napi::Result<String> {
        caught(|| Ok(spans::big_numbers_as_text(&self.feedback_at(index)?.to_json())))
    }

    /// The question as the customer read it.
    #[napi]
    pub fn question_text(&self, index: u32) -> napi::Result<Option<String>> {
        caught(|| Ok(self.feedback_at(index)?.question_text()))
    }
}

/// Reads one feedback object.
#[napi]
pub fn feedback_from_json(json: String) -> napi::Result<Batch> {
    caught(|| Batch::feedback(Feedback::from_json(&json)?, None))
}

/// Reads one event object.
#[napi]
pub fn event_from_json(json: String) -> napi::Result<Batch> {
    caught(|| Batch::event(FeedbackEvent::from_json(&json)?))
}

/// Reads the body of one answer of `GET feedback/events`.
#[napi]
pub fn page_from_json(body: Either<String, Buffer>) -> napi::Result<Batch> {
    caught(|| Batch::page(EventPage::from_body(bytes(body))?, None))
}

/// Reads the body of a webhook delivery.
#[napi]
pub fn event_from_webhook(body: Either<String, Buffer>) -> napi::Result<Batch> {
    caught(|| Batch::event(FeedbackEvent::from_webhook(&bytes(body))?))
}

/// Reads a page anew whose rows have crossed already.
#[napi]
pub fn page_read_anew(body: String) -> napi::Result<Batch> {
    caught(|| {
        let page = EventPage::from_body(body)?;
        Ok(Batch { items: Items::Events(page.events), json: String::new(), body: Vec::new() })
    })
}

fn body_of(reply: Option<&Reply<()>>) -> Vec<u8> {
    reply.map(|reply| reply.body().to_vec()).unwrap_or_default()
}

fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn nowhere() -> FeedbackError {
    FeedbackError::new(ErrorKind::Internal, "there is no such row")
}
