//! What a customer answered.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use twitter_feedback::{Response as CoreResponse, Timestamp};

use crate::attributes::attributes;
use crate::guard::caught;
use crate::times::Time;

/// One thing a customer answered, with the time of that answer alone.
#[pyclass(frozen, generic, module = "twitter_feedback")]
pub(crate) struct Answer {
    created_at: Timestamp,
    value: Py<PyAny>,
}

impl Answer {
    pub(crate) fn new<'py, T: IntoPyObject<'py>>(
        py: Python<'py>,
        created_at: Timestamp,
        value: T,
    ) -> PyResult<Py<Self>> {
        Py::new(py, Self { created_at, value: value.into_py_any(py)? })
    }
}

attributes!(Answer {
    /// When it was submitted, UTC. Can be later than the feedback's `updated_at` (seen).
    created_at: Time = |this| Time(this.created_at);
    /// What was submitted; immutable from then on (doc).
    value: Py<PyAny> = |this, py| this.value.clone_ref(py);
} with {
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> PyResult<bool> {
        let other = other.get();
        caught(|| Ok(self.created_at == other.created_at && self.value.bind(py).eq(&other.value)?))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        caught(|| (self.created_at.as_millis(), &self.value).into_pyobject(py)?.hash())
    }

    /// With the time alone: a comment has no place in a log.
    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("Answer(created_at={})", self.created_at)))
    }
});

/// What a customer has answered so far. Score and text arrive independently; either may never come.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct Response {
    score: Option<Py<Answer>>,
    text: Option<Py<Answer>>,
}

impl Response {
    pub(crate) fn new(py: Python<'_>, response: &CoreResponse) -> PyResult<Self> {
        Ok(Self {
            score: response
                .score
                .as_ref()
                .map(|answer| Answer::new(py, answer.created_at, answer.value.value()))
                .transpose()?,
            text: response
                .text
                .as_ref()
                .map(|answer| Answer::new(py, answer.created_at, answer.value.as_str()))
                .transpose()?,
        })
    }
}

attributes!(Response {
    /// The number.
    score: Option<Py<Answer>> = |this, py| this.score.as_ref().map(|answer| answer.clone_ref(py));
    /// The comment.
    text: Option<Py<Answer>> = |this, py| this.text.as_ref().map(|answer| answer.clone_ref(py));
} with {
    /// Whether anything was answered.
    fn __bool__(&self) -> PyResult<bool> {
        caught(|| Ok(self.score.is_some() || self.text.is_some()))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> PyResult<bool> {
        let other = other.get();
        let (ours, theirs) = ((&self.score, &self.text), (&other.score, &other.text));
        caught(|| ours.into_pyobject(py)?.eq(theirs.into_pyobject(py)?))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        caught(|| (&self.score, &self.text).into_pyobject(py)?.hash())
    }

    fn __repr__(&self) -> PyResult<String> {
        let shown = |answer: &Option<Py<Answer>>| answer.as_ref().map_or("None", |_| "Answer(…)");
        caught(|| Ok(format!("Response(score={}, text={})", shown(&self.score), shown(&self.text))))
    }
});
