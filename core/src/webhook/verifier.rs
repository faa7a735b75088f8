use std::fmt;

use super::basic_auth::{self, Expected};
use super::credentials::WebhookCredentials;
use super::networks::{Networks, address, sender};
use crate::model::{ErrorKind, FeedbackError, FeedbackEvent, Problem};

/// Two, so that a new pair can be registered before the old one is forgotten.
const MOST_CREDENTIALS: usize = 2;

/// Tells the service's deliveries from everybody else's.
///
/// A delivery has no signature (doc): what can be checked is the basic auth that was registered with the URL, and the address it
/// comes from.
#[derive(Clone)]
pub struct WebhookVerifier {
    expected: Vec<Expected>,
    networks: Networks,
    trusted_proxies: Networks,
}

/// Collects what a [`WebhookVerifier`] goes by; nothing is checked before [`build`](Self::build).
#[derive(Debug, Clone, Default)]
#[must_use = "a verifier is made by build()"]
pub struct WebhookVerifierBuilder {
    credentials: Vec<WebhookCredentials>,
    networks: Vec<String>,
    trusted_proxies: Vec<String>,
}

impl WebhookVerifier {
    /// The blocks that deliveries came from in 2016 (doc). Off unless given to
    /// [`network`](WebhookVerifierBuilder::network): they may have changed since.
    pub const PUBLISHED_NETWORKS: [&'static str; 2] = ["199.59.148.0/22", "199.16.156.0/22"];

    /// Starts with nothing that is let in.
    pub fn builder() -> WebhookVerifierBuilder {
        WebhookVerifierBuilder::default()
    }

    /// Whether a request comes from the service. Ask before its body is read.
    ///
    /// `authorization` and `forwarded_for` are the headers `Authorization` and `X-Forwarded-For` (several of the latter joined
    /// with commas); `remote_addr` is the address of the connection's other end, with or without a port. User name and password
    /// are compared in constant time, and with all pairs. `X-Forwarded-For` is read from the right, as far as proxies are trusted.
    ///
    /// # Errors
    /// `webhook` with the status 401, which is also what to answer.
    pub fn authenticate(
        &self,
        authorization: Option<&str>,
        remote_addr: Option<&str>,
        forwarded_for: Option<&str>,
    ) -> Result<(), FeedbackError> {
        let refuse = |message: &str| Err(FeedbackError::new(ErrorKind::Webhook, message).with_status(401));
        if !self.networks.is_empty() {
            let Some(peer) = remote_addr.and_then(address) else {
                return refuse("the delivery's remote_addr is missing or unreadable, and networks are asked for");
            };
            match sender(peer, forwarded_for, &self.trusted_proxies) {
                Some(sender) if self.networks.contains(sender) => {}
                Some(sender) => {
                    return refuse(&format!("the delivery comes from {sender}, which is in none of the networks"));
                }
                None => {
                    return refuse(
                        "the delivery's X-Forwarded-For names no address where a trusted proxy should have put one",
                    );
                }
            }
        }
        if !self.expected.is_empty() {
            let Some(authorization) = authorization else {
                return refuse("the delivery has no Authorization");
            };
            if !basic_auth::matches(authorization, &self.expected) {
                return refuse("the delivery's user name or password is wrong");
            }
        }
        Ok(())
    }

    /// Authenticates a delivery and reads its event.
    ///
    /// # Errors
    /// `webhook`, with the status to answer with: 401 as [`authenticate`](Self::authenticate), and 413 or 400 as
    /// [`FeedbackEvent::from_webhook`]. The service is not known to deliver again (doc), so keep a body that was refused with 400.
    pub fn verify(
        &self,
        body: &[u8],
        authorization: Option<&str>,
        remote_addr: Option<&str>,
        forwarded_for: Option<&str>,
    ) -> Result<FeedbackEvent, FeedbackError> {
        self.authenticate(authorization, remote_addr, forwarded_for)?;
        FeedbackEvent::from_webhook(body)
    }
}

impl WebhookVerifierBuilder {
    /// A user name and password that is let in; call it twice while they are being changed.
    pub fn credentials(mut self, credentials: WebhookCredentials) -> Self {
        self.credentials.push(credentials);
        self
    }

    /// A network (`199.59.148.0/22`) or an address that deliveries may come from. Without any, all may.
    pub fn network(mut self, network: impl Into<String>) -> Self {
        self.networks.push(network.into());
        self
    }

    /// A network or an address whose `X-Forwarded-For` is believed. Without any, nobody's is.
    pub fn trusted_proxy(mut self, network: impl Into<String>) -> Self {
        self.trusted_proxies.push(network.into());
        self
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong. Neither credentials nor networks would let everybody in: that is refused too.
    pub fn build(self) -> Result<WebhookVerifier, FeedbackError> {
        let mut problems = Vec::new();
        let given = self.credentials.len();
        if given > MOST_CREDENTIALS {
            let rule = format!("must be at most {MOST_CREDENTIALS} pairs");
            problems.push(Problem::new("credentials", rule, &given.to_string()));
        }
        if given == 0 && self.networks.is_empty() {
            problems.push(Problem::new("credentials", "must be given where networks are not", "neither"));
        }
        let mut read = |field: &str, given: &[String]| {
            let mut networks = Networks::default();
            problems.extend(given.iter().filter_map(|network| networks.add(field, network).err()));
            networks
        };
        let networks = read("networks", &self.networks);
        let trusted_proxies = read("trusted_proxies", &self.trusted_proxies);
        if !problems.is_empty() {
            return Err(FeedbackError::misconfigured(problems));
        }
        Ok(WebhookVerifier { expected: self.credentials.iter().map(Expected::of).collect(), networks, trusted_proxies })
    }
}

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookVerifier")
            .field("credentials", &self.expected.len())
            .field("networks", &self.networks)
            .field("trusted_proxies", &self.trusted_proxies)
            .finish()
    }
}
