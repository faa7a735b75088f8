use std::sync::Arc;

use tracing::Instrument;

use super::left_out::LeftOut;
use super::parts::Parts;
use super::sending::Sending;
use super::{Program, SendOutcome};
use crate::client::require_runtime;
use crate::ledger::claim::{Asking, Skip};
use crate::ledger::unresolved::Standing;
use crate::ledger::{PromptContext, SkipReason};
use crate::model::{ErrorKind, FeedbackError, Id, Prompt, Timestamp};

impl Program {
    /// Asks a person, if the policy and the ledger let it.
    ///
    /// At most one request that the service may have accepted goes out for the same two people within the policy's
    /// interval, from all processes that share the ledger: through crashes, kills, timeouts, cancellation and clocks
    /// that are set. Where nobody can tell what became of a request the outcome is
    /// [`Unknown`](SendOutcome::Unknown): it counts as sent, nothing is sent again, and [`sync`](Self::sync) and
    /// [`reconcile`](Self::reconcile) find out. `context` stays in the ledger and never reaches the service.
    ///
    /// Before the first prompt through a ledger it is back-filled with the events of the last 8 days (or of the
    /// policy's interval and a day, where that is longer), and once more as the service comes to show the day before the
    /// ledger was made. That is waited for 30 s at most; it goes on when the wait is over or the caller has left,
    /// and ends when the last handle of the program is dropped.
    ///
    /// A call takes a request for the service's time where none was heard in the last minute (each time with
    /// [`ClockSource::Service`](crate::ClockSource::Service)), one that asks whether the person can be written to
    /// (180 in 15 minutes, seen), and the create itself (1,000 in 24 hours, and one for each recipient, doc). The
    /// account is asked for once in a ledger's life.
    ///
    /// # Cancellation
    /// Before the ledger has recorded that the request is about to be written, dropping the future means that nothing
    /// is sent. From then on it stops nothing: the request runs to its end in a task of its own, and its outcome
    /// is recorded.
    ///
    /// # Limits
    /// Nothing here helps against a ledger that was deleted or replaced by an older copy, nor against other tools
    /// whose prompts no event has shown yet: events are shown once they are 24 hours old (doc).
    ///
    /// # Errors
    /// Whatever it fails with, nobody was asked, but for `outcome_unknown`, which stands for a runtime that was shut
    /// down in the middle.
    /// * `invalid_request` for a context that is too long.
    /// * `ledger` where the ledger cannot be read or written, or was opened before a fork; where this machine's clock
    ///   is more than 5 minutes off the service's or behind what the ledger has seen; where back-filling is not done;
    ///   for an allow-listed account, until the blind day is over. The message says what to do.
    /// * `rate_limited` for 429 and 420. The person may be asked again at once, as far as the ledger is concerned;
    ///   [`retry_at`](FeedbackError::retry_at) says when the service will listen.
    /// * `authentication`, `permission`, `cannot_message`, `not_found`, `invalid_request` and the like for what the
    ///   service refuses. What it says of the whole account or its token holds up all sending of that account for 15
    ///   minutes, and is raised again until then.
    /// * `connection` and `timeout` where no byte was written, after a few tries; and where a request before the
    ///   create was not answered.
    pub async fn send(&self, prompt: &Prompt, context: &PromptContext) -> Result<SendOutcome, FeedbackError> {
        context.check()?;
        require_runtime()?;
        let parts = self.parts();
        let account = parts.account().await?;
        parts.turned_with_the_service().await?;
        let asking = asking(prompt, context, &account.user_id, parts.client.test());
        let now = parts.client.inner().clock.now();
        if let Some(left_out) = parts.policy.leaves_out(prompt.to_user_id(), now) {
            return parts.skipped(asking, now, left_out).await;
        }
        let now = parts.vouched().await?.now;
        parts.not_behind(now).await?;
        self.shared().knows_of_others(&account, now).await?;
        // That may have taken a while.
        let now = parts.vouched().await?.now;
        if let Some(left_out) = parts.cannot_be_asked(&asking, now).await? {
            return parts.skipped(asking, now, left_out).await;
        }
        // Both may have taken until the evening.
        let now = parts.vouched().await?.now;
        if let Some(left_out) = parts.policy.leaves_out(prompt.to_user_id(), now) {
            return parts.skipped(asking, now, left_out).await;
        }
        crate::failpoint::failpoint("send.allowed");
        let caller = Arc::new(());
        let sending =
            Sending { parts: Arc::clone(parts), prompt: prompt.clone(), asking, caller: Arc::downgrade(&caller) };
        // Detached: a caller who is cancelled must not leave half a request behind.
        let outcome = tokio::spawn(sending.run().in_current_span()).await;
        drop(caller);
        outcome.unwrap_or_else(|stopped| {
            let why = if stopped.is_panic() { "a defect stopped it" } else { "the runtime was shut down" };
            Err(FeedbackError::new(ErrorKind::Internal, why).into_outcome_unknown())
        })
    }
}

impl Parts {
    /// What the ledger and the service say of the person; saves a request where the slot is taken.
    async fn cannot_be_asked(&self, asking: &Asking, now: Timestamp) -> Result<Option<LeftOut>, FeedbackError> {
        let cooldown = self.policy.cooldown();
        let standing = self.ledger.standing(&asking.from_user_id, &asking.to_user_id, now, cooldown).await?;
        if let Standing::Taken { reason, until } = standing {
            return Ok(Some(LeftOut { reason, until }));
        }
        if !self.policy.require_can_dm {
            return Ok(None);
        }
        Ok(match self.client.can_dm(&asking.to_user_id).await? {
            Some(true) => None,
            Some(false) => Some(LeftOut::always(SkipReason::CannotMessage)),
            None => Some(LeftOut::always(SkipReason::UnknownCanDm)),
        })
    }

    async fn skipped(&self, asking: Asking, now: Timestamp, left_out: LeftOut) -> Result<SendOutcome, FeedbackError> {
        let LeftOut { reason, until } = left_out;
        let attempt_id = self.ledger.skip(Skip { asking, now, reason, until }).await?;
        Ok(SendOutcome::Skipped { attempt_id: attempt_id.to_string().into(), reason, until })
    }
}

fn asking(prompt: &Prompt, context: &PromptContext, from_user_id: &Id, test: bool) -> Asking {
    Asking {
        from_user_id: from_user_id.clone(),
        to_user_id: prompt.to_user_id().into(),
        r#type: prompt.r#type().clone(),
        external_id: prompt.external_id().map(str::to_owned),
        question_variant_id: prompt.question_variant_id().map(|variant| variant.to_string().into()),
        display_name: prompt.display_name().map(str::to_owned),
        test: test || prompt.test(),
        context: context.clone(),
    }
}
