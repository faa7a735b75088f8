use std::ffi::OsStr;
use std::fmt;
use std::sync::Arc;

use super::Policy;
use super::parts::{Parts, Shared};
use crate::client::Client;
use crate::fold::{Fold, Folded};
use crate::ledger::{Attempt, AttemptFilter, Coverage, Ledger, Location, PromptStatus};
use crate::model::FeedbackError;

/// A client, a ledger and a policy: asks automatically, never twice within the cooldown, and loses no answer.
///
/// Cheap to clone, safe to share; many programs, in many processes, may share one ledger. Its calls need a tokio
/// runtime (with time and I/O enabled) to be current; none is created here.
#[derive(Clone)]
pub struct Program(Arc<Shared>);

impl Program {
    /// Opens the ledger, which is made where there is none. Nothing is sent.
    ///
    /// `ledger` is a path or `sqlite:` and a path. (`postgres://` is refused: this version has SQLite alone.)
    ///
    /// # Errors
    /// `configuration` for a policy or a ledger's name that is wrong; `ledger` for one that cannot be opened: a newer
    /// version's, a damaged file, a file of another kind, a network file system, a folder that cannot be written.
    pub async fn open(client: Client, ledger: impl AsRef<OsStr>, policy: Policy) -> Result<Self, FeedbackError> {
        policy.check()?;
        let ledger = Location::parse(ledger.as_ref())?.open().await?;
        Self::over(client, ledger, policy).await
    }

    /// Over a ledger that is open. Takes back what whoever used it before has left half done.
    pub(crate) async fn over(client: Client, ledger: Arc<dyn Ledger>, policy: Policy) -> Result<Self, FeedbackError> {
        policy.check()?;
        ledger.recover(client.inner().clock.now()).await?;
        Ok(Self(Arc::new(Shared::new(client, ledger, policy))))
    }

    /// The ledger that `TWITTER_FEEDBACK_LEDGER` names.
    ///
    /// # Errors
    /// `configuration` where it is not set or empty.
    pub fn ledger_from_env() -> Result<std::ffi::OsString, FeedbackError> {
        let named = std::env::var_os("TWITTER_FEEDBACK_LEDGER").filter(|name| !name.is_empty());
        named.ok_or_else(|| {
            let rule = "must name a file, or set TWITTER_FEEDBACK_LEDGER";
            FeedbackError::misconfigured(vec![crate::model::Problem::new("ledger", rule, "")])
        })
    }

    /// The client that it asks through.
    pub fn client(&self) -> &Client {
        &self.0.parts.client
    }

    /// For the agent's screen: was the customer asked about this, did they answer? `None` for a reference that the
    /// ledger does not know. The answer itself is not for agents, and [`PromptStatus`] cannot hold it.
    ///
    /// # Errors
    /// `ledger`.
    pub async fn prompt_status(&self, external_id: impl AsRef<str>) -> Result<Option<PromptStatus>, FeedbackError> {
        self.parts().ledger.prompt_status(external_id.as_ref()).await
    }

    /// Which time the ledger has seen completely, and its gaps.
    ///
    /// # Errors
    /// `ledger`; what [`Client::verify_credentials`] fails with where the ledger does not know this account yet.
    pub async fn coverage(&self) -> Result<Coverage, FeedbackError> {
        let account = self.parts().account().await?;
        self.parts().ledger.coverage(account.user_id).await
    }

    /// The history of asking, newest first.
    ///
    /// # Errors
    /// `invalid_request` for a filter that contradicts itself; `ledger`.
    pub async fn attempts(&self, filter: &AttemptFilter) -> Result<Vec<Attempt>, FeedbackError> {
        let before = filter.check()?;
        self.parts().ledger.attempts(filter.clone(), before).await
    }

    /// The state of one feedback; `None` where the ledger has not seen it. For supervisors, not for the agents whom it rates.
    ///
    /// # Errors
    /// `ledger`.
    pub async fn folded(&self, feedback_id: impl AsRef<str>) -> Result<Option<Folded>, FeedbackError> {
        self.parts().ledger.folded(feedback_id.as_ref().into()).await
    }

    /// The state of every feedback, in memory: about a kilobyte each. For supervisors, not for the agents whom it rates.
    ///
    /// # Errors
    /// `ledger`.
    pub async fn fold(&self) -> Result<Fold, FeedbackError> {
        self.parts().ledger.fold().await
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    pub(super) fn parts(&self) -> &Arc<Parts> {
        &self.0.parts
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("client", &self.0.parts.client)
            .field("policy", &self.0.parts.policy)
            .finish_non_exhaustive()
    }
}
