//! Something that happened to a feedback.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use twitter_feedback::FeedbackEvent as CoreEvent;

use crate::arguments::text;
use crate::attributes::attributes;
use crate::bytes_argument::with_bytes;
use crate::errors::OrRaise;
use crate::feedback::{Feedback, dict_of, set_time};
use crate::guard::caught;
use crate::times::Time;

/// Something happened to a feedback: from the events endpoint or a webhook.
///
/// Equal to another that says the same, however the service spelt it.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct FeedbackEvent(Arc<CoreEvent>);

impl FeedbackEvent {
    pub(crate) fn new(event: Arc<CoreEvent>) -> Self {
        Self(event)
    }

    pub(crate) fn core(&self) -> &CoreEvent {
        &self.0
    }
}

attributes!(FeedbackEvent {
    /// `feedback.created`, `feedback.updated`, or whatever comes later.
    event_type: &str = |this| this.0.event_type.as_str();
    /// When, to the second, UTC; ties are normal.
    created_at: Option<Time> = |this| this.0.created_at.map(Time);
    /// The feedback at that moment.
    feedback: Feedback = |this| Feedback::of_event(Arc::clone(&this.0));
    /// The JSON text this was read from, to the letter.
    raw: &str = |this| this.0.raw();
} with {
    /// Reads one event object, tolerating everything the service is known to do. Raises `DecodeError`.
    #[staticmethod]
    fn from_json(json: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| Ok(Self(Arc::new(CoreEvent::from_json(&text(json, "json")?).or_raise()?))))
    }

    /// Reads the body of a webhook delivery, as it came: bytes. Who sent it is another question: see `WebhookVerifier`.
    ///
    /// Raises `WebhookError` with the `status` to answer with: 413 for more than 256 KiB, 400 for what is no event.
    #[staticmethod]
    fn from_webhook(body: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| Ok(Self(Arc::new(with_bytes(body, "body", CoreEvent::from_webhook)?.or_raise()?))))
    }

    /// Everything by the service's field names, unknown fields too; times are datetimes in UTC.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        caught(|| {
            let event = dict_of(py, &self.0.to_json())?;
            set_time(&event, "created_at", self.0.created_at)?;
            event.set_item("feedback", Feedback::of_event(Arc::clone(&self.0)).to_dict(py)?)?;
            Ok(event)
        })
    }

    /// One JSON object with ids as strings and times in RFC 3339, unknown fields behind the known ones.
    fn to_json(&self) -> PyResult<String> {
        caught(|| Ok(self.0.to_json()))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> PyResult<bool> {
        caught(|| Ok(self.0.to_json() == other.get().0.to_json()))
    }

    fn __hash__(&self) -> PyResult<u64> {
        caught(|| {
            let mut hasher = DefaultHasher::new();
            (&self.0.event_type, self.0.created_at, &self.0.feedback.id).hash(&mut hasher);
            Ok(hasher.finish())
        })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        caught(|| Ok((slf.get_type().getattr("from_json")?, PyTuple::new(slf.py(), [slf.get().0.raw()])?)))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| {
            let at = self.0.created_at.map_or_else(|| "None".to_owned(), |at| at.to_string());
            let feedback = Feedback::of_event(Arc::clone(&self.0)).shown();
            Ok(format!("FeedbackEvent({:?}, {at}, {feedback})", self.0.event_type.as_str()))
        })
    }
});
