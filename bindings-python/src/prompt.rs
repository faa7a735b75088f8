//! One request for feedback.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use twitter_feedback::{FeedbackType, Problem, Prompt as CorePrompt, PromptBuilder};

use crate::arguments::{Given, boolean, noted_text, noted_whole, together};
use crate::attributes::attributes;
use crate::errors::refused;
use crate::guard::caught;
use crate::{notebook, records};

/// One request for feedback, validated and not yet sent.
///
/// type: `csat` (1 to 5) or `nps` (0 to 10).
/// to_user_id: the person who will be asked, decimal.
/// message: the text of the Direct Message above the card, at most 10,000 characters (doc).
/// privacy_url: the sender's privacy policy, an absolute URL.
/// external_id: your own reference, such as a ticket's number; at most 256 characters (doc).
/// question_variant_id: the wording of the question; see `Question.all()`.
/// display_name: the name in the question's text, at most 20 characters (doc).
/// test: keeps it out of the service's analytics. The person is asked all the same!
///
/// Raises `InvalidRequestError` with all `problems` at once.
#[pyclass(frozen, eq, hash, module = "twitter_feedback")]
#[derive(PartialEq, Eq)]
pub(crate) struct Prompt(CorePrompt);

impl std::hash::Hash for Prompt {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.0.to_user_id(), self.0.message(), self.0.external_id()).hash(state);
    }
}

/// Arguments as they came.
struct Fields<'a, 'py> {
    to_user_id: &'a Bound<'py, PyAny>,
    message: &'a Bound<'py, PyAny>,
    privacy_url: &'a Bound<'py, PyAny>,
    external_id: Option<&'a Bound<'py, PyAny>>,
    question_variant_id: Option<&'a Bound<'py, PyAny>>,
    display_name: Option<&'a Bound<'py, PyAny>>,
    test: Given<'py>,
}

impl Fields<'_, '_> {
    fn build(self, r#type: FeedbackType, mut problems: Vec<Problem>) -> PyResult<Prompt> {
        let noted = &mut problems;
        let mut builder = PromptBuilder::new(
            r#type,
            noted_text(self.to_user_id, "to_user_id", noted)?,
            noted_text(self.message, "message", noted)?,
            noted_text(self.privacy_url, "privacy_url", noted)?,
        );
        if let Some(external_id) = self.external_id {
            builder = builder.external_id(noted_text(external_id, "external_id", noted)?);
        }
        if let Some(id) = self.question_variant_id
            && let Some(id) = noted_whole(id, "question_variant_id", 0..=u32::MAX, noted)?
        {
            builder = builder.question_variant_id(id);
        }
        if let Some(name) = self.display_name {
            builder = builder.display_name(noted_text(name, "display_name", noted)?);
        }
        if let Given(Some(test)) = &self.test {
            builder = builder.test(boolean(test, "test")?);
        }
        let problems = together(problems, &builder.problems());
        if problems.is_empty() {
            builder.build().map(Prompt).map_err(crate::errors::raised)
        } else {
            Err(refused("the prompt", problems))
        }
    }
}

impl Prompt {
    pub(crate) fn core(&self) -> &CorePrompt {
        &self.0
    }
}

attributes!(Prompt {
    /// `csat` or `nps`.
    r#type: &str = |this| this.0.r#type().as_str();
    /// The person who will be asked.
    to_user_id: &str = |this| this.0.to_user_id();
    /// The text of the Direct Message above the card.
    message: &str = |this| this.0.message();
    /// The sender's privacy policy.
    privacy_url: &str = |this| this.0.privacy_url();
    /// Your own reference.
    external_id: Option<&str> = |this| this.0.external_id();
    /// The wording of the question; `None` leaves it to the service, which takes 0 (doc).
    question_variant_id: Option<u32> = |this| this.0.question_variant_id();
    /// The name in the question's text; `None` leaves the account's own.
    display_name: Option<&str> = |this| this.0.display_name();
    /// Whether the service is to keep it out of its analytics. The person is asked all the same!
    test: bool = |this| this.0.test();
    /// The question as the customer will read it; `None` for a variant that this version does not know.
    question_text: Option<String> = |this| this.0.question_text();
} with {
    #[new]
    #[pyo3(
        signature = (*, r#type, to_user_id, message, privacy_url, external_id=None, question_variant_id=None,
            display_name=None, test=Given(None)),
        text_signature = "(*, type, to_user_id, message, privacy_url, external_id=None, question_variant_id=None, \
            display_name=None, test=False)"
    )]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        r#type: &Bound<'_, PyAny>,
        to_user_id: &Bound<'_, PyAny>,
        message: &Bound<'_, PyAny>,
        privacy_url: &Bound<'_, PyAny>,
        external_id: Option<&Bound<'_, PyAny>>,
        question_variant_id: Option<&Bound<'_, PyAny>>,
        display_name: Option<&Bound<'_, PyAny>>,
        test: Given<'_>,
    ) -> PyResult<Self> {
        caught(|| {
            let mut problems = Vec::new();
            let r#type = FeedbackType::from(&*noted_text(r#type, "type", &mut problems)?);
            Fields { to_user_id, message, privacy_url, external_id, question_variant_id, display_name, test }
                .build(r#type, problems)
        })
    }

    /// Asks for a net promoter score, 0 to 10. Arguments and errors are those of the class.
    #[staticmethod]
    #[pyo3(
        signature = (to_user_id, message, privacy_url, *, external_id=None, question_variant_id=None,
            display_name=None, test=Given(None)),
        text_signature = "(to_user_id, message, privacy_url, *, external_id=None, question_variant_id=None, \
            display_name=None, test=False)"
    )]
    fn nps(
        to_user_id: &Bound<'_, PyAny>,
        message: &Bound<'_, PyAny>,
        privacy_url: &Bound<'_, PyAny>,
        external_id: Option<&Bound<'_, PyAny>>,
        question_variant_id: Option<&Bound<'_, PyAny>>,
        display_name: Option<&Bound<'_, PyAny>>,
        test: Given<'_>,
    ) -> PyResult<Self> {
        caught(|| {
            Fields { to_user_id, message, privacy_url, external_id, question_variant_id, display_name, test }
                .build(FeedbackType::Nps, Vec::new())
        })
    }

    /// Asks for customer satisfaction, 1 to 5. Arguments and errors are those of the class.
    #[staticmethod]
    #[pyo3(
        signature = (to_user_id, message, privacy_url, *, external_id=None, question_variant_id=None,
            display_name=None, test=Given(None)),
        text_signature = "(to_user_id, message, privacy_url, *, external_id=None, question_variant_id=None, \
            display_name=None, test=False)"
    )]
    fn csat(
        to_user_id: &Bound<'_, PyAny>,
        message: &Bound<'_, PyAny>,
        privacy_url: &Bound<'_, PyAny>,
        external_id: Option<&Bound<'_, PyAny>>,
        question_variant_id: Option<&Bound<'_, PyAny>>,
        display_name: Option<&Bound<'_, PyAny>>,
        test: Given<'_>,
    ) -> PyResult<Self> {
        caught(|| {
            Fields { to_user_id, message, privacy_url, external_id, question_variant_id, display_name, test }
                .build(FeedbackType::Csat, Vec::new())
        })
    }

    /// What could go wrong although nothing is refused.
    fn advice(&self, py: Python<'_>) -> PyResult<Vec<Py<PyAny>>> {
        caught(|| self.0.advice().iter().map(|advice| records::advice(py, advice)).collect())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        caught(|| {
            let fields = PyDict::new(py);
            fields.set_item("type", self.0.r#type().as_str())?;
            fields.set_item("to_user_id", self.0.to_user_id())?;
            fields.set_item("message", self.0.message())?;
            fields.set_item("privacy_url", self.0.privacy_url())?;
            fields.set_item("external_id", self.0.external_id())?;
            fields.set_item("question_variant_id", self.0.question_variant_id())?;
            fields.set_item("display_name", self.0.display_name())?;
            fields.set_item("test", self.0.test())?;
            Ok((PyTuple::empty(py), fields))
        })
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| {
            let (r#type, to) = (self.0.r#type().as_str(), self.0.to_user_id());
            let reference = self.0.external_id().map_or_else(String::new, |id| format!(", external_id={id:?}"));
            Ok(format!("Prompt(type={:?}, to_user_id={to:?}{reference})", r#type))
        })
    }

    /// For notebooks.
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        caught(|| notebook::html("prompt_html", slf.as_any()))
    }
});
