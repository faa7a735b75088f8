//! Bytes come in as bytes, as a bytearray or as a memoryview.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView};

use crate::arguments::wrong_type;

/// Hands over the bytes of an argument. A text is none: who decoded it may have changed it.
pub(crate) fn with_bytes<T>(
    value: &Bound<'_, PyAny>,
    field: &'static str,
    read: impl FnOnce(&[u8]) -> T,
) -> PyResult<T> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(read(bytes.as_bytes()));
    }
    // What can be changed meanwhile is copied.
    if let Ok(bytes) = value.cast::<PyByteArray>() {
        return Ok(read(&bytes.to_vec()));
    }
    if let Ok(view) = value.cast::<PyMemoryView>() {
        let bytes = view.call_method0(intern!(view.py(), "tobytes"))?;
        return Ok(read(bytes.cast::<PyBytes>()?.as_bytes()));
    }
    Err(wrong_type(value, field, "bytes, a bytearray or a memoryview, as it came"))
}
