//! Calls Python code, in a way that lets the interpreter end meanwhile.
//!
//! An interpreter that ends stops every other thread that runs Python by unwinding it (CPython before 3.14). Through the
//! frames of Rust this cannot be done: the process would abort. So such a thread is held here instead, until the
//! process is gone; pyo3 does the same where a thread attaches.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

#[cfg(unix)]
unsafe extern "C-unwind" {
    // As pyo3 declares it, but for an unwinding that may come through.
    fn PyObject_Call(
        callable: *mut ffi::PyObject,
        args: *mut ffi::PyObject,
        kwargs: *mut ffi::PyObject,
    ) -> *mut ffi::PyObject;
}
// Elsewhere a thread is ended without unwinding.
#[cfg(not(unix))]
use ffi::PyObject_Call;

/// Holds the thread for ever when it is unwound by anything but a panic.
struct Hold;

impl Drop for Hold {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            loop {
                std::thread::park();
            }
        }
    }
}

/// Calls something that may run Python code.
pub(crate) fn call<'py>(
    callable: &Bound<'py, PyAny>,
    args: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = callable.py();
    let args = args.into_pyobject(py).map_err(Into::into)?;
    let hold = Hold;
    // SAFETY: both are alive, and the interpreter is attached.
    let answer = unsafe { PyObject_Call(callable.as_ptr(), args.as_ptr(), std::ptr::null_mut()) };
    std::mem::forget(hold);
    // SAFETY: a new reference, or null with an exception set.
    unsafe { Bound::from_owned_ptr_or_err(py, answer) }
}

/// Calls a method that may run Python code.
pub(crate) fn call_method<'py>(
    object: &Bound<'py, PyAny>,
    name: &Bound<'py, pyo3::types::PyString>,
    args: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
) -> PyResult<Bound<'py, PyAny>> {
    call(&object.getattr(name)?, args)
}
