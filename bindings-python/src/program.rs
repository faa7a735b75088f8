//! The program: one method for each verb.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use tokio::task::spawn_blocking;
use twitter_feedback::{
    AttemptFilter, FeedbackError, Policy as CorePolicy, Program, Prompt as CorePrompt, PromptContext as CoreContext,
};

use crate::arguments::{instance, text, whole};
use crate::attributes::attributes;
use crate::client::NativeClient;
use crate::errors::OrRaise;
use crate::fold::{Fold, Folded};
use crate::guard::caught;
use crate::path_argument::path;
use crate::pending::Pending;
use crate::policy::Policy;
use crate::program_handle::{Opening, ProgramHandle};
use crate::program_records as records;
use crate::prompt::Prompt;
use crate::prompt_context::PromptContext;
use crate::syncing::Syncing;
use crate::time_argument::optional_time;

/// What `Program` and `AsyncProgram` are made of.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct NativeProgram {
    handle: ProgramHandle,
    ledger: PathBuf,
}

impl NativeProgram {
    fn opening(&self) -> PyResult<Arc<Opening>> {
        self.handle.get().or_raise()
    }

    /// A call of the program, which is opened first where it is not yet.
    fn pending<T, F>(
        &self,
        call: impl FnOnce(Program) -> F + Send + 'static,
        make: impl FnOnce(Python<'_>, T) -> PyResult<Py<PyAny>> + Send + 'static,
    ) -> PyResult<Pending>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, FeedbackError>> + Send + 'static,
    {
        let opening = self.opening()?;
        Ok(Pending::new(async move { call(opening.program().await?).await }, make))
    }
}

impl Drop for NativeProgram {
    fn drop(&mut self) {
        // Other Python threads run while the ledger ends what it has begun.
        let Some(left) = self.handle.close() else { return };
        let mut left = Some(left);
        let _ = Python::try_attach(|py| py.detach(|| drop(left.take())));
    }
}

attributes!(NativeProgram {
    /// The ledger's name, as it was given.
    ledger: PathBuf = |this| this.ledger.clone();
    /// Whether it was closed.
    closed: bool = |this| this.handle.is_closed();
} with {
    #[new]
    fn new(
        client: &Bound<'_, NativeClient>,
        ledger: Option<&Bound<'_, PyAny>>,
        policy: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        caught(|| {
            let ledger = match ledger {
                Some(ledger) => path(ledger, "ledger")?,
                None => PathBuf::from(Program::ledger_from_env().or_raise()?),
            };
            let policy = match policy {
                Some(policy) => instance::<Policy>(policy, "policy")?.get().core().clone(),
                None => CorePolicy::new(),
            };
            let handle = ProgramHandle::new(client.get().client()?, ledger.clone(), policy);
            Ok(Self { handle, ledger })
        })
    }

    /// Opens the ledger, where that was not done yet.
    fn open(&self) -> PyResult<Pending> {
        caught(|| self.pending(|_| async { Ok(()) }, |py, ()| Ok(py.None())))
    }

    /// Asks a person, if the policy and the ledger let it.
    fn send(&self, prompt: &Bound<'_, Prompt>, context: Option<&Bound<'_, PyAny>>) -> PyResult<Pending> {
        caught(|| {
            let prompt = CorePrompt::clone(prompt.get().core());
            let context = match context {
                Some(context) => instance::<PromptContext>(context, "context")?.get().core().clone(),
                None => CoreContext::new(),
            };
            let send = |program: Program| async move { program.send(&prompt, &context).await };
            self.pending(send, records::send_outcome)
        })
    }

    /// Begins to pull events into the ledger.
    fn sync(
        &self,
        py: Python<'_>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        progress: bool,
    ) -> PyResult<Syncing> {
        caught(|| {
            let (since, until) = (optional_time(since, "since")?, optional_time(until, "until")?);
            Syncing::begin(py, self.opening()?, since, until, progress)
        })
    }

    /// Finds out what became of attempts whose outcome is unknown.
    fn reconcile(&self) -> PyResult<Pending> {
        caught(|| {
            self.pending(|program| async move { program.reconcile().await }, |py, report| {
                records::reconcile_report(py, &report)
            })
        })
    }

    /// Whether a customer was asked and has answered.
    fn prompt_status(&self, external_id: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let id = text(external_id, "external_id")?;
            self.pending(|program| async move { program.prompt_status(id).await }, |py, status| match status {
                Some(status) => records::prompt_status(py, &status),
                None => Ok(py.None()),
            })
        })
    }

    /// Which time the ledger has seen completely.
    fn coverage(&self) -> PyResult<Pending> {
        caught(|| {
            self.pending(|program| async move { program.coverage().await }, |py, coverage| {
                records::coverage(py, &coverage)
            })
        })
    }

    /// The history of asking.
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn attempts(
        &self,
        to_user_id: Option<&Bound<'_, PyAny>>,
        external_id: Option<&Bound<'_, PyAny>>,
        state: Option<&Bound<'_, PyAny>>,
        from_time: Option<&Bound<'_, PyAny>>,
        to_time: Option<&Bound<'_, PyAny>>,
        before: Option<&Bound<'_, PyAny>>,
        limit: &Bound<'_, PyAny>,
    ) -> PyResult<Pending> {
        caught(|| {
            let mut filter = AttemptFilter::default();
            filter.to_user_id = to_user_id.map(|id| text(id, "to_user_id")).transpose()?.map(Into::into);
            filter.external_id = external_id.map(|id| text(id, "external_id")).transpose()?;
            if let Some(state) = state {
                filter.state = Some(text(state, "state")?.parse().or_raise()?);
            }
            filter.from_time = optional_time(from_time, "from_time")?;
            filter.to_time = optional_time(to_time, "to_time")?;
            filter.before = before.map(|id| text(id, "before")).transpose()?.map(Into::into);
            filter.limit = whole(limit, "limit", 1..=10_000)?;
            self.pending(|program| async move { program.attempts(&filter).await }, |py, attempts| {
                let attempts = attempts.into_iter().map(|attempt| records::attempt(py, attempt));
                attempts.collect::<PyResult<Vec<_>>>()?.into_py_any(py)
            })
        })
    }

    /// The state of one feedback.
    fn folded(&self, feedback_id: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let id = text(feedback_id, "feedback_id")?;
            self.pending(|program| async move { program.folded(id).await }, |py, folded| {
                folded.map(Folded::of).into_py_any(py)
            })
        })
    }

    /// The state of every feedback.
    fn fold(&self) -> PyResult<Pending> {
        caught(|| {
            self.pending(|program| async move { program.fold().await }, |py, fold| Fold::of(fold).into_py_any(py))
        })
    }

    /// Refuses new calls at once; waiting for what it returns waits until the ledger is closed. `None` where there is
    /// nothing to close.
    fn close(&self) -> PyResult<Option<Pending>> {
        caught(|| {
            let left = self.handle.close();
            Ok(left.map(|left| {
                let close = async move {
                    // It waits for the ledger's threads.
                    let _ = spawn_blocking(move || drop(left)).await;
                    Ok(())
                };
                Pending::new(close, |py, ()| Ok(py.None()))
            }))
        })
    }
});
