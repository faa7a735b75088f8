//! What any number of events add up to.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList};
use twitter_feedback::{Fold as CoreFold, Folded as CoreFolded};

use crate::answer::Answer;
use crate::arguments::{instance, text};
use crate::attributes::attributes;
use crate::event::FeedbackEvent;
use crate::feedback::Feedback;
use crate::guard::caught;

/// The current state of every feedback that was seen: the same for every order and repetition of events.
///
/// Iterates the states by feedback id.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct Fold {
    /// No Python runs while it is locked, so nobody waits for it with the interpreter in hand.
    fold: Mutex<CoreFold>,
}

impl Fold {
    pub(crate) fn of(fold: CoreFold) -> Self {
        Self { fold: Mutex::new(fold) }
    }

    fn lock(&self) -> MutexGuard<'_, CoreFold> {
        self.fold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Fold {
    #[new]
    fn new() -> PyResult<Self> {
        caught(|| Ok(Self { fold: Mutex::default() }))
    }

    /// Takes in one event.
    fn apply(&self, event: &Bound<'_, PyAny>) -> PyResult<()> {
        caught(|| {
            let event = instance::<FeedbackEvent>(event, "event")?;
            self.lock().apply(event.get().core());
            Ok(())
        })
    }

    /// Takes in a feedback that did not come with an event: what `create` or `show` answered.
    fn apply_feedback(&self, feedback: &Bound<'_, PyAny>) -> PyResult<()> {
        caught(|| {
            let feedback = instance::<Feedback>(feedback, "feedback")?;
            self.lock().apply_feedback(feedback.get().core());
            Ok(())
        })
    }

    /// Takes in all that another fold has seen.
    fn merge(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        caught(|| {
            // A copy first: two locks at once could wait for each other, or for themselves.
            let other = instance::<Self>(other, "other")?;
            let other = other.get().lock().clone();
            self.lock().merge(&other);
            Ok(())
        })
    }

    /// The state of one feedback; `None` where it was never seen.
    fn get(&self, feedback_id: &Bound<'_, PyAny>) -> PyResult<Option<Folded>> {
        caught(|| {
            let id = text(feedback_id, "feedback_id")?;
            Ok(self.lock().get(&id).cloned().map(Folded::of))
        })
    }

    /// The states as they are now, by id.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        caught(|| {
            let states: Vec<Folded> = self.lock().iter().cloned().map(Folded::of).collect();
            PyList::new(py, states)?.try_iter()
        })
    }

    /// How many feedbacks were seen.
    fn __len__(&self) -> PyResult<usize> {
        caught(|| Ok(self.lock().len()))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("Fold({} feedbacks)", self.lock().len())))
    }
}

/// The current state of one feedback, merged from all that was seen of it.
#[pyclass(frozen, eq, module = "twitter_feedback")]
#[derive(PartialEq, Eq)]
pub(crate) struct Folded(CoreFolded);

impl Folded {
    pub(crate) fn of(folded: CoreFolded) -> Self {
        Self(folded)
    }
}

attributes!(Folded {
    /// The feedback's id.
    id: &str = |this| this.0.id().as_str();
    /// The state as a feedback. Its `raw` is the state in one spelling.
    feedback: Feedback = |this| Feedback::new(this.0.feedback());
    /// Whether different scores were reported; the earliest is the answer.
    score_conflict: bool = |this| this.0.score_conflict();
    /// Whether different texts were reported; the earliest is the answer.
    text_conflict: bool = |this| this.0.text_conflict();
    /// Whether the score lies off its scale; such a score is kept and left out of statistics.
    score_out_of_range: bool = |this| this.0.score_out_of_range();
    /// Every different score that was reported, the answer first.
    scores: Vec<Py<Answer>> = |this, py| {
        let scores = this.0.scores();
        let shown = scores.iter().map(|answer| Answer::new(py, answer.created_at, answer.value.value()));
        shown.collect::<PyResult<Vec<_>>>()?
    };
    /// Every different text that was reported, the answer first.
    texts: Vec<Py<Answer>> = |this, py| {
        let texts = this.0.texts();
        let shown = texts.iter().map(|answer| Answer::new(py, answer.created_at, answer.value.as_str()));
        shown.collect::<PyResult<Vec<_>>>()?
    };
} with {
    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(format!("Folded({})", Feedback::new(self.0.feedback()).shown())))
    }
});
