//! What a program answers becomes the named tuples of `twitter_feedback._program_records`.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use twitter_feedback::{
    Attempt, AttemptError, Coverage, Period, PromptStatus, ReconcileReport, SendOutcome, SkipReason, SyncProgress,
    SyncReport, Timestamp,
};

use crate::asked::after_asking;
use crate::feedback::Feedback;
use crate::prompt_context::PromptContext;
use crate::record_module::RecordModule;
use crate::times::Time;

static RECORDS: RecordModule = RecordModule::new("twitter_feedback._program_records");

fn time(time: Option<Timestamp>) -> Option<Time> {
    time.map(Time)
}

pub(crate) fn send_outcome(py: Python<'_>, outcome: SendOutcome) -> PyResult<Py<PyAny>> {
    match outcome {
        SendOutcome::Sent { .. } => after_asking(py, || made_outcome(py, outcome)),
        _ => made_outcome(py, outcome),
    }
}

fn made_outcome(py: Python<'_>, outcome: SendOutcome) -> PyResult<Py<PyAny>> {
    let (status, attempt_id) = (outcome.status(), outcome.attempt_id().to_string());
    let (mut feedback, mut why, mut holds_until, mut said) = (None, None, None, None);
    match outcome {
        SendOutcome::Sent { feedback: asked, reply, .. } => feedback = Some(Feedback::created(asked, reply)),
        SendOutcome::Skipped { reason, until, .. } => (why, holds_until) = (Some(reason.as_str()), time(until)),
        SendOutcome::Unknown { message, .. } => said = Some(message),
    }
    RECORDS.make(py, "SendOutcome", (status, attempt_id, feedback, why, holds_until, said))
}

pub(crate) fn attempt(py: Python<'_>, attempt: Attempt) -> PyResult<Py<PyAny>> {
    let error = attempt.error.as_ref().map(|error| attempt_error(py, error)).transpose()?;
    let ids = (attempt.from_user_id.as_str(), attempt.to_user_id.as_str());
    let fields = [
        attempt.id.as_str().into_bound_py_any(py)?,
        attempt.state.as_str().into_bound_py_any(py)?,
        attempt.reason.map(SkipReason::as_str).into_bound_py_any(py)?,
        time(attempt.until).into_bound_py_any(py)?,
        ids.0.into_bound_py_any(py)?,
        ids.1.into_bound_py_any(py)?,
        attempt.r#type.as_str().into_bound_py_any(py)?,
        attempt.external_id.into_bound_py_any(py)?,
        attempt.question_variant_id.as_deref().into_bound_py_any(py)?,
        attempt.display_name.into_bound_py_any(py)?,
        attempt.test.into_bound_py_any(py)?,
        PromptContext::of(attempt.context).into_bound_py_any(py)?,
        Time(attempt.attempted_at).into_bound_py_any(py)?,
        time(attempt.sending_at).into_bound_py_any(py)?,
        time(attempt.asked_at).into_bound_py_any(py)?,
        time(attempt.settled_at).into_bound_py_any(py)?,
        time(attempt.cool_until).into_bound_py_any(py)?,
        attempt.feedback_id.as_deref().into_bound_py_any(py)?,
        error.into_bound_py_any(py)?,
    ];
    RECORDS.make(py, "Attempt", PyTuple::new(py, fields)?)
}

fn attempt_error(py: Python<'_>, error: &AttemptError) -> PyResult<Py<PyAny>> {
    let codes = PyTuple::new(py, &error.codes)?;
    RECORDS.make(py, "AttemptError", (error.kind.as_str(), error.status, codes, &error.message))
}

pub(crate) fn prompt_status(py: Python<'_>, status: &PromptStatus) -> PyResult<Py<PyAny>> {
    let (state, reason) = (status.state.as_str(), status.reason.map(SkipReason::as_str));
    let (attempt_id, to_user_id) = (status.attempt_id.as_str(), status.to_user_id.as_str());
    let asked = (status.r#type.as_str(), to_user_id, time(status.asked_at), status.answered);
    RECORDS.make(
        py,
        "PromptStatus",
        (&status.external_id, attempt_id, state, reason, asked.0, asked.1, asked.2, asked.3),
    )
}

pub(crate) fn coverage(py: Python<'_>, coverage: &Coverage) -> PyResult<Py<PyAny>> {
    let (periods, gaps) = (periods(py, coverage.periods())?, periods(py, &coverage.gaps())?);
    RECORDS.make(py, "Coverage", (periods, gaps, time(coverage.start()), time(coverage.end())))
}

fn periods<'py>(py: Python<'py>, periods: &[Period]) -> PyResult<Bound<'py, PyTuple>> {
    let made = periods.iter().map(|period| RECORDS.make(py, "Period", (Time(period.from_time), Time(period.to_time))));
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}

pub(crate) fn sync_progress(py: Python<'_>, progress: &SyncProgress) -> PyResult<Py<PyAny>> {
    let SyncProgress { pages, events, new, updated, unreadable, windows_done, windows, .. } = *progress;
    RECORDS.make(py, "SyncProgress", (pages, events, new, updated, unreadable, windows_done, windows))
}

pub(crate) fn sync_report(py: Python<'_>, report: &SyncReport) -> PyResult<Py<PyAny>> {
    let SyncReport { pages, events, new, updated, unreadable, complete_through, .. } = *report;
    RECORDS.make(py, "SyncReport", (pages, events, new, updated, unreadable, time(complete_through)))
}

pub(crate) fn reconcile_report(py: Python<'_>, report: &ReconcileReport) -> PyResult<Py<PyAny>> {
    let ReconcileReport { examined, sent, absent, unknown, .. } = *report;
    RECORDS.make(py, "ReconcileReport", (examined, sent, absent, unknown))
}
