//! Lets the interpreter end under no thread of ours.
//!
//! An interpreter that ends stops every other thread that runs Python, by unwinding it. Through native code that called
//! into Python this cannot be done: the process would abort. So before the end such calls are waited for, and later
//! ones never begin.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use pyo3::prelude::*;

use crate::guard::caught;
use crate::process::{self, Process};

/// The thread that ends the interpreter, once it does.
static ENDING: OnceLock<ThreadId> = OnceLock::new();

/// What a log handler may take longer than at the end must not keep the program alive.
const PATIENCE: Duration = Duration::from_secs(1);

/// The threads of a process that native code has sent into Python.
#[derive(Default)]
pub(crate) struct Visitors {
    inside: Mutex<usize>,
    left: Condvar,
}

impl Visitors {
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One thread's stay; a stay within a stay is the same.
struct Visit(Arc<Process>);

thread_local! {
    static INSIDE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

impl Visit {
    fn begin(py: Python<'_>) -> Option<Self> {
        if INSIDE.get() {
            return None;
        }
        let process = process::if_any()?;
        *process.visitors.lock() += 1;
        INSIDE.set(true);
        let visit = Self(process);
        if ENDING.get().is_some_and(|thread| *thread != thread::current().id()) {
            drop(visit);
            py.detach(|| {
                loop {
                    thread::park();
                }
            });
            return None;
        }
        Some(visit)
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        INSIDE.set(false);
        let mut inside = self.0.visitors.lock();
        *inside = inside.saturating_sub(1);
        self.0.visitors.left.notify_all();
    }
}

/// Runs something that runs Python code.
pub(crate) fn in_python<T>(py: Python<'_>, run: impl FnOnce() -> T) -> T {
    let _visit = Visit::begin(py);
    run()
}

/// Whether the interpreter is about to end, and this is the thread that still works.
pub(crate) fn is_near() -> bool {
    ENDING.get().is_some()
}

/// Asks to be told before the interpreter ends.
pub(crate) fn watch(py: Python<'_>) -> PyResult<()> {
    py.import("atexit")?.call_method1("register", (wrap_pyfunction!(interpreter_ends, py)?,))?;
    Ok(())
}

#[pyfunction]
fn interpreter_ends(py: Python<'_>) -> PyResult<()> {
    caught(|| {
        let _ = ENDING.set(thread::current().id());
        let Some(process) = process::if_any() else { return Ok(()) };
        py.detach(|| {
            let visitors = &process.visitors;
            let someone = |inside: &mut usize| *inside > 0;
            drop(visitors.left.wait_timeout_while(visitors.lock(), PATIENCE, someone));
        });
        Ok(())
    })
}
