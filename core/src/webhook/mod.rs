//! What is delivered: who may deliver, and what a delivery says. No I/O, no clock.

mod basic_auth;
mod body;
mod credentials;
mod networks;
mod sample_delivery;
mod verifier;

pub use credentials::WebhookCredentials;
pub use sample_delivery::{SampleDelivery, SampleDeliveryBuilder};
pub use verifier::{WebhookVerifier, WebhookVerifierBuilder};
