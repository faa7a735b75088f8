//! What crosses into JavaScript together: a page of events, one feedback, or the states of a fold.
//!
//! The rows cross at once, as text; the rest is asked for by a row's number.

use napi::Env;
use napi::bindgen_prelude::{Buffer, Either, Latin1String, ObjectFinalize};
use napi_derive::napi;
use serde::Serialize;
use twitter_feedback::{ErrorKind, EventPage, Feedback, FeedbackError, FeedbackEvent, Folded, Reply, Timestamp};

use crate::folded::FoldedRow;
use crate::guard::caught;
use crate::records;
use crate::rows::Rows;
use crate::spans;

/// What an item that was read weighs beside its text, in bytes: enough for the garbage collector to see it.
const ITEM: usize = 600;

#[napi(custom_finalize)]
pub struct Batch {
    items: Items,
    rows: Option<String>,
    reply: Option<Reply<()>>,
    /// What the garbage collector was told.
    told: i64,
}

enum Items {
    Feedbacks(Vec<Feedback>),
    Events(Vec<FeedbackEvent>),
}

/// The HTTP answer behind a batch.
#[napi(object, object_from_js = false)]
pub struct NativeReply {
    pub status: u16,
    /// JSON.
    pub headers: String,
    pub body: Buffer,
    pub request_id: Option<String>,
    /// Epoch milliseconds.
    pub date: Option<i64>,
}

impl Batch {
    pub(crate) fn page(page: EventPage, reply: Option<Reply<()>>) -> Result<Self, FeedbackError> {
        let EventPage { events, unreadable, next_cursor, .. } = page;
        let unreadable: Vec<_> = unreadable.iter().map(|it| (it.index, &it.raw, &it.json_path, &it.reason)).collect();
        let rows = written(&(Rows::of_events(&events), next_cursor, unreadable))?;
        Ok(Self { items: Items::Events(events), rows: Some(rows), reply, told: 0 })
    }

    pub(crate) fn replied(reply: Reply<EventPage>) -> Result<Self, FeedbackError> {
        let (page, reply) = reply.into_parts();
        Self::page(page, Some(reply))
    }

    pub(crate) fn event(event: FeedbackEvent) -> Result<Self, FeedbackError> {
        let events = vec![event];
        let rows = written(&Rows::of_events(&events))?;
        Ok(Self { items: Items::Events(events), rows: Some(rows), reply: None, told: 0 })
    }

    pub(crate) fn feedback(feedback: Feedback, reply: Option<Reply<()>>) -> Result<Self, FeedbackError> {
        let feedbacks = vec![feedback];
        let rows = written(&Rows::of_feedbacks(&feedbacks))?;
        Ok(Self { items: Items::Feedbacks(feedbacks), rows: Some(rows), reply, told: 0 })
    }

    pub(crate) fn answered(reply: Reply<Feedback>) -> Result<Self, FeedbackError> {
        let (feedback, reply) = reply.into_parts();
        Self::feedback(feedback, Some(reply))
    }

    pub(crate) fn folded<'a>(states: impl Iterator<Item = &'a Folded>) -> Result<Self, FeedbackError> {
        let (feedbacks, own): (Vec<_>, Vec<_>) = states.map(|state| (state.feedback(), FoldedRow::from(state))).unzip();
        let rows = written(&(Rows::of_feedbacks(&feedbacks), own))?;
        Ok(Self { items: Items::Feedbacks(feedbacks), rows: Some(rows), reply: None, told: 0 })
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

    fn reply_where(&self, wanted: bool) -> Option<NativeReply> {
        self.reply.as_ref().filter(|_| wanted).map(|reply| NativeReply {
            status: reply.status(),
            headers: records::headers(reply),
            body: reply.body().to_vec().into(),
            request_id: reply.request_id(),
            date: reply.date().map(Timestamp::as_millis),
        })
    }

    fn weight(&self) -> i64 {
        let items = match &self.items {
            Items::Feedbacks(feedbacks) => feedbacks.len(),
            Items::Events(events) => events.len(),
        };
        let body = self.reply.as_ref().map_or(0, |reply| reply.body().len());
        i64::try_from(items.saturating_mul(ITEM).saturating_add(body)).unwrap_or(i64::MAX)
    }
}

#[napi]
impl Batch {
    /// The rows, once.
    #[napi]
    pub fn rows(&mut self, env: Env) -> napi::Result<Either<Latin1String, String>> {
        let rows = caught(|| {
            let missing = || FeedbackError::new(ErrorKind::Internal, "these rows were taken before");
            self.rows.take().ok_or_else(missing)
        })?;
        let weight = self.weight();
        env.adjust_external_memory(weight)?;
        self.told = weight;
        // Plain ASCII is copied as it is, everything else has to be decoded.
        Ok(if rows.is_ascii() { Either::A(rows.into()) } else { Either::B(rows) })
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

    /// The HTTP answer behind a page.
    #[napi]
    pub fn page_reply(&self) -> napi::Result<Option<NativeReply>> {
        caught(|| Ok(self.reply_where(matches!(self.items, Items::Events(_)))))
    }

    /// The HTTP answer behind a feedback that did not come with an event.
    #[napi]
    pub fn feedback_reply(&self) -> napi::Result<Option<NativeReply>> {
        caught(|| Ok(self.reply_where(matches!(self.items, Items::Feedbacks(_)))))
    }
}

impl ObjectFinalize for Batch {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(self.told.saturating_neg()).map(drop)
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
    caught(|| {
        let body = match body {
            Either::A(text) => text.into_bytes(),
            // A copy: the bytes are JavaScript's.
            Either::B(bytes) => bytes.to_vec(),
        };
        Batch::page(EventPage::from_body(body)?, None)
    })
}

fn written(value: &impl Serialize) -> Result<String, FeedbackError> {
    serde_json::to_string(value)
        .map_err(|error| FeedbackError::new(ErrorKind::Internal, format!("rows could not be written: {error}")))
}

fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn nowhere() -> FeedbackError {
    FeedbackError::new(ErrorKind::Internal, "there is no such row")
}
