//! A defect on demand, in test builds alone.
#![allow(clippy::panic, reason = "that is its job")]

use std::sync::atomic::{AtomicBool, Ordering};

use pyo3::prelude::*;

use crate::guard::caught;
use crate::pending::Pending;

static AFTER_ASKING: AtomicBool = AtomicBool::new(false);

/// Panics where the next answer of a create becomes a Python object.
#[pyfunction]
pub(crate) fn provoke_panic_after_asking() {
    AFTER_ASKING.store(true, Ordering::Release);
}

pub(crate) fn after_asking() {
    assert!(!AFTER_ASKING.swap(false, Ordering::AcqRel), "provoked after asking");
}

/// Panics in the call itself (`call`), or while what it returns is waited for.
#[pyfunction]
pub(crate) fn provoke_panic(place: &str) -> PyResult<Pending> {
    caught(|| match place {
        "call" => panic!("provoked in a call"),
        _ => Ok(Pending::new(async { panic!("provoked while waiting") }, |py, ()| Ok(py.None()))),
    })
}
