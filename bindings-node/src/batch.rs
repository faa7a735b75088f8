//! What crosses into JavaScript together and has more to tell than its rows: one feedback, a page, the states of a fold.

use napi::Env;
use napi::bindgen_prelude::{Buffer, Either, ObjectFinalize};
use napi_derive::napi;
use twitter_feedback::{ErrorKind, EventPage, Feedback, FeedbackError, FeedbackEvent, Folded, Reply};

use crate::body::bytes;
use crate::crossing;
use crate::folded::FoldedRow;
use crate::guard::caught;
use crate::rows::Rows;
use crate::spans;

#[napi(custom_finalize)]
pub struct Batch {
    items: Items,
    /// The rows and what stands beside them, as JSON.
    json: String,
    /// The body behind it, where it did not cross itself.
    body: Vec<u8>,
    /// How many bytes the garbage collector knows of.
    weight: i64,
}

enum Items {
    Feedbacks(Vec<Feedback>),
    Events(Vec<FeedbackEvent>),
}

impl Batch {
    fn new(items: Items, json: String, body: Vec<u8>) -> Self {
        Self { items, json, body, weight: 0 }
    }

    /// What this makes, thrown where it fails. JavaScript's garbage collector is told how much it holds: it sees a
    /// small object and would let thousands of them wait.
    pub(crate) fn handed_over(env: &Env, make: impl FnOnce() -> Result<Self, FeedbackError>) -> napi::Result<Self> {
        caught(make).map(|batch| batch.weighed(env))
    }

    pub(crate) fn weighed(mut self, env: &Env) -> Self {
        let raw = match &self.items {
            Items::Events(events) => events.iter().map(|event| event.raw().len()).sum(),
            Items::Feedbacks(feedbacks) => feedbacks.iter().map(|feedback| feedback.raw().len()).sum::<usize>(),
        };
        let weight = i64::try_from(raw.saturating_add(self.body.len())).unwrap_or(0);
        if env.adjust_external_memory(weight).is_ok() {
            self.weight = weight;
        }
        self
    }

    pub(crate) fn page(page: EventPage, reply: Option<&Reply<()>>) -> Result<Self, FeedbackError> {
        let json = crossing::page(&page, reply)?;
        Ok(Self::new(Items::Events(page.events), json, body_of(reply)))
    }

    pub(crate) fn event(event: FeedbackEvent) -> Result<Self, FeedbackError> {
        let events = vec![event];
        let json = crossing::written(&(Rows::of_events(&events), ()))?;
        Ok(Self::new(Items::Events(events), json, Vec::new()))
    }

    pub(crate) fn feedback(feedback: Feedback, reply: Option<&Reply<()>>) -> Result<Self, FeedbackError> {
        Self::sent(feedback, reply, None)
    }

    /// What was sent, with the id of the program's attempt behind it.
    pub(crate) fn sent(
        feedback: Feedback,
        reply: Option<&Reply<()>>,
        attempt_id: Option<&str>,
    ) -> Result<Self, FeedbackError> {
        let feedbacks = vec![feedback];
        let json = crossing::written(&(Rows::of_feedbacks(&feedbacks), reply.map(crossing::reply), attempt_id))?;
        Ok(Self::new(Items::Feedbacks(feedbacks), json, body_of(reply)))
    }

    pub(crate) fn answered(reply: Reply<Feedback>) -> Result<Self, FeedbackError> {
        let (feedback, reply) = reply.into_parts();
        Self::feedback(feedback, Some(&reply))
    }

    pub(crate) fn folded<'a>(states: impl Iterator<Item = &'a Folded>) -> Result<Self, FeedbackError> {
        let (feedbacks, own): (Vec<_>, Vec<_>) = states.map(|state| (state.feedback(), FoldedRow::from(state))).unzip();
        let json = crossing::written(&(Rows::of_feedbacks(&feedbacks), own))?;
        Ok(Self::new(Items::Feedbacks(feedbacks), json, Vec::new()))
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
    /// The rows and what stands beside them; once, because they are JavaScript's then.
    #[napi]
    pub fn take_json(&mut self) -> String {
        std::mem::take(&mut self.json)
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
pub fn feedback_from_json(env: &Env, json: String) -> napi::Result<Batch> {
    Batch::handed_over(env, || Batch::feedback(Feedback::from_json(&json)?, None))
}

/// Reads one event object.
#[napi]
pub fn event_from_json(env: &Env, json: String) -> napi::Result<Batch> {
    Batch::handed_over(env, || Batch::event(FeedbackEvent::from_json(&json)?))
}

/// Reads the body of one answer of `GET feedback/events`.
#[napi]
pub fn page_from_json(env: &Env, body: Either<String, Buffer>) -> napi::Result<Batch> {
    Batch::handed_over(env, || Batch::page(EventPage::from_body(bytes(body))?, None))
}

/// Reads the body of a webhook delivery.
#[napi]
pub fn event_from_webhook(env: &Env, body: Either<String, Buffer>) -> napi::Result<Batch> {
    Batch::handed_over(env, || Batch::event(FeedbackEvent::from_webhook(&bytes(body))?))
}

/// Reads a page anew whose rows have crossed already.
#[napi]
pub fn page_read_anew(env: &Env, body: String) -> napi::Result<Batch> {
    Batch::handed_over(env, || {
        let page = EventPage::from_body(body)?;
        Ok(Batch::new(Items::Events(page.events), String::new(), Vec::new()))
    })
}

impl ObjectFinalize for Batch {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(self.weight.saturating_neg()).map(drop)
    }
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
