//! A defect on demand, in test builds alone.
#![allow(clippy::panic, reason = "that is its job")]

use pyo3::prelude::*;

use crate::guard::caught;
use crate::pending::Pending;

/// Panics in the call itself (`call`), or while what it returns is waited for.
#[pyfunction]
pub(crate) fn provoke_panic(place: &str) -> PyResult<Pending> {
    caught(|| match place {
        "call" => panic!("provoked in a call"),
        _ => Ok(Pending::new(async { panic!("provoked while waiting") }, |py, ()| Ok(py.None()))),
    })
}
