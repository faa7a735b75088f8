//! How the webhook is driven.

use super::log::LoggedDelivery;
use super::registration::Webhook;
use crate::error::SandboxError;
use crate::sandbox::Sandbox;

impl Sandbox {
    /// Has every event of every sender that happens from now on posted there, and no longer to the webhook
    /// before; what happened until now still goes to that one. The past that is made up with
    /// [`Sandbox::seed`] is not posted.
    ///
    /// Events go out one after another, each within five seconds, and whoever creates or answers waits for none
    /// of it. Nothing is sent twice because it failed. Where 10,000 events are waiting for a slow receiver,
    /// each further one has the oldest given up.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for whatever breaks a rule of [`Webhook`]'s fields. The webhook before
    /// stays then.
    pub fn webhook(&self, webhook: Webhook) -> Result<(), SandboxError> {
        self.state().outbox.register(webhook)
    }

    /// The newest 10,000 deliveries in order of sending. Waits until every event that has happened by now
    /// was sent and answered, or given up; when the sandbox stops, for nothing more.
    pub async fn deliveries(&self) -> Vec<LoggedDelivery> {
        self.state().deliveries().await
    }
}
