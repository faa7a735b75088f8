use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::api_base::ApiBase;
use super::clock::{Clock, ClockSource, SystemClock};
use super::http_clients::HttpOptions;
use crate::model::{FeedbackError, Problem};

/// For making a connection, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The callback of the PIN flow: "out of band" (RFC 5849 section 2.1).
pub(super) const OUT_OF_BAND: &str = "oob";

/// What signing in goes by; nothing is checked before [`SignIn::begin`](super::SignIn::begin).
#[derive(Clone)]
#[must_use = "signing in begins with SignIn::begin()"]
pub struct SignInOptions {
    pub(super) consumer_key: SecretString,
    pub(super) consumer_secret: SecretString,
    pub(super) callback: String,
    pub(super) api_base: String,
    pub(super) authorize_base: Option<String>,
    pub(super) clock: ClockSource,
    pub(super) time: Arc<dyn Clock>,
    pub(super) timeout: Duration,
    proxy: Option<SecretString>,
    root_certificate: Option<Vec<u8>>,
    app: Option<String>,
}

impl SignInOptions {
    /// Starts from the two keys of the app, for the PIN flow.
    pub fn new(consumer_key: impl Into<String>, consumer_secret: impl Into<String>) -> Self {
        Self {
            consumer_key: SecretString::from(consumer_key.into()),
            consumer_secret: SecretString::from(consumer_secret.into()),
            callback: OUT_OF_BAND.to_owned(),
            api_base: ApiBase::DEFAULT.to_owned(),
            authorize_base: None,
            clock: ClockSource::System,
            time: Arc::new(SystemClock),
            timeout: Duration::from_secs(30),
            proxy: None,
            root_certificate: None,
            app: None,
        }
    }

    /// Where the browser is sent afterwards: an absolute URL that the app's page at the service lists. Default `oob`: the
    /// service shows a PIN instead.
    pub fn callback(mut self, url: impl Into<String>) -> Self {
        self.callback = url.into();
        self
    }

    /// Where the service is, as in [`ClientBuilder::api_base`](super::ClientBuilder::api_base).
    pub fn api_base(mut self, url: impl Into<String>) -> Self {
        self.api_base = url.into();
        self
    }

    /// Where the person's browser finds the service, if that is not `api_base`.
    pub fn authorize_base(mut self, url: impl Into<String>) -> Self {
        self.authorize_base = Some(url.into());
        self
    }

    /// Whose time to go by. Default the machine's.
    pub fn clock(mut self, source: ClockSource) -> Self {
        self.clock = source;
        self
    }

    /// The machine's clock itself, for tests that turn it.
    pub fn time(mut self, clock: Arc<dyn Clock>) -> Self {
        self.time = clock;
        self
    }

    /// For one request, from the connection to the last byte. Default 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// As [`ClientBuilder::proxy`](super::ClientBuilder::proxy).
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(SecretString::from(url.into()));
        self
    }

    /// One or more further root certificates, PEM.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificate = Some(pem.into());
        self
    }

    /// Your app's name and version, as in [`ClientBuilder::user_agent`](super::ClientBuilder::user_agent).
    pub fn user_agent(mut self, app: impl Into<String>) -> Self {
        self.app = Some(app.into());
        self
    }

    pub(super) fn http(&self) -> HttpOptions {
        HttpOptions {
            connect_timeout: CONNECT_TIMEOUT.min(self.timeout),
            timeout: self.timeout,
            proxy: self.proxy.clone(),
            root_certificate: self.root_certificate.clone(),
            user_agent: super::builder::user_agent(self.app.as_deref()),
        }
    }

    /// The two bases, if nothing at all is wrong.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong.
    pub(super) fn check(&self) -> Result<(ApiBase, ApiBase), FeedbackError> {
        let api_base = ApiBase::parse("api_base", &self.api_base);
        let authorize_base = match &self.authorize_base {
            Some(base) => ApiBase::parse("authorize_base", base),
            None => ApiBase::parse("api_base", &self.api_base),
        };
        let mut problems: Vec<Problem> = Vec::new();
        for (name, secret) in [("consumer_key", &self.consumer_key), ("consumer_secret", &self.consumer_secret)] {
            problems.extend(crate::oauth::secret_problem(name, secret.expose_secret()));
        }
        if !is_callback(&self.callback) {
            let rule = "must be `oob` or an absolute URL without white space, such as https://app.example/signed-in";
            problems.push(Problem::new("callback", rule, ApiBase::shown(&self.callback)));
        }
        problems.extend(api_base.as_ref().err().into_iter().flat_map(|error| error.problems().to_vec()));
        if self.authorize_base.is_some() {
            problems.extend(authorize_base.as_ref().err().into_iter().flat_map(|error| error.problems().to_vec()));
        }
        if self.timeout.is_zero() {
            problems.push(Problem::new("timeout", "must be longer than zero", "0"));
        }
        if let Ok(api_base) = &api_base {
            problems.extend(super::builder::clock_problem(self.clock, api_base));
        }
        problems.extend(super::builder::user_agent_problem(self.app.as_deref()));
        problems.extend(self.http().problems());
        if problems.is_empty() { Ok((api_base?, authorize_base?)) } else { Err(FeedbackError::misconfigured(problems)) }
    }
}

/// An app on a phone may be called back under a scheme of its own.
fn is_callback(text: &str) -> bool {
    // The parser trims and repairs; what is sent is the text as given. `localhost:3000/x` would be a scheme to it.
    let as_given = text.contains("://") && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let url = || Url::parse(text).is_ok_and(|url| !matches!(url.scheme(), "javascript" | "vbscript" | "data" | "file"));
    text == OUT_OF_BAND || (as_given && url())
}

impl fmt::Debug for SignInOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInOptions")
            .field("callback", &ApiBase::shown(&self.callback))
            .field("api_base", &ApiBase::shown(&self.api_base))
            .finish_non_exhaustive()
    }
}
