//! Carries what is done to the event loop that waits for it.
//!
//! One thread attaches to the interpreter for all, so that no thread that drives connections ever waits for the
//! interpreter's lock, and answers that come close together cross together.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::intern;
use pyo3::prelude::*;
use twitter_feedback_bindings::LogQueue;

use crate::calling::call_method;
use crate::errors::OrRaise;
use crate::guard::caught;
use crate::logging;
use crate::work::Outcome;

/// Where one outcome goes.
pub(crate) struct Delivery {
    event_loop: Py<PyAny>,
    future: Py<PyAny>,
}

pub(crate) struct Settled {
    delivery: Delivery,
    outcome: Outcome,
}

impl Delivery {
    pub(crate) fn to(event_loop: Py<PyAny>, future: Py<PyAny>) -> Self {
        Self { event_loop, future }
    }

    pub(crate) fn of(self, outcome: Outcome) -> Settled {
        Settled { delivery: self, outcome }
    }
}

/// The way to the thread that delivers.
#[derive(Clone)]
pub(crate) struct Deliveries(Sender<Settled>);

impl Deliveries {
    pub(crate) fn start(log: Arc<LogQueue>) -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let name = "twitter-feedback-asyncio".to_owned();
        std::thread::Builder::new().name(name).spawn(move || deliver(&receiver, &log))?;
        Ok(Self(sender))
    }

    pub(crate) fn send(&self, settled: Settled) {
        // The thread never ends before its senders.
        let _ = self.0.send(settled);
    }
}

fn deliver(receiver: &Receiver<Settled>, log: &Arc<LogQueue>) {
    while let Ok(first) = receiver.recv() {
        // Where the interpreter has ended nobody waits any more.
        let _ = Python::try_attach(|py| {
            let waiting: Vec<_> = std::iter::once(first).chain(receiver.try_iter()).collect();
            call_back(py, waiting, log);
        });
    }
}

/// Wakes each event loop once.
fn call_back(py: Python<'_>, mut waiting: Vec<Settled>, log: &Arc<LogQueue>) {
    while let Some(first) = waiting.pop() {
        let event_loop = first.delivery.event_loop.clone_ref(py);
        let (mut same, others): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|settled| settled.delivery.event_loop.is(&event_loop));
        same.push(first);
        waiting = others;
        let batch = Batch { settled: Mutex::new(same), log: Arc::clone(log) };
        // A loop that was closed meanwhile has nobody waiting.
        let _ = call_method(event_loop.bind(py), intern!(py, "call_soon_threadsafe"), (batch,));
    }
}

/// Outcomes for one event loop, which calls this on its own thread.
#[pyclass(frozen, module = "twitter_feedback._native")]
struct Batch {
    settled: Mutex<Vec<Settled>>,
    log: Arc<LogQueue>,
}

#[pymethods]
impl Batch {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        caught(|| {
            let mut outcome = logging::deliver(py, &self.log);
            let settled = std::mem::take(&mut *self.settled.lock().unwrap_or_else(PoisonError::into_inner));
            // What fails for one must not leave the others waiting.
            for settled in settled {
                outcome = outcome.and(settle(py, settled));
            }
            outcome
        })
    }
}

fn settle(py: Python<'_>, Settled { delivery, outcome }: Settled) -> PyResult<()> {
    let future = delivery.future.bind(py);
    // Cancelled meanwhile.
    if call_method(future, intern!(py, "done"), ())?.is_truthy()? {
        return Ok(());
    }
    match caught(|| outcome.or_raise()?(py)) {
        Ok(value) => call_method(future, intern!(py, "set_result"), (value,))?,
        Err(error) => call_method(future, intern!(py, "set_exception"), (error.into_value(py),))?,
    };
    Ok(())
}
