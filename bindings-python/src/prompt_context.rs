//! What is known of a conversation.

use std::hash::{Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use twitter_feedback::{FeedbackError, PromptContext as CoreContext};

use crate::arguments::{Given, noted_text, noted_texts, together};
use crate::attributes::attributes;
use crate::errors::refused;
use crate::guard::caught;

/// What is known of the conversation when a prompt is sent. It stays in the ledger and never reaches the service; it is
/// taken at that moment because later it is lost: agents change teams, cases change hands.
///
/// agent_id: who talked to the customer.
/// team: the agent's team.
/// tags: whatever else to look at later, at most 50.
/// language: the conversation's, as a BCP 47 tag by custom: `pt-BR`.
///
/// Each text has 1 to 200 characters. Raises `InvalidRequestError` with all `problems` at once.
#[pyclass(frozen, eq, hash, module = "twitter_feedback")]
#[derive(PartialEq, Eq)]
pub(crate) struct PromptContext(CoreContext);

impl Hash for PromptContext {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let CoreContext { agent_id, team, tags, language, .. } = &self.0;
        (agent_id, team, tags, language).hash(state);
    }
}

impl PromptContext {
    pub(crate) fn of(context: CoreContext) -> Self {
        Self(context)
    }

    pub(crate) fn core(&self) -> &CoreContext {
        &self.0
    }

    fn dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("agent_id", self.0.agent_id.as_deref())?;
        dict.set_item("team", self.0.team.as_deref())?;
        dict.set_item("tags", &self.0.tags)?;
        dict.set_item("language", self.0.language.as_deref())?;
        Ok(dict)
    }
}

attributes!(PromptContext {
    /// Who talked to the customer.
    agent_id: Option<&str> = |this| this.0.agent_id.as_deref();
    /// The agent's team.
    team: Option<&str> = |this| this.0.team.as_deref();
    /// Whatever else to look at later.
    tags: Py<PyTuple> = |this, py| PyTuple::new(py, &this.0.tags)?.unbind();
    /// The conversation's language.
    language: Option<&str> = |this| this.0.language.as_deref();
} with {
    #[new]
    #[pyo3(
        signature = (*, agent_id=None, team=None, tags=Given(None), language=None),
        text_signature = "(*, agent_id=None, team=None, tags=(), language=None)"
    )]
    fn new(
        agent_id: Option<&Bound<'_, PyAny>>,
        team: Option<&Bound<'_, PyAny>>,
        tags: Given<'_>,
        language: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        caught(|| {
            let mut problems = Vec::new();
            let mut context = CoreContext::new();
            context.agent_id = agent_id.map(|given| noted_text(given, "agent_id", &mut problems)).transpose()?;
            context.team = team.map(|given| noted_text(given, "team", &mut problems)).transpose()?;
            if let Given(Some(tags)) = &tags {
                context.tags = noted_texts(tags, "tags", &mut problems)?;
            }
            context.language = language.map(|given| noted_text(given, "language", &mut problems)).transpose()?;
            let checked = context.check();
            let of_core = checked.as_ref().err().map(FeedbackError::problems).unwrap_or_default();
            let problems = together(problems, of_core);
            if problems.is_empty() { Ok(Self(context)) } else { Err(refused("the context", problems)) }
        })
    }

    /// Everything by name; `tags` is a list.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        caught(|| self.dict(py))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        caught(|| Ok((PyTuple::empty(py), self.dict(py)?)))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| {
            let CoreContext { agent_id, team, tags, language, .. } = &self.0;
            let named = [("agent_id", agent_id), ("team", team), ("language", language)];
            let mut shown: Vec<String> = named
                .iter()
                .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value:?}")))
                .collect();
            if !tags.is_empty() {
                shown.push(format!("tags={tags:?}"));
            }
            Ok(format!("PromptContext({})", shown.join(", ")))
        })
    }
});
