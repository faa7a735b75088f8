//! Waits on the calling thread, in any thread and inside a running event loop.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use pyo3::prelude::*;
use tokio::task::AbortHandle;
use twitter_feedback_bindings::{defect, guarded};

use crate::errors::OrRaise;
use crate::work::Work;
use crate::{log_bridge, logging, process};

/// How long a signal may wait for its handler: Ctrl-C has to be answered within a second.
const TICK: Duration = Duration::from_millis(100);

/// Whoever stops waiting drops what was begun.
struct Begun(AbortHandle);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(crate) fn wait(py: Python<'_>, work: Work) -> PyResult<Py<PyAny>> {
    let process = process::current().or_raise()?;
    log_bridge::listen(py)?;
    let (tell, mut told) = sync_channel(1);
    let work = guarded(work);
    // On the runtime's own threads: there an answer wakes nobody but whoever reads it on.
    let task = process.runtime.spawn(async move {
        let _ = tell.send(work.await);
    });
    let _begun = Begun(task.abort_handle());
    let outcome = loop {
        let told = &mut told;
        match py.detach(move || told.recv_timeout(TICK)) {
            Ok(outcome) => break outcome,
            Err(RecvTimeoutError::Timeout) => {
                py.check_signals()?;
                logging::deliver(py, &process.log)?;
            }
            Err(RecvTimeoutError::Disconnected) => break Err(defect()),
        }
    };
    logging::deliver(py, &process.log)?;
    outcome.or_raise()?(py)
}
