use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};
use tracing::Instrument;
use url::form_urlencoded;

use super::api_base::ApiBase;
use super::authorization::authorization_header;
use super::failure::{self, TIMESTAMP_OUT_OF_BOUNDS};
use super::http_clients::unpooled;
use super::read::looks_like_errors;
use super::runtime::require_runtime;
use super::service_clock::ServiceClock;
use super::sign_in_options::SignInOptions;
use super::signed_in::{SignedIn, TokenAnswer};
use super::transport::{Answered, exchange};
use crate::model::{ErrorKind, FeedbackError, Problem};
use crate::oauth::{Handshake, Keys, SigningRequest, redact};

/// The longest PIN or verifier that is sent, in bytes.
const LONGEST_VERIFIER: usize = 256;

/// Signing in as the account that asks: OAuth 1.0a with three legs.
///
/// 1. [`begin`](Self::begin) asks the service for a request token.
/// 2. The person opens [`authorize_url`](Self::authorize_url), looks at what the app may do, and agrees.
/// 3. [`complete`](Self::complete) takes the PIN that the page shows;
///    [`complete_callback`](Self::complete_callback) the URL that the browser was sent to instead.
///
/// Needs a tokio runtime (with time and I/O enabled) to be current, as [`Client`](super::Client) does.
pub struct SignIn {
    http: reqwest::Client,
    api_base: ApiBase,
    authorize_base: ApiBase,
    clock: ServiceClock,
    timeout: Duration,
    consumer_key: SecretString,
    consumer_secret: SecretString,
    oauth_token: SecretString,
    oauth_token_secret: SecretString,
}

impl SignIn {
    /// Asks for a request token. It can be used once, and not for long.
    ///
    /// # Errors
    /// `configuration` for wrong options, and for a callback that the app's page does not list (code 415);
    /// `authentication` when the app's keys are not accepted; otherwise see [`ErrorKind`].
    pub async fn begin(options: SignInOptions) -> Result<Self, FeedbackError> {
        let mut sign_in = Self::prepare(&options)?;
        let keys = sign_in.app_keys();
        let callback = Handshake::Callback(&options.callback);
        let answer = sign_in.post("/oauth/request_token", keys, callback).await?;
        let read = || {
            let token = TokenAnswer::read(&answer)?;
            let (oauth_token, secret) = (token.required("oauth_token")?, token.required("oauth_token_secret")?);
            // Without it the service speaks OAuth 1.0, where anybody can make a person sign in for him.
            if token.optional("oauth_callback_confirmed").is_none_or(|confirmed| *confirmed != "true") {
                let message = "the service did not confirm the callback (oauth_callback_confirmed is not true)";
                return Err(FeedbackError::new(ErrorKind::Authentication, message));
            }
            Ok((SecretString::from(oauth_token.as_str()), SecretString::from(secret.as_str())))
        };
        (sign_in.oauth_token, sign_in.oauth_token_secret) =
            read().map_err(|error| sign_in.redacted(of_answer(error, &answer), callback))?;
        Ok(sign_in)
    }

    /// Goes on where another process began: its [`oauth_token`](Self::oauth_token) and
    /// [`oauth_token_secret`](Self::oauth_token_secret), and the same options. Nothing is sent.
    ///
    /// Take both from the session of the browser that began. Whoever looks them up by the token in the callback lets a stranger sign
    /// somebody else in to the stranger's account: that the tokens agree says nothing then.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong.
    pub fn resume(
        options: SignInOptions,
        oauth_token: impl Into<String>,
        oauth_token_secret: impl Into<String>,
    ) -> Result<Self, FeedbackError> {
        let mut sign_in = Self::prepare(&options)?;
        sign_in.oauth_token = SecretString::from(oauth_token.into());
        sign_in.oauth_token_secret = SecretString::from(oauth_token_secret.into());
        let given = [("oauth_token", &sign_in.oauth_token), ("oauth_token_secret", &sign_in.oauth_token_secret)];
        let problems: Vec<Problem> = given
            .iter()
            .filter_map(|(name, value)| crate::oauth::secret_problem(name, value.expose_secret()))
            .collect();
        if problems.is_empty() { Ok(sign_in) } else { Err(FeedbackError::misconfigured(problems)) }
    }

    /// The page that the person opens in a browser in which he is signed in as the account that asks.
    pub fn authorize_url(&self) -> String {
        let query =
            form_urlencoded::Serializer::new(String::new()).append_pair("oauth_token", self.oauth_token()).finish();
        format!("{}?{query}", self.authorize_base.uri("/oauth/authorize"))
    }

    /// The request token, which the callback repeats.
    pub fn oauth_token(&self) -> &str {
        self.oauth_token.expose_secret()
    }

    /// The request token's secret: keep it where the browser cannot see it, for [`resume`](Self::resume).
    pub fn oauth_token_secret(&self) -> &str {
        self.oauth_token_secret.expose_secret()
    }

    /// Takes the PIN that the page showed.
    ///
    /// # Errors
    /// `invalid_request` for what cannot be a PIN; `authentication` for one that the service does not accept: it may
    /// have been mistyped or be too old. Otherwise see [`ErrorKind`]. Signing in begins anew then, and also where the answer was lost,
    /// because a PIN can be used once: no error of this call is retryable.
    pub async fn complete(&self, pin: &str) -> Result<SignedIn, FeedbackError> {
        self.exchange_verifier("pin", pin).await
    }

    /// Takes the URL that the browser was sent to after the person agreed, or its query.
    ///
    /// # Errors
    /// `permission` when the person declined; `authentication` when the URL belongs to another sign-in, and as
    /// [`complete`](Self::complete); `invalid_request` when it is no such URL at all.
    pub async fn complete_callback(&self, url: &str) -> Result<SignedIn, FeedbackError> {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        // A query may have question marks of its own, and it alone may be given.
        let query = url.split_once('?').filter(|(before, _)| !before.contains('=')).map_or(url, |(_, query)| query);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let only = |wanted: &str| {
            let mut found = pairs.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
            found.next().filter(|_| found.next().is_none())
        };
        if only("denied").is_some_and(|token| token == self.oauth_token()) {
            return Err(FeedbackError::new(ErrorKind::Permission, "the person did not allow the app to sign in"));
        }
        let refuse = |rule: &str| {
            let problem = Problem::new("url", rule, Problem::REDACTED);
            Err(FeedbackError::invalid("the callback", vec![problem]))
        };
        let Some(token) = only("oauth_token").or_else(|| only("denied")) else {
            return refuse("must have one oauth_token in its query");
        };
        // Whoever sends a person to a callback of his own sign-in would hand him his account.
        if token != self.oauth_token() {
            return Err(FeedbackError::new(ErrorKind::Authentication, "the callback belongs to another sign-in"));
        }
        match only("oauth_verifier") {
            Some(verifier) => self.exchange_verifier("oauth_verifier", verifier).await,
            None => refuse("must have one oauth_verifier in its query"),
        }
    }

    async fn exchange_verifier(&self, field: &str, given: &str) -> Result<SignedIn, FeedbackError> {
        let verifier = given.trim();
        if verifier.is_empty() || verifier.len() > LONGEST_VERIFIER || verifier.contains(char::is_control) {
            let rule = format!("must have 1 to {LONGEST_VERIFIER} bytes and no control characters");
            return Err(FeedbackError::invalid("signing in", vec![Problem::new(field, rule, Problem::REDACTED)]));
        }
        let keys = self.app_keys().with_token(self.oauth_token(), self.oauth_token_secret());
        let step = Handshake::Verifier(verifier);
        let answer = self.post("/oauth/access_token", keys, step).await.map_err(|error| error.with_retryable(false))?;
        let read = || {
            let token = TokenAnswer::read(&answer)?;
            Ok(SignedIn {
                credentials: token
                    .credentials(self.consumer_key.expose_secret(), self.consumer_secret.expose_secret())?,
                user_id: token.required("user_id")?.as_str().into(),
                screen_name: token.optional("screen_name").map(|name| name.to_string()),
            })
        };
        read().map_err(|error| self.redacted(of_answer(error, &answer), step))
    }

    fn prepare(options: &SignInOptions) -> Result<Self, FeedbackError> {
        let (api_base, authorize_base) = options.check()?;
        Ok(Self {
            http: unpooled(&api_base, &options.http())?,
            api_base,
            authorize_base,
            clock: ServiceClock::new(options.time.clone(), options.clock),
            timeout: options.timeout,
            consumer_key: options.consumer_key.clone(),
            consumer_secret: options.consumer_secret.clone(),
            oauth_token: SecretString::default(),
            oauth_token_secret: SecretString::default(),
        })
    }

    fn app_keys(&self) -> Keys<'_> {
        Keys::of_app(self.consumer_key.expose_secret(), self.consumer_secret.expose_secret())
    }

    /// Sends a step, and once more where only our clock was refused: nothing was used up then.
    async fn post(&self, path: &'static str, keys: Keys<'_>, step: Handshake<'_>) -> Result<Answered, FeedbackError> {
        require_runtime()?;
        let span = tracing::debug_span!("twitter_feedback", operation = path);
        let sent = async {
            match self.post_once(path, keys, step).await {
                Err(error) if error.codes().contains(&TIMESTAMP_OUT_OF_BOUNDS) && self.clock.resync() => {
                    self.post_once(path, keys, step).await
                }
                done => done,
            }
        };
        sent.instrument(span).await.map_err(|error| self.redacted(error, step))
    }

    async fn post_once(&self, path: &str, keys: Keys<'_>, handshake: Handshake<'_>) -> Result<Answered, FeedbackError> {
        let uri = self.api_base.uri(path);
        let timestamp = self.clock.signing_time();
        let request = SigningRequest { method: "POST", uri: &uri, params: &[], timestamp, handshake };
        let request = self
            .http
            .post(&uri)
            // A refused callback is told in XML otherwise (seen).
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, authorization_header(keys, &request)?);
        let answer = exchange(request, self.timeout).await?;
        if let Some(date) = answer.date() {
            self.clock.hear(date);
        }
        if answer.is_success() && !looks_like_errors(&answer.body) {
            return Ok(answer);
        }
        Err(failure::from_answer(&answer, self.clock.now()))
    }

    fn redacted(&self, error: FeedbackError, step: Handshake<'_>) -> FeedbackError {
        let verifier = SecretString::from(if let Handshake::Verifier(verifier) = step { verifier } else { "" });
        let secrets =
            [&self.consumer_key, &self.consumer_secret, &self.oauth_token, &self.oauth_token_secret, &verifier];
        error.map_texts(&|text| redact(text, secrets))
    }
}

fn of_answer(error: FeedbackError, answer: &Answered) -> FeedbackError {
    error.with_status(answer.status).with_request_id(answer.request_id())
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("api_base", &self.api_base.to_string()).finish_non_exhaustive()
    }
}
