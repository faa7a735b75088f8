/// Writes the one `#[pymethods]` block of a class: its read-only attributes, and behind `with` everything else.
///
/// An attribute is a name, what it is for Python, and how it is read; a panic becomes an `InternalError`.
macro_rules! attributes {
    ($class:ident {
        $( $(#[$doc:meta])* $name:ident: $out:ty = |$this:ident $(, $py:ident)?| $value:expr; )*
    } $(with { $($rest:tt)* })?) => {
        #[pyo3::pymethods]
        impl $class {
            $(
                $(#[$doc])*
                #[getter]
                #[allow(clippy::wrong_self_convention, reason = "the service's own names, such as from_user_id")]
                fn $name(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<$out> {
                    let _ = py;
                    let $this = self;
                    $( let $py = py; )?
                    $crate::guard::caught(|| Ok($value))
                }
            )*
            $($($rest)*)?
        }
    };
}
pub(crate) use attributes;
