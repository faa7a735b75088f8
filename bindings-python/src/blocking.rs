//! Waits on the calling thread, in any thread and inside a running event loop.

use std::time::Duration;

use pyo3::prelude::*;

use crate::errors::OrRaise;
use crate::guard::caught_panic;
use crate::pending::Work;
use crate::{logging, process};

/// How long a signal may wait for its handler: Ctrl-C has to be answered within a second.
const TICK: Duration = Duration::from_millis(100);

pub(crate) fn wait(py: Python<'_>, mut work: Work) -> PyResult<Py<PyAny>> {
    let process = process::current().or_raise()?;
    logging::listen(py)?;
    let outcome = loop {
        let tick = || process.runtime.block_on(async { tokio::time::timeout(TICK, &mut work).await });
        match py.detach(|| caught_panic(tick)) {
            Ok(Ok(outcome)) => break outcome,
            // Not done yet.
            Ok(Err(_)) => py.check_signals()?,
            Err(defect) => break Err(defect),
        }
    };
    logging::deliver(py)?;
    outcome.or_raise()?(py)
}
