//! What becomes of the answer of a create.

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use twitter_feedback::{ErrorKind, FeedbackError};

use crate::errors::OrRaise;

/// Makes the Python object: the person was asked, and whatever goes wrong must not say otherwise.
///
/// What is no `Exception`, a `KeyboardInterrupt` say, says nothing about the person and is raised as it is.
pub(crate) fn after_asking<T>(py: Python<'_>, make: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    let made = twitter_feedback_bindings::after_asking(|| {
        #[cfg(feature = "panic-for-tests")]
        crate::panic_for_tests::after_asking();
        match make() {
            Err(error) if error.is_instance_of::<PyException>(py) => {
                // Its name alone: nobody knows what stands in its message.
                let name =
                    error.get_type(py).name().map_or_else(|_| "an exception".to_owned(), |name| name.to_string());
                Err(FeedbackError::new(ErrorKind::Internal, name))
            }
            made => Ok(made),
        }
    });
    made.or_raise()?
}
