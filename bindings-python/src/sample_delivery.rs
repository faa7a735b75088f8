//! A delivery as the service would make it.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use twitter_feedback::SampleDelivery as CoreDelivery;
use twitter_feedback_bindings::set;

use crate::arguments::{noted_text, noted_whole, together};
use crate::attributes::attributes;
use crate::errors::refused;
use crate::guard::caught;
use crate::time_argument::optional_time;
use crate::webhook_credentials::WebhookCredentials;

/// A delivery as the service would make it, for tests of your own handler. What is not given is that of the published
/// examples, so that the same arguments make the same bytes.
///
/// event_type: default `feedback.updated` where there is a score or a text, and `feedback.created` otherwise.
/// feedback_id: the feedback's id.
/// type: `nps`, which is the default, or `csat`.
/// to_user_id: who was asked.
/// from_user_id: who asked.
/// external_id: your own id of the case, at most 256 characters.
/// question_variant_id: the variant of the question. Default 0.
/// score: the answer's number: 0 to 10 for NPS, 1 to 5 for CSAT.
/// text: the answer's words, at most 10,000 characters.
/// created_at: when it happened, to the second; every time of the delivery is this one.
/// credentials: `WebhookCredentials` that are sent as basic auth. Default none.
///
/// Raises `InvalidRequestError` with all `problems` at once: another type, a score off its scale, an id that is none, a
/// text that is too long.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct SampleDelivery(CoreDelivery);

attributes!(SampleDelivery {
    /// The body: one event object, JSON.
    body: Py<PyBytes> = |this, py| PyBytes::new(py, this.0.body()).unbind();
    /// Every header that matters, by name in lower case: the basic auth (doc), and the type of the body (guess).
    headers: BTreeMap<&'static str, String> = |this| this.0.headers().into_iter().collect();
    /// The `Authorization` header, where there are credentials.
    authorization: Option<String> = |this| this.0.authorization();
} with {
    #[new]
    #[pyo3(signature = (*, event_type=None, feedback_id=None, r#type=None, to_user_id=None, from_user_id=None,
        external_id=None, question_variant_id=None, score=None, text=None, created_at=None, credentials=None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        event_type: Option<&Bound<'_, PyAny>>,
        feedback_id: Option<&Bound<'_, PyAny>>,
        r#type: Option<&Bound<'_, PyAny>>,
        to_user_id: Option<&Bound<'_, PyAny>>,
        from_user_id: Option<&Bound<'_, PyAny>>,
        external_id: Option<&Bound<'_, PyAny>>,
        question_variant_id: Option<&Bound<'_, PyAny>>,
        score: Option<&Bound<'_, PyAny>>,
        text: Option<&Bound<'_, PyAny>>,
        created_at: Option<&Bound<'_, PyAny>>,
        credentials: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        caught(|| {
            let mut problems = Vec::new();
            let mut words = |given: Option<&Bound<'_, PyAny>>, field: &'static str| {
                given.map(|given| noted_text(given, field, &mut problems)).transpose()
            };
            let mut builder = CoreDelivery::builder();
            builder = set(builder, words(event_type, "event_type")?, |it, given| it.event_type(given));
            builder = set(builder, words(feedback_id, "feedback_id")?, |it, given| it.feedback_id(given));
            builder = set(builder, words(r#type, "type")?, |it, given| it.r#type(given));
            builder = set(builder, words(to_user_id, "to_user_id")?, |it, given| it.to_user_id(given));
            builder = set(builder, words(from_user_id, "from_user_id")?, |it, given| it.from_user_id(given));
            builder = set(builder, words(external_id, "external_id")?, |it, given| it.external_id(given));
            builder = set(builder, words(text, "text")?, |it, given| it.text(given));
            if let Some(id) = question_variant_id {
                let id = noted_whole(id, "question_variant_id", 0..=u32::MAX, &mut problems)?;
                builder = set(builder, id, |it, given| it.question_variant_id(given));
            }
            if let Some(score) = score {
                let score = noted_whole(score, "score", i64::MIN..=i64::MAX, &mut problems)?;
                builder = set(builder, score, |it, given| it.score(given));
            }
            builder = set(builder, optional_time(created_at, "created_at")?, |it, given| it.created_at(given));
            let credentials = credentials.map(|given| WebhookCredentials::given(given, "WebhookCredentials"));
            builder = set(builder, credentials.transpose()?, |it, given| it.credentials(given));
            match builder.build() {
                Ok(delivery) if problems.is_empty() => Ok(Self(delivery)),
                Ok(_) => Err(refused("the sample delivery", problems)),
                Err(error) => Err(refused("the sample delivery", together(problems, error.problems()))),
            }
        })
    }

    /// Without its words, which have no place in a log.
    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("SampleDelivery({} bytes)", self.0.body().len())))
    }
});
