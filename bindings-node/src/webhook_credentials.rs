//! User name and password of deliveries.

use napi_derive::napi;
use twitter_feedback::WebhookCredentials;

use crate::guard::caught;

#[napi]
pub struct NativeWebhookCredentials(pub(crate) WebhookCredentials);

#[napi]
impl NativeWebhookCredentials {
    #[napi(constructor)]
    pub fn new(username: String, password: String) -> napi::Result<Self> {
        caught(|| Ok(Self(WebhookCredentials::new(username, password)?)))
    }

    /// Makes up strong ones.
    #[napi(factory)]
    pub fn generate() -> napi::Result<Self> {
        caught(|| Ok(Self(WebhookCredentials::generate()?)))
    }

    #[napi(getter)]
    pub fn username(&self) -> &str {
        self.0.username()
    }

    #[napi(getter)]
    pub fn password(&self) -> &str {
        self.0.password()
    }

    #[napi(getter)]
    pub fn authorization(&self) -> napi::Result<String> {
        caught(|| Ok(self.0.authorization()))
    }
}
