//! A sandbox's webhook, and what it was sent.

use twitter_feedback_sandbox::{LoggedDelivery, Webhook};

use crate::calling::called;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::sandbox::NativeSandbox;
use crate::times::Moment;

/// Where events are posted and how.
#[derive(uniffi::Record)]
pub struct WebhookOrder {
    pub url: String,
    pub username: Option<String>,
    pub password: Option<String>,
    pub duplicates: u32,
    pub shuffle: bool,
}

#[derive(uniffi::Record)]
pub struct NativeLoggedDelivery {
    pub at: Moment,
    pub url: String,
    pub status: Option<u16>,
    pub authorization: Option<String>,
    pub body: String,
}

#[uniffi::export]
impl NativeSandbox {
    pub fn webhook(&self, order: WebhookOrder) -> Result<(), NativeError> {
        caught(|| Ok(self.running()?.webhook(order.into())?))
    }

    /// Waits until none is under way.
    pub async fn deliveries(&self) -> Result<Vec<NativeLoggedDelivery>, NativeError> {
        let sandbox = caught(|| self.running())?;
        called(async move { Ok(sandbox.deliveries().await.into_iter().map(NativeLoggedDelivery::from).collect()) })
            .await
    }
}

impl From<WebhookOrder> for Webhook {
    fn from(order: WebhookOrder) -> Self {
        let mut webhook = Self::new(order.url).duplicates(order.duplicates).shuffle(order.shuffle);
        // Each as it was given: that neither goes without the other is the sandbox's rule.
        webhook.username = order.username;
        webhook.password = order.password;
        webhook
    }
}

impl From<LoggedDelivery> for NativeLoggedDelivery {
    fn from(logged: LoggedDelivery) -> Self {
        Self {
            at: Moment::of_millis(logged.at),
            url: logged.url,
            status: logged.status,
            authorization: logged.authorization,
            body: logged.body,
        }
    }
}
