use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::api_base::ApiBase;
use super::client_handle::{Client, Inner};
use super::clock::{Clock, ClockSource, SystemClock};
use super::http_clients::{HttpClients, HttpOptions};
use super::rate_limits::RateLimits;
use super::retry::{RetryBudget, RetryPolicy};
use super::service_clock::ServiceClock;
use crate::model::{FeedbackError, Problem};
use crate::oauth::Credentials;

/// Collects what a [`Client`] goes by; nothing is checked before [`build`](Self::build).
#[derive(Clone)]
#[must_use = "a client is made by build()"]
pub struct ClientBuilder {
    credentials: Credentials,
    api_base: String,
    test: bool,
    clock: ClockSource,
    time: Arc<dyn Clock>,
    connect_timeout: Duration,
    read_timeout: Duration,
    timeout: Duration,
    operation_timeout: Duration,
    max_rate_wait: Duration,
    proxy: Option<SecretString>,
    root_certificate: Option<Vec<u8>>,
    app: Option<String>,
    retry: RetryPolicy,
}

impl Client {
    /// Starts from these credentials, with the defaults of [`ClientBuilder`].
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        ClientBuilder::new(credentials)
    }

    /// Everything from the environment: [`Credentials::ENVIRONMENT`] and, where set,
    /// `TWITTER_FEEDBACK_API_BASE`, `_TEST` (`true` or `false`) and `_CLOCK` (`system` or `service`).
    ///
    /// # Errors
    /// `configuration`, naming what is missing or unusable.
    pub fn from_env() -> Result<Self, FeedbackError> {
        ClientBuilder::from_env()?.build()
    }
}

impl ClientBuilder {
    fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            api_base: ApiBase::DEFAULT.to_owned(),
            test: false,
            clock: ClockSource::System,
            time: Arc::new(SystemClock),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(15),
            timeout: Duration::from_secs(30),
            operation_timeout: Duration::from_secs(120),
            max_rate_wait: Duration::from_secs(60),
            proxy: None,
            root_certificate: None,
            app: None,
            retry: RetryPolicy::default(),
        }
    }

    /// As [`Client::from_env`], to be changed further.
    ///
    /// # Errors
    /// `configuration`, naming what is missing or unusable.
    pub fn from_env() -> Result<Self, FeedbackError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same from variables that are found elsewhere: other languages keep an environment of their own.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, FeedbackError> {
        let mut builder = Self::new(Credentials::from_variables(&variable)?);
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        if let Some(base) = variable("TWITTER_FEEDBACK_API_BASE") {
            builder = builder.api_base(base);
        }
        builder = builder.test(test_of(&variable("TWITTER_FEEDBACK_TEST").unwrap_or_default())?);
        if let Some(clock) = variable("TWITTER_FEEDBACK_CLOCK") {
            builder = builder.clock(clock.parse()?);
        }
        Ok(builder)
    }

    /// What `TWITTER_FEEDBACK_TEST` says; false where it is not set.
    ///
    /// # Errors
    /// `configuration` when it is neither `true` nor `false`.
    pub fn test_from_env() -> Result<bool, FeedbackError> {
        test_of(&std::env::var("TWITTER_FEEDBACK_TEST").unwrap_or_default())
    }

    /// Where the service is. Default `https://api.twitter.com`; http only for loopback addresses.
    pub fn api_base(mut self, url: impl Into<String>) -> Self {
        self.api_base = url.into();
        self
    }

    /// Adds `test=true` to every request, as the service asks for while testing (doc). It filters
    /// nothing, and people are asked all the same!
    pub fn test(mut self, test: bool) -> Self {
        self.test = test;
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

    /// For making a connection, TLS included. Default 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Between two pieces of an answer. Default 15 s.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// For one try, from the connection to the last byte. Default 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// For one call that reads, with all its tries and waits. Default 120 s.
    pub fn operation_timeout(mut self, timeout: Duration) -> Self {
        self.operation_timeout = timeout;
        self
    }

    /// How long one call that reads may wait in all for a limit to reset, before it fails with
    /// `rate_limited`. Default 60 s; zero never waits. Longer than the window of 15 minutes waits out any
    /// limit, if [`operation_timeout`](Self::operation_timeout) and the tries of [`retry`](Self::retry) allow it.
    pub fn max_rate_wait(mut self, wait: Duration) -> Self {
        self.max_rate_wait = wait;
        self
    }

    /// An http or https proxy; a login may stand in the URL. Default: what `HTTPS_PROXY` and its like say.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(SecretString::from(url.into()));
        self
    }

    /// One or more further root certificates, PEM.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificate = Some(pem.into());
        self
    }

    /// Your app's name and version (`MyHelpdesk/2.1`), put behind this library's in `User-Agent`.
    pub fn user_agent(mut self, app: impl Into<String>) -> Self {
        self.app = Some(app.into());
        self
    }

    /// How reads are repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Checks every setting. Nothing is sent.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong.
    pub fn build(self) -> Result<Client, FeedbackError> {
        let api_base = ApiBase::parse("api_base", &self.api_base);
        let mut problems = self.problems(&api_base);
        let options = HttpOptions {
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            proxy: self.proxy,
            root_certificate: self.root_certificate,
            user_agent: user_agent(self.app.as_deref()),
        };
        problems.extend(options.problems());
        if !problems.is_empty() {
            return Err(FeedbackError::misconfigured(problems));
        }
        let api_base = api_base?;
        let http = HttpClients::build(&api_base, &options)?;
        Ok(Client::from_inner(Inner {
            credentials: self.credentials,
            api_base,
            test: self.test,
            clock: ServiceClock::new(self.time, self.clock),
            http,
            retry: self.retry,
            retry_budget: RetryBudget::default(),
            max_rate_wait: self.max_rate_wait,
            read_timeout: self.read_timeout,
            timeout: self.timeout,
            operation_timeout: self.operation_timeout,
            rate_limits: RateLimits::default(),
        }))
    }

    fn problems(&self, api_base: &Result<ApiBase, FeedbackError>) -> Vec<Problem> {
        let mut problems = api_base.as_ref().err().map(|error| error.problems().to_vec()).unwrap_or_default();
        for (field, timeout) in [
            ("connect_timeout", self.connect_timeout),
            ("read_timeout", self.read_timeout),
            ("timeout", self.timeout),
            ("operation_timeout", self.operation_timeout),
        ] {
            if timeout.is_zero() {
                problems.push(Problem::new(field, "must be longer than zero", "0"));
            }
        }
        if self.retry.max_tries == 0 {
            problems.push(Problem::new("retry.max_tries", "must be at least 1, the first try", "0"));
        }
        if let Ok(api_base) = api_base {
            problems.extend(clock_problem(self.clock, api_base));
        }
        problems.extend(user_agent_problem(self.app.as_deref()));
        problems
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api_base", &ApiBase::shown(&self.api_base))
            .field("test", &self.test)
            .field("clock", &self.clock)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// What the variable says.
fn test_of(given: &str) -> Result<bool, FeedbackError> {
    match given {
        "true" | "1" => Ok(true),
        "false" | "0" | "" => Ok(false),
        other => {
            let problem = Problem::new("TWITTER_FEEDBACK_TEST", "must be `true` or `false`", other);
            Err(FeedbackError::misconfigured(vec![problem]))
        }
    }
}

/// Only a sandbox's clock may be trusted more than the machine's.
pub(super) fn clock_problem(clock: ClockSource, api_base: &ApiBase) -> Option<Problem> {
    let rule = "may be `service` for a loopback api_base only";
    (clock == ClockSource::Service && !api_base.is_loopback())
        .then(|| Problem::new("clock", rule, &format!("service with {api_base}")))
}

pub(super) fn user_agent_problem(app: Option<&str>) -> Option<Problem> {
    let app = app.filter(|app| app.trim().is_empty() || !app.chars().all(|c| matches!(c, ' '..='~')))?;
    Some(Problem::new("user_agent", "must be printable ASCII and not empty", app))
}

pub(super) fn user_agent(app: Option<&str>) -> String {
    let own = concat!("twitter-feedback/", env!("CARGO_PKG_VERSION"));
    app.map_or_else(|| own.to_owned(), |app| format!("{own} {app}"))
}
