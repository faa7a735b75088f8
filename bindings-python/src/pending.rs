//! A call that was made and not yet waited for: each verb is written once, and waited for in either way.

use std::future::Future;
use std::sync::{Mutex, OnceLock, PoisonError};

use futures_util::FutureExt;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tokio::task::AbortHandle;
use twitter_feedback::FeedbackError;
use twitter_feedback_bindings::guarded;

use crate::calling::call_method;
use crate::delivery::Delivery;
use crate::errors::OrRaise;
use crate::guard::caught;
use crate::work::{Made, Work};
use crate::{blocking, log_bridge, process};

/// A call that nobody waits for yet.
#[pyclass(frozen, generic, module = "twitter_feedback._native")]
pub(crate) struct Pending {
    /// No Python runs while it is locked.
    work: Mutex<Option<Work>>,
    task: OnceLock<AbortHandle>,
}

impl Pending {
    /// A call whose answer becomes a Python value by `make`.
    pub(crate) fn new<T: Send + 'static>(
        work: impl Future<Output = Result<T, FeedbackError>> + Send + 'static,
        make: impl FnOnce(Python<'_>, T) -> PyResult<Py<PyAny>> + Send + 'static,
    ) -> Self {
        let work = work.map(|outcome| outcome.map(|value| Box::new(move |py: Python<'_>| make(py, value)) as Made));
        Self { work: Mutex::new(Some(work.boxed())), task: OnceLock::new() }
    }

    fn take(&self) -> PyResult<Work> {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        work.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("this call was waited for before"))
    }
}

#[pymethods]
impl Pending {
    /// Blocks until it is done; other Python threads run meanwhile.
    fn wait(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        caught(|| blocking::wait(py, self.take()?))
    }

    /// Begins it and returns a future of the running event loop.
    fn start(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        static RUNNING_LOOP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        caught(|| {
            let event_loop = RUNNING_LOOP.import(py, "asyncio", "get_running_loop")?.call0()?;
            let future = call_method(&event_loop, pyo3::intern!(py, "create_future"), ())?;
            let work = self.take()?;
            let process = process::current().or_raise()?;
            let deliveries = process.deliveries.clone();
            log_bridge::listen(py)?;
            let delivery = Delivery::to(event_loop.unbind(), future.clone().unbind());
            let work = guarded(work);
            let task = process.runtime.spawn(async move {
                deliveries.send(delivery.of(work.await));
            });
            let _ = self.task.set(task.abort_handle());
            Ok(future.unbind())
        })
    }

    /// Drops what it has begun; nothing where it is done.
    fn cancel(&self) -> PyResult<()> {
        caught(|| {
            if let Some(task) = self.task.get() {
                task.abort();
            }
            Ok(())
        })
    }
}
