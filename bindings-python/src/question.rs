//! The wordings of questions.

use pyo3::prelude::*;
use twitter_feedback::{FeedbackType, Question as CoreQuestion};

use crate::arguments::{Given, text, whole};
use crate::attributes::attributes;
use crate::guard::caught;

/// One wording of a question, chosen by `question_variant_id`.
///
/// Variants of one type ask different things (overall, speed, the agent, a flight): never pool their answers silently.
#[pyclass(frozen, eq, module = "twitter_feedback")]
#[derive(PartialEq, Eq)]
pub(crate) struct Question(CoreQuestion);

attributes!(Question {
    /// The scale it is answered on, `csat` or `nps`.
    r#type: String = |this| this.0.r#type().to_string();
    /// The service's `question_variant_id`.
    id: u32 = |this| this.0.id;
    /// Whether the published reference lists it.
    documented: bool = |this| this.0.documented;
    /// The text, with the placeholder `<display_name>`.
    template: &'static str = |this| this.0.template;
} with {
    /// Every wording that this version knows.
    #[staticmethod]
    fn all() -> PyResult<Vec<Self>> {
        caught(|| Ok(CoreQuestion::all().iter().cloned().map(Self).collect()))
    }

    /// One wording; `None` where this version does not know it.
    #[staticmethod]
    #[pyo3(signature = (r#type, question_variant_id=Given(None)), text_signature = "(type, question_variant_id=0)")]
    fn find(r#type: &Bound<'_, PyAny>, question_variant_id: Given<'_>) -> PyResult<Option<Self>> {
        caught(|| {
            let r#type = FeedbackType::from(&*text(r#type, "type")?);
            let id = match &question_variant_id {
                Given(Some(id)) => whole(id, "question_variant_id", 0..=u32::MAX)?,
                Given(None) => 0,
            };
            Ok(CoreQuestion::find(&r#type, id).cloned().map(Self))
        })
    }

    /// The question with this name in it; without one the placeholder stays, for the account's own name.
    #[pyo3(signature = (display_name=None))]
    fn text(&self, display_name: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        caught(|| {
            let name = display_name.map(|name| text(name, "display_name")).transpose()?;
            Ok(self.0.text(name.as_deref()))
        })
    }

    fn __hash__(&self) -> PyResult<u32> {
        caught(|| Ok(self.0.id))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("Question(type={:?}, id={}, template={:?})", self.0.r#type().as_str(), self.0.id, self.0.template)))
    }
});
