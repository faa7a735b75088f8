use super::parts::Parts;
use crate::ledger::claim::TokenDigest;
use crate::ledger::unresolved::KnownAccount;
use crate::model::FeedbackError;

impl Parts {
    pub(super) fn token(&self) -> TokenDigest {
        TokenDigest(self.client.inner().credentials.token_digest())
    }

    /// Whose token this is; asks the service where the ledger does not know. The ledger comes first: one that was
    /// opened before a fork fails here, before anything is sent.
    pub(super) async fn account(&self) -> Result<KnownAccount, FeedbackError> {
        if let Some(known) = self.ledger.account(self.token()).await? {
            return Ok(known);
        }
        let account = self.client.verify_credentials().await?.into_inner();
        // The answer brought the service's `Date` as well.
        let now = self.client.inner().clock.services_now();
        self.ledger.introduce(self.token(), account.user_id, now).await
    }
}
