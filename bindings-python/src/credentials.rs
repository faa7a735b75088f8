//! The four strings of OAuth 1.0a.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use twitter_feedback::{Credentials as CoreCredentials, ErrorKind, FeedbackError};
use twitter_feedback_sandbox::SandboxCredentials as CoreSandboxCredentials;

use crate::arguments::{NO_SURROGATE, wrong_type};
use crate::attributes::attributes;
use crate::errors::{OrRaise, raised};
use crate::guard::caught;
use crate::path_argument;

/// The four strings of OAuth 1.0a: never shown, never pickled, wiped when dropped.
///
/// They come from the app's page at the service, and from signing in as the account that asks. Raises
/// `ConfigurationError`, naming each one that is empty or holds white space or a control character.
#[pyclass(frozen, subclass, module = "twitter_feedback")]
pub(crate) struct Credentials(CoreCredentials);

impl Credentials {
    pub(crate) fn object(py: Python<'_>, credentials: CoreCredentials) -> PyResult<Py<Self>> {
        Py::new(py, Self(credentials))
    }

    /// Reads an argument that is credentials.
    pub(crate) fn given(value: &Bound<'_, PyAny>) -> PyResult<CoreCredentials> {
        match value.cast::<Self>() {
            Ok(credentials) => Ok(credentials.get().0.clone()),
            Err(_) => Err(wrong_type(value, "credentials", "Credentials")),
        }
    }
}

#[pymethods]
impl Credentials {
    #[new]
    fn new(
        consumer_key: &Bound<'_, PyAny>,
        consumer_secret: &Bound<'_, PyAny>,
        access_token: &Bound<'_, PyAny>,
        access_token_secret: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        caught(|| {
            let credentials = CoreCredentials::new(
                secret(consumer_key, "consumer_key")?,
                secret(consumer_secret, "consumer_secret")?,
                secret(access_token, "access_token")?,
                secret(access_token_secret, "access_token_secret")?,
            );
            Ok(Self(credentials.or_raise()?))
        })
    }

    /// Reads `TWITTER_FEEDBACK_CONSUMER_KEY`, `_CONSUMER_SECRET`, `_ACCESS_TOKEN` and `_ACCESS_TOKEN_SECRET`.
    ///
    /// Raises `ConfigurationError`, naming every variable that is missing or unusable.
    #[staticmethod]
    fn from_env() -> PyResult<Self> {
        caught(|| Ok(Self(CoreCredentials::from_env().or_raise()?)))
    }

    /// Reads a JSON file with the members `consumer_key`, `consumer_secret`, `access_token` and `access_token_secret`.
    ///
    /// Raises `ConfigurationError` when others than its owner may read it (mode 0600), or when it cannot be read.
    #[staticmethod]
    fn from_file(path: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| Ok(Self(CoreCredentials::from_file(path_argument::path(path, "path")?).or_raise()?)))
    }

    /// Writes the JSON file that `from_file` reads, mode 0600. A file that is there is replaced as a whole; where writing
    /// fails, it stays as it was.
    ///
    /// Raises `ConfigurationError` when it cannot be written.
    fn to_file(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        caught(|| self.0.to_file(path_argument::path(path, "path")?).or_raise())
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "credentials are not pickled: make them where they are used, by from_env or from_file",
        ))
    }

    fn __repr__(&self) -> &'static str {
        "Credentials([redacted])"
    }
}

/// As any text, but a refusal never repeats it.
pub(crate) fn secret(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<String> {
    let not_utf8 = |_| misconfigured(format!("{field} {NO_SURROGATE}"));
    match value.cast::<PyString>() {
        Ok(given) => Ok(given.to_cow().map_err(not_utf8)?.into_owned()),
        Err(_) => Err(wrong_type(value, field, "a str")),
    }
}

fn misconfigured(message: String) -> PyErr {
    raised(FeedbackError::new(ErrorKind::Configuration, message))
}

/// The keys of one account of a sandbox: a sender's, or a customer's. Readable, because they open nothing else.
#[pyclass(frozen, extends = Credentials, module = "twitter_feedback")]
pub(crate) struct SandboxCredentials(CoreSandboxCredentials);

impl SandboxCredentials {
    pub(crate) fn object(py: Python<'_>, own: CoreSandboxCredentials) -> PyResult<Py<Self>> {
        let base =
            CoreCredentials::new(&own.consumer_key, &own.consumer_secret, &own.access_token, &own.access_token_secret);
        Py::new(py, PyClassInitializer::from(Credentials(base.or_raise()?)).add_subclass(Self(own)))
    }
}

attributes!(SandboxCredentials {
    /// The app's key; every account of one sandbox shares it.
    consumer_key: &str = |this| &*this.0.consumer_key;
    /// The app's secret.
    consumer_secret: &str = |this| &*this.0.consumer_secret;
    /// The account's token.
    access_token: &str = |this| &*this.0.access_token;
    /// The account's token secret.
    access_token_secret: &str = |this| &*this.0.access_token_secret;
    /// The account's user id.
    user_id: &str = |this| &*this.0.user_id;
    /// The account's name, without the @.
    screen_name: &str = |this| &*this.0.screen_name;
});
