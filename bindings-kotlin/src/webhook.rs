//! Webhook deliveries. Nothing is kept here: a verifier is made anew for each delivery, which costs less than what
//! holding one would.

use twitter_feedback::{FeedbackError, FeedbackEvent, WebhookCredentials, WebhookVerifier};
use twitter_feedback_bindings::in_camel_case;

use crate::bytes::Bytes;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::rows::Rows;

/// User name and password, which Kotlin's users can read as well.
#[derive(uniffi::Record)]
pub struct WebhookPair {
    pub username: String,
    pub password: String,
}

#[derive(uniffi::Record)]
pub struct VerifierSettings {
    pub credentials: Vec<WebhookPair>,
    pub networks: Vec<String>,
    pub trusted_proxies: Vec<String>,
}

/// What came with a delivery beside its body.
#[derive(uniffi::Record)]
pub struct DeliveryHead {
    pub authorization: Option<String>,
    pub remote_addr: Option<String>,
    pub forwarded_for: Option<String>,
}

/// One row, and the text it was read from.
#[derive(uniffi::Record)]
pub struct DeliveredEvent {
    pub row: Bytes,
    pub json: String,
}

impl WebhookPair {
    pub(crate) fn credentials(self) -> Result<WebhookCredentials, FeedbackError> {
        WebhookCredentials::new(self.username, self.password)
    }
}

impl VerifierSettings {
    fn verifier(self) -> Result<WebhookVerifier, FeedbackError> {
        let mut builder = WebhookVerifier::builder();
        for pair in self.credentials {
            builder = builder.credentials(pair.credentials()?);
        }
        let builder = self.networks.into_iter().fold(builder, |builder, network| builder.network(network));
        let proxies = self.trusted_proxies.into_iter();
        proxies.fold(builder, |builder, network| builder.trusted_proxy(network)).build().map_err(in_camel_case)
    }
}

impl DeliveryHead {
    fn texts(&self) -> [Option<&str>; 3] {
        [&self.authorization, &self.remote_addr, &self.forwarded_for].map(|text| text.as_deref())
    }
}

/// Their `Authorization`, if they can be used.
#[uniffi::export]
pub fn webhook_authorization(pair: WebhookPair) -> Result<String, NativeError> {
    caught(|| Ok(pair.credentials()?.authorization()))
}

#[uniffi::export]
pub fn generate_webhook_pair() -> Result<WebhookPair, NativeError> {
    caught(|| {
        let made = WebhookCredentials::generate()?;
        Ok(WebhookPair { username: made.username().to_owned(), password: made.password().to_owned() })
    })
}

#[uniffi::export]
pub fn check_verifier(settings: VerifierSettings) -> Result<(), NativeError> {
    caught(|| settings.verifier().map(drop))
}

#[uniffi::export]
pub fn authenticate_delivery(settings: VerifierSettings, head: DeliveryHead) -> Result<(), NativeError> {
    caught(|| {
        let [authorization, remote_addr, forwarded_for] = head.texts();
        settings.verifier()?.authenticate(authorization, remote_addr, forwarded_for)
    })
}

#[uniffi::export]
pub fn verify_delivery(
    settings: VerifierSettings,
    body: Bytes,
    head: DeliveryHead,
) -> Result<DeliveredEvent, NativeError> {
    caught(|| {
        let [authorization, remote_addr, forwarded_for] = head.texts();
        let event = settings.verifier()?.verify(&body.0, authorization, remote_addr, forwarded_for)?;
        Ok(DeliveredEvent::from(event))
    })
}

/// Whoever sent it.
#[uniffi::export]
pub fn read_delivery(body: Bytes) -> Result<DeliveredEvent, NativeError> {
    caught(|| FeedbackEvent::from_webhook(&body.0).map(DeliveredEvent::from))
}

impl From<FeedbackEvent> for DeliveredEvent {
    fn from(event: FeedbackEvent) -> Self {
        let json = event.raw().to_owned();
        Self { row: Rows::of_events(&[event]), json }
    }
}
