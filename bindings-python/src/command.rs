//! The command-line program, carried by the package.

use std::ffi::OsString;

use pyo3::prelude::*;
use twitter_feedback_bindings::take_over_panics;

use crate::guard::caught;

/// Runs the command `twitter-feedback` with these arguments, the program's name first, and returns its exit code.
#[pyfunction]
pub(crate) fn run(py: Python<'_>, args: Vec<OsString>) -> PyResult<u8> {
    caught(|| {
        // The command tells of its own defects, as it does without Python.
        drop(std::panic::take_hook());
        let code = py.detach(|| twitter_feedback_cli::run(args));
        take_over_panics();
        Ok(code)
    })
}
