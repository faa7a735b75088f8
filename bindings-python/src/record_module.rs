//! A Python module of named tuples.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::calling::call;

/// Imported when the first of them is made.
pub(crate) struct RecordModule {
    name: &'static str,
    module: PyOnceLock<Py<PyModule>>,
}

impl RecordModule {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, module: PyOnceLock::new() }
    }

    pub(crate) fn make<'py>(
        &self,
        py: Python<'py>,
        class: &str,
        fields: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
    ) -> PyResult<Py<PyAny>> {
        let module = self.module.get_or_try_init(py, || py.import(self.name).map(Bound::unbind))?;
        Ok(call(&module.bind(py).getattr(class)?, fields)?.unbind())
    }
}
