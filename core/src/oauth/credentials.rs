use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::credentials_file;
use super::redact::redact;
use super::signature::Keys;
use crate::model::{ErrorKind, FeedbackError, Problem};

/// The four strings of OAuth 1.0a. All four are treated as secrets: never shown, wiped when dropped.
///
/// They come from the app's page at the service, and from signing in as the account that asks.
#[derive(Clone)]
pub struct Credentials {
    consumer_key: SecretString,
    consumer_secret: SecretString,
    access_token: SecretString,
    access_token_secret: SecretString,
}

impl Credentials {
    /// The names of the four, in the order of [`new`](Self::new).
    pub const FIELDS: [&'static str; 4] = ["consumer_key", "consumer_secret", "access_token", "access_token_secret"];

    /// The names of their environment variables, in the same order.
    pub const ENVIRONMENT: [&'static str; 4] = [
        "TWITTER_FEEDBACK_CONSUMER_KEY",
        "TWITTER_FEEDBACK_CONSUMER_SECRET",
        "TWITTER_FEEDBACK_ACCESS_TOKEN",
        "TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET",
    ];

    /// Takes the four.
    ///
    /// # Errors
    /// `configuration`, naming each one that is empty or holds white space or a control character
    /// (a line end from a file is the usual one). The value itself is never repeated.
    pub fn new(
        consumer_key: impl Into<String>,
        consumer_secret: impl Into<String>,
        access_token: impl Into<String>,
        access_token_secret: impl Into<String>,
    ) -> Result<Self, FeedbackError> {
        Self::checked(
            &Self::FIELDS,
            [
                SecretString::from(consumer_key.into()),
                SecretString::from(consumer_secret.into()),
                SecretString::from(access_token.into()),
                SecretString::from(access_token_secret.into()),
            ],
        )
    }

    /// Reads [`ENVIRONMENT`](Self::ENVIRONMENT).
    ///
    /// # Errors
    /// `configuration`, naming every variable that is missing or unusable.
    pub fn from_env() -> Result<Self, FeedbackError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same from variables that are found elsewhere: other languages keep an environment of their own.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, FeedbackError> {
        let mut missing = Vec::new();
        let values = Self::ENVIRONMENT.map(|name| {
            let value = variable(name).unwrap_or_default();
            if value.is_empty() {
                missing.push(name);
            }
            SecretString::from(value)
        });
        if !missing.is_empty() {
            return Err(FeedbackError::new(
                ErrorKind::Configuration,
                format!("these environment variables must be set: {}", missing.join(", ")),
            ));
        }
        Self::checked(&Self::ENVIRONMENT, values)
    }

    /// Writes the file that [`from_file`](Self::from_file) reads, with the mode 0600, whole or not at all; whatever was
    /// there is replaced.
    ///
    /// # Errors
    /// `configuration` when it cannot be written; the old file, if any, is untouched then.
    pub fn to_file(&self, path: impl AsRef<Path>) -> Result<(), FeedbackError> {
        let values = [&self.consumer_key, &self.consumer_secret, &self.access_token, &self.access_token_secret];
        credentials_file::write(path.as_ref(), Self::FIELDS, values)
    }

    /// Reads a JSON file with the members `consumer_key`, `consumer_secret`, `access_token` and `access_token_secret`.
    ///
    /// # Errors
    /// `configuration` when others than its owner may read it (on Unix its mode must be 0600 or
    /// stricter), or when it cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, FeedbackError> {
        Self::checked(&Self::FIELDS, credentials_file::read(path.as_ref())?)
    }

    fn checked(names: &[&'static str; 4], values: [SecretString; 4]) -> Result<Self, FeedbackError> {
        let mut wrong = Vec::new();
        for (name, value) in names.iter().zip(&values) {
            wrong.extend(secret_problem(name, value.expose_secret()));
        }
        if !wrong.is_empty() {
            return Err(FeedbackError::misconfigured(wrong));
        }
        let [consumer_key, consumer_secret, access_token, access_token_secret] = values;
        Ok(Self { consumer_key, consumer_secret, access_token, access_token_secret })
    }

    pub(crate) fn keys(&self) -> Keys<'_> {
        Keys::of_app(self.consumer_key.expose_secret(), self.consumer_secret.expose_secret())
            .with_token(self.access_token.expose_secret(), self.access_token_secret.expose_secret())
    }

    /// What the access token can be known by, where it must not be kept.
    pub(crate) fn token_digest(&self) -> [u8; 32] {
        let token = Sha256::new().chain_update("twitter-feedback access token\n");
        token.chain_update(self.access_token.expose_secret()).finalize().into()
    }

    /// Blots the four out of a text that came from outside: some proxies answer with the request's own headers.
    pub(crate) fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        redact(text, [&self.consumer_key, &self.consumer_secret, &self.access_token, &self.access_token_secret])
    }
}

/// What is wrong with a key, a token or a secret of either, if anything is.
pub(crate) fn secret_problem(name: &str, value: &str) -> Option<Problem> {
    let rule = if value.is_empty() {
        "must not be empty"
    } else if value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        "must not contain white space or control characters"
    } else {
        return None;
    };
    Some(Problem::new(name, rule, Problem::REDACTED))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials([redacted])")
    }
}
