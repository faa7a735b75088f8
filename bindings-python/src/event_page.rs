//! One page of a listing.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyTuple};
use twitter_feedback::{EventPage as CorePage, FeedbackEvent as CoreEvent, Reply};

use crate::arguments::text;
use crate::attributes::attributes;
use crate::errors::OrRaise;
use crate::event::FeedbackEvent;
use crate::guard::caught;
use crate::records;

/// One page of events. An empty or short page says nothing about the end.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct EventPage {
    events: Vec<Arc<CoreEvent>>,
    unreadable: Vec<UnreadableEvent>,
    next_cursor: Option<String>,
    origin: Origin,
}

/// What the page was read from.
enum Origin {
    Reply(Reply<()>),
    Text(Vec<u8>),
}

impl EventPage {
    pub(crate) fn replied(reply: Reply<CorePage>) -> Self {
        let (page, reply) = reply.into_parts();
        Self::new(page, Origin::Reply(reply))
    }

    fn new(page: CorePage, origin: Origin) -> Self {
        Self {
            events: page.events.into_iter().map(Arc::new).collect(),
            unreadable: page.unreadable.into_iter().map(UnreadableEvent).collect(),
            next_cursor: page.next_cursor,
            origin,
        }
    }

    pub(crate) fn into_object(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(Bound::new(py, self)?.into_any().unbind())
    }
}

attributes!(EventPage {
    /// The events that could be read, in the service's order.
    events: Py<PyList> = |this, py| {
        PyList::new(py, this.events.iter().map(|event| FeedbackEvent::new(Arc::clone(event))))?.unbind()
    };
    /// Those that could not, as they came.
    unreadable: Vec<UnreadableEvent> = |this| this.unreadable.clone();
    /// Where to go on; `None` after the last page.
    next_cursor: Option<&str> = |this| this.next_cursor.as_deref();
    /// The HTTP answer behind it; `None` for a page that was read from text.
    reply: Option<Py<PyAny>> = |this, py| match &this.origin {
        Origin::Reply(reply) => Some(records::reply(py, reply)?),
        Origin::Text(_) => None,
    };
} with {
    /// Reads the body of one answer of `GET feedback/events`. Raises `DecodeError` when it is not a page at all.
    #[staticmethod]
    fn from_json(json: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| {
            let body = match json.cast::<PyBytes>() {
                Ok(bytes) => bytes.as_bytes().to_vec(),
                Err(_) => text(json, "json")?.into_bytes(),
            };
            Ok(Self::new(CorePage::from_body(body.clone()).or_raise()?, Origin::Text(body)))
        })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        caught(|| {
            let py = slf.py();
            let body = match &slf.get().origin {
                Origin::Reply(reply) => PyBytes::new(py, reply.body()),
                Origin::Text(text) => PyBytes::new(py, text),
            };
            Ok((slf.get_type().getattr("from_json")?, PyTuple::new(py, [body])?))
        })
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| {
            let (events, unreadable) = (self.events.len(), self.unreadable.len());
            Ok(format!("EventPage({events} events, {unreadable} unreadable, next_cursor={:?})", self.next_cursor))
        })
    }
});

/// An event that could not be read, kept as it came.
#[pyclass(frozen, eq, module = "twitter_feedback")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct UnreadableEvent(twitter_feedback::UnreadableEvent);

attributes!(UnreadableEvent {
    /// Its place on the page, from 0.
    index: usize = |this| this.0.index;
    /// Its JSON text, to the letter.
    raw: &str = |this| &*this.0.raw;
    /// Where reading it stopped: `feedback.id`.
    json_path: &str = |this| &*this.0.json_path;
    /// Why, as a sentence.
    reason: &str = |this| &*this.0.reason;
} with {
    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("UnreadableEvent(index={}, json_path={:?})", self.0.index, self.0.json_path)))
    }
});
