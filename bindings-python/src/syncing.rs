//! A pull that tells how far it has come.

use std::sync::Arc;

use pyo3::prelude::*;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::AbortHandle;
use twitter_feedback::{FeedbackError, SyncOptions, SyncProgress, SyncReport, Timestamp};
use twitter_feedback_bindings::{defect, guarded, set};

use crate::errors::{OrRaise, raised};
use crate::guard::caught;
use crate::pending::Pending;
use crate::program_handle::{Opening, forked};
use crate::{log_bridge, process, program_records};

/// A pull under way. It goes on while nobody looks, and ends with this.
///
/// Whoever calls asks for one step after the other, so that a callback runs where the call was made and what it raises
/// is raised there.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct Syncing {
    steps: Arc<Mutex<UnboundedReceiver<Step>>>,
    task: AbortHandle,
    process: u64,
}

enum Step {
    Progress(SyncProgress),
    Ended(Result<SyncReport, FeedbackError>),
}

impl Syncing {
    pub(crate) fn begin(
        py: Python<'_>,
        opening: Arc<Opening>,
        since: Option<Timestamp>,
        until: Option<Timestamp>,
        progress: bool,
    ) -> PyResult<Self> {
        let process = process::current().or_raise()?;
        log_bridge::listen(py)?;
        let (tell, told) = unbounded_channel();
        let of_progress = progress.then(|| tell.clone());
        let pull = async move {
            let program = opening.program().await?;
            let options = set(SyncOptions::new(), since, SyncOptions::since);
            let options = set(options, until, SyncOptions::until);
            let options = set(options, of_progress, |options, tell| {
                options.progress(move |progress| {
                    // Where nobody asks any more the pull is about to be dropped.
                    let _ = tell.send(Step::Progress(progress));
                })
            });
            program.sync(options).await
        };
        let task = process.runtime.spawn(async move {
            let _ = tell.send(Step::Ended(guarded(pull).await));
        });
        Ok(Self { steps: Arc::new(Mutex::new(told)), task: task.abort_handle(), process: process::id() })
    }

    /// In a child the runtime that it belongs to is not there.
    fn is_ours(&self) -> bool {
        self.process == process::id()
    }
}

#[pymethods]
impl Syncing {
    /// The next `SyncProgress`, and at the end the `SyncReport`.
    fn next_step(&self) -> PyResult<Pending> {
        caught(|| {
            if !self.is_ours() {
                return Err(raised(forked()));
            }
            let steps = Arc::clone(&self.steps);
            let next = async move {
                match steps.lock().await.recv().await {
                    Some(Step::Ended(Err(error))) => Err(error),
                    Some(step) => Ok(step),
                    None => Err(defect()),
                }
            };
            Ok(Pending::new(next, |py, step| match step {
                Step::Progress(progress) => program_records::sync_progress(py, &progress),
                Step::Ended(report) => program_records::sync_report(py, &report.or_raise()?),
            }))
        })
    }

    /// Drops it; what was stored stays.
    fn cancel(&self) -> PyResult<()> {
        caught(|| {
            if self.is_ours() {
                self.task.abort();
            }
            Ok(())
        })
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        if self.is_ours() {
            self.task.abort();
        }
    }
}
