use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;

use super::api_base::ApiBase;
use super::authorization::authorization_header;
use super::call::Operation;
use super::http_clients::HttpClients;
use super::rate_limits::{RateLimit, RateLimits};
use super::retry::{RetryBudget, RetryPolicy};
use super::service_clock::ServiceClock;
use super::transport::Answered;
use crate::model::FeedbackError;
use crate::oauth::{Credentials, Handshake, SigningRequest};

/// The Feedback API for one account; nothing is remembered but limits. Cheap to clone, safe to share.
///
/// Its calls need a tokio runtime (with time and I/O enabled) to be current; none is created here.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) credentials: Credentials,
    pub(crate) api_base: ApiBase,
    pub(crate) test: bool,
    pub(crate) clock: ServiceClock,
    pub(crate) http: HttpClients,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) max_rate_wait: Duration,
    pub(crate) read_timeout: Duration,
    /// For one try.
    pub(crate) timeout: Duration,
    pub(crate) operation_timeout: Duration,
    pub(crate) rate_limits: RateLimits,
}

impl Client {
    /// Where the service is.
    pub fn api_base(&self) -> String {
        self.0.api_base.to_string()
    }

    /// Whether `test=true` is added to every request.
    pub fn test(&self) -> bool {
        self.0.test
    }

    /// What is left of each limit as far as it was seen, by the service's path: `feedback/events`.
    pub fn rate_limits(&self) -> BTreeMap<&'static str, RateLimit> {
        self.0.rate_limits.snapshot(self.0.clock.now())
    }

    pub(super) fn from_inner(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Reads a good answer's body; an error tells what the answer was.
    pub(super) fn readable<T>(
        &self,
        answer: &Answered,
        read: impl FnOnce(&Bytes) -> Result<T, FeedbackError>,
    ) -> Result<T, FeedbackError> {
        answer.read(read).map_err(|error| self.0.redacted(error))
    }
}

impl Inner {
    /// A fresh signature for this request, marked so that no log shows it.
    pub(crate) fn authorization(
        &self,
        method: &str,
        uri: &str,
        params: &[(&'static str, String)],
    ) -> Result<HeaderValue, FeedbackError> {
        let timestamp = self.clock.signing_time();
        let request = SigningRequest { method, uri, params, timestamp, handshake: Handshake::None };
        authorization_header(self.credentials.keys(), &request)
    }

    /// Takes from an answer's headers what later calls can use.
    pub(crate) fn heard(&self, operation: Operation, answer: &Answered) {
        if let Some(date) = answer.date() {
            self.clock.hear(date);
        }
        self.rate_limits.note(operation, answer);
        tracing::debug!(status = answer.status, bytes = answer.body.len(), "answered");
    }

    /// The same error with the credentials blotted out, wherever an answer may have repeated them.
    pub(crate) fn redacted(&self, error: FeedbackError) -> FeedbackError {
        error.map_texts(&|text| self.credentials.redact(text))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("api_base", &self.api_base()).field("test", &self.test()).finish_non_exhaustive()
    }
}
