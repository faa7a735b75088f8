//! The service's object for one prompt.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use twitter_feedback::{Feedback as CoreFeedback, FeedbackEvent, Reply, Timestamp};

use crate::answer::Response;
use crate::arguments::text;
use crate::attributes::attributes;
use crate::calling::call;
use crate::errors::OrRaise;
use crate::guard::caught;
use crate::times::Time;
use crate::{notebook, records};

/// The service's object for one prompt, with the answer once there is one.
///
/// Only `id` is certain: a missing field must never cost an answer. Equal to another that says the same, however
/// the service spelt it. Its `repr` leaves the comment out.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct Feedback(Source);

enum Source {
    /// From `create` and `show`, or read from text.
    Own(Box<CoreFeedback>, Option<Reply<()>>),
    OfEvent(Arc<FeedbackEvent>),
}

impl Feedback {
    pub(crate) fn new(feedback: CoreFeedback) -> Self {
        Self::created(feedback, None)
    }

    pub(crate) fn replied(reply: Reply<CoreFeedback>) -> Self {
        let (feedback, reply) = reply.into_parts();
        Self::created(feedback, Some(reply))
    }

    /// What a create gave: with its answer, where that came first.
    pub(crate) fn created(feedback: CoreFeedback, reply: Option<Reply<()>>) -> Self {
        Self(Source::Own(Box::new(feedback), reply))
    }

    pub(crate) fn of_event(event: Arc<FeedbackEvent>) -> Self {
        Self(Source::OfEvent(event))
    }

    pub(crate) fn core(&self) -> &CoreFeedback {
        match &self.0 {
            Source::Own(feedback, _) => feedback,
            Source::OfEvent(event) => &event.feedback,
        }
    }

    pub(crate) fn into_object(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(Bound::new(py, self)?.into_any().unbind())
    }

    /// What a log may hold of it: no comment.
    pub(crate) fn shown(&self) -> String {
        let feedback = self.core();
        let mut shown = format!("Feedback(id={:?}, type={:?}", feedback.id.as_str(), feedback.r#type.as_str());
        if let Some(score) = feedback.score() {
            shown.push_str(&format!(", score={score}"));
        }
        if let Some(external_id) = &feedback.external_id {
            shown.push_str(&format!(", external_id={external_id:?}"));
        }
        shown.push(')');
        shown
    }
}

attributes!(Feedback {
    /// The feedback's id.
    id: &str = |this| this.core().id.as_str();
    /// Which question was asked, `csat` or `nps`; empty where the service did not say.
    r#type: &str = |this| this.core().r#type.as_str();
    /// Whether the service keeps it out of its analytics. The person was asked all the same.
    test: bool = |this| this.core().test;
    /// When it was sent, UTC.
    created_at: Option<Time> = |this| this.core().created_at.map(Time);
    /// When it last changed, UTC; of two states, trust the one with the newer `updated_at` (doc).
    updated_at: Option<Time> = |this| this.core().updated_at.map(Time);
    /// The account that asked.
    from_user_id: Option<&str> = |this| this.core().from_user_id.as_deref();
    /// The person who was asked.
    to_user_id: Option<&str> = |this| this.core().to_user_id.as_deref();
    /// The Direct Message above the card.
    dm_id: Option<&str> = |this| this.core().dm_id.as_deref();
    /// Your own reference, as given when asking.
    external_id: Option<&str> = |this| this.core().external_id.as_deref();
    /// The name in the question's text.
    display_name: Option<&str> = |this| this.core().display_name.as_deref();
    /// The wording of the question; see `Question`.
    question_variant_id: Option<&str> = |this| this.core().question_variant_id.as_deref();
    /// The sender's privacy policy.
    privacy_url: Option<&str> = |this| this.core().privacy_url.as_deref();
    /// What was answered so far, each part with its own time.
    response: Response = |this, py| Response::new(py, &this.core().response)?;
    /// The number that was answered: 1 to 5 for CSAT, 0 to 10 for NPS. One off its scale is kept and has no band.
    score: Option<i64> = |this| this.core().score().map(|score| score.value());
    /// The text that was answered.
    comment: Option<&str> = |this| this.core().comment();
    /// What the score counts as: `promoter`, `passive`, `detractor`, `satisfied`, `neutral` or `dissatisfied`.
    score_band: Option<&'static str> = |this| this.core().score_band().map(|band| band.as_str());
    /// The question as the customer read it; `None` for a variant that this version does not know.
    question_text: Option<String> = |this| this.core().question_text();
    /// The JSON text this was read from, to the letter, unknown fields included.
    raw: &str = |this| this.core().raw();
    /// The HTTP answer behind it; `None` for one that came with an event or was read from text.
    reply: Option<Py<PyAny>> = |this, py| match &this.0 {
        Source::Own(_, Some(reply)) => Some(records::reply(py, reply)?),
        _ => None,
    };
} with {
    /// Reads one feedback object, tolerating everything the service is known to do. Raises `DecodeError`.
    #[staticmethod]
    fn from_json(json: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| Ok(Self::new(CoreFeedback::from_json(&text(json, "json")?).or_raise()?)))
    }

    /// Everything by the service's field names, unknown fields too; times are datetimes in UTC.
    pub(crate) fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        caught(|| {
            let feedback = self.core();
            let dict = dict_of(py, &feedback.to_json())?;
            for (name, time) in [("created_at", feedback.created_at), ("updated_at", feedback.updated_at)] {
                set_time(&dict, name, time)?;
            }
            let answers = &feedback.response;
            let times = [
                ("score", answers.score.as_ref().map(|answer| answer.created_at)),
                ("text", answers.text.as_ref().map(|answer| answer.created_at)),
            ];
            for (name, time) in times {
                if time.is_some()
                    && let Some(response) = dict.get_item("response")?
                {
                    set_time(response.get_item(name)?.cast()?, "created_at", time)?;
                }
            }
            Ok(dict)
        })
    }

    /// One JSON object with ids as strings and times in RFC 3339, unknown fields behind the known ones.
    fn to_json(&self) -> PyResult<String> {
        caught(|| Ok(self.core().to_json()))
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> PyResult<bool> {
        caught(|| Ok(self.core() == other.get().core()))
    }

    fn __hash__(&self) -> PyResult<u64> {
        caught(|| {
            let mut hasher = DefaultHasher::new();
            self.core().id.hash(&mut hasher);
            Ok(hasher.finish())
        })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        caught(|| Ok((slf.get_type().getattr("from_json")?, PyTuple::new(slf.py(), [slf.get().core().raw()])?)))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(self.shown()))
    }

    /// For notebooks.
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        caught(|| notebook::html("feedback_html", slf.as_any()))
    }
});

/// Puts a datetime in the place of a time's text. A time that no datetime holds stays text: one odd date must not cost
/// the whole dict.
pub(crate) fn set_time(dict: &Bound<'_, PyDict>, name: &str, time: Option<Timestamp>) -> PyResult<()> {
    if let Some(time) = time
        && let Ok(time) = Time(time).into_pyobject(dict.py())
    {
        dict.set_item(name, time)?;
    }
    Ok(())
}

/// A JSON object as Python reads it: whole numbers keep their digits.
pub(crate) fn dict_of<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyDict>> {
    Ok(call(&py.import("json")?.getattr("loads")?, (json,))?.cast_into()?)
}
