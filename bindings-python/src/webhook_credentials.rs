//! User name and password of a webhook.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use twitter_feedback::WebhookCredentials as CoreCredentials;

use crate::arguments::wrong_type;
use crate::attributes::attributes;
use crate::credentials::secret;
use crate::errors::OrRaise;
use crate::guard::caught;

/// User name and password that the service sends with every delivery, as they were registered with it (basic auth).
///
/// Never shown and never pickled. Letters beyond ASCII are compared as UTF-8; how the service encodes them is not known,
/// so better have none. Raises `ConfigurationError` when one is empty, longer than 1,024 bytes or has a control character,
/// or the user name a colon, which basic auth cannot carry (RFC 7617).
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct WebhookCredentials(CoreCredentials);

impl WebhookCredentials {
    /// Reads an argument that is such credentials; `wanted` is what it may be, for the refusal.
    pub(crate) fn given(value: &Bound<'_, PyAny>, wanted: &str) -> PyResult<CoreCredentials> {
        match value.cast::<Self>() {
            Ok(credentials) => Ok(credentials.get().0.clone()),
            Err(_) => Err(wrong_type(value, "credentials", wanted)),
        }
    }
}

attributes!(WebhookCredentials {
    /// The user name.
    username: String = |this| this.0.username().to_owned();
    /// The password, in clear: for registering it, and nowhere else.
    password: String = |this| this.0.password().to_owned();
    /// The `Authorization` header of a delivery, in clear.
    authorization: String = |this| this.0.authorization();
} with {
    #[new]
    fn new(username: &Bound<'_, PyAny>, password: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| {
            let (username, password) = (secret(username, "username")?, secret(password, "password")?);
            Ok(Self(CoreCredentials::new(username, password).or_raise()?))
        })
    }

    /// Makes up strong ones from the system's random numbers: a password of 32 characters with capitals, small letters,
    /// digits and signs.
    #[staticmethod]
    fn generate() -> PyResult<Self> {
        caught(|| Ok(Self(CoreCredentials::generate().or_raise()?)))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("webhook credentials are not pickled: make them where they are used"))
    }

    fn __repr__(&self) -> &'static str {
        "WebhookCredentials([redacted])"
    }
});
