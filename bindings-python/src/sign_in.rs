//! Signing in as the account that asks.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use twitter_feedback::{FeedbackError, SignIn, SignInOptions};
use twitter_feedback_bindings::caught_panic;

use crate::arguments::hidden_text;
use crate::attributes::attributes;
use crate::credentials::secret;
use crate::errors::{OrRaise, raised};
use crate::guard::caught;
use crate::pending::Pending;
use crate::per_process::PerProcess;
use crate::{records, sign_in_options};

/// What `SignIn` and `AsyncSignIn` are made of.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct NativeSignIn {
    options: SignInOptions,
    begun: PerProcess<Arc<SignIn>>,
}

impl NativeSignIn {
    fn new(options: SignInOptions, begun: SignIn) -> Self {
        Self { options, begun: PerProcess::new(Arc::new(begun)) }
    }

    /// That of this process; it is never let go of.
    fn begun(&self) -> PyResult<Arc<SignIn>> {
        let renew = |before: &Arc<SignIn>| {
            let (token, secret) = (before.oauth_token(), before.oauth_token_secret());
            Ok::<_, FeedbackError>(Arc::new(SignIn::resume(self.options.clone(), token, secret)?))
        };
        let begun = self.begun.get(renew).or_raise()?;
        begun.ok_or_else(|| raised(twitter_feedback_bindings::defect()))
    }
}

attributes!(NativeSignIn {
    /// The page that the person opens.
    authorize_url: String = |this| this.begun()?.authorize_url();
    /// The request token.
    oauth_token: String = |this| this.begun()?.oauth_token().to_owned();
    /// The request token's secret.
    oauth_token_secret: String = |this| this.begun()?.oauth_token_secret().to_owned();
} with {
    /// Asks for a request token.
    #[staticmethod]
    fn begin(
        consumer_key: &Bound<'_, PyAny>,
        consumer_secret: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Pending> {
        caught(|| {
            let options = sign_in_options::read(consumer_key, consumer_secret, options)?;
            let work = {
                let options = options.clone();
                async move { SignIn::begin(options).await }
            };
            Ok(Pending::new(work, move |py, begun| Ok(Py::new(py, Self::new(options, begun))?.into_any())))
        })
    }

    /// Goes on where another process began.
    #[staticmethod]
    fn resume(
        py: Python<'_>,
        consumer_key: &Bound<'_, PyAny>,
        consumer_secret: &Bound<'_, PyAny>,
        oauth_token: &Bound<'_, PyAny>,
        oauth_token_secret: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Self> {
        caught(|| {
            let options = sign_in_options::read(consumer_key, consumer_secret, options)?;
            let (token, secret) = (secret(oauth_token, "oauth_token")?, secret(oauth_token_secret, "oauth_token_secret")?);
            // Reading root certificates takes a while.
            let resume = || caught_panic(|| SignIn::resume(options.clone(), token, secret));
            let begun = py.detach(resume).or_raise()?.or_raise()?;
            Ok(Self::new(options, begun))
        })
    }

    /// Takes the PIN.
    fn complete(&self, pin: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let (begun, pin) = (self.begun()?, hidden_text(pin, "pin")?);
            Ok(Pending::new(async move { begun.complete(&pin).await }, records::signed_in))
        })
    }

    /// Takes the URL that the browser was sent to.
    fn complete_callback(&self, url: &Bound<'_, PyAny>) -> PyResult<Pending> {
        caught(|| {
            let (begun, url) = (self.begun()?, hidden_text(url, "url")?);
            Ok(Pending::new(async move { begun.complete_callback(&url).await }, records::signed_in))
        })
    }
});
