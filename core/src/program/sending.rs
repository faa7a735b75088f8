//! Claim, intent, request, record: the part of `send` that no caller can stop half-way.

use std::sync::{Arc, Weak};
use std::time::Duration;

use super::SendOutcome;
use super::clock_check::behind;
use super::parts::Parts;
use super::verdict::{PAUSE, Verdict, paused, recorded};
use crate::client::{CreateFailure, Fate, Reading, Reply};
use crate::failpoint::failpoint;
use crate::fold::Folded;
use crate::ledger::AttemptState;
use crate::ledger::batch::{Batch, SeenEvent, Source};
use crate::ledger::claim::{Asking, Claim, Claimed, Intent, Pause, PauseScope};
use crate::ledger::settlement::{Outcome, Settled, Settlement};
use crate::model::{ErrorKind, Feedback, FeedbackError, Id, Prompt};

/// How long a slot stays claimed by somebody who does not say that they are about to write.
const LEASE: Duration = Duration::from_secs(30);
/// What a request has beyond two tries, before the ledger takes it for lost.
const SLACK: Duration = Duration::from_secs(30);

pub(super) struct Sending {
    pub(super) parts: Arc<Parts>,
    pub(super) prompt: Prompt,
    pub(super) asking: Asking,
    /// Gone once nobody waits for the outcome.
    pub(super) caller: Weak<()>,
}

impl Sending {
    pub(super) async fn run(self) -> Result<SendOutcome, FeedbackError> {
        let attempt_id = match self.claim().await? {
            Claimed::Reserved { attempt_id } => attempt_id,
            Claimed::Skipped { attempt_id, reason, until } => {
                return Ok(SendOutcome::Skipped { attempt_id: id(attempt_id), reason, until });
            }
            Claimed::Paused(pause) => return Err(paused(pause.until, &pause.error)),
            Claimed::ClockBehind { high_water } => {
                return Err(behind(self.parts.client.inner().clock.now(), high_water));
            }
        };
        failpoint("send.claimed");
        let attempt = Attempt { sending: &self, attempt_id };
        // Looked at anew: the time of the intent is what the cooldown is counted from.
        let clock = match self.parts.vouched().await {
            Ok(clock) => clock,
            Err(error) => return attempt.released(error).await,
        };
        if self.caller.strong_count() == 0 {
            let left = "the caller left before anything was written; nothing was sent";
            return attempt.released(FeedbackError::new(ErrorKind::Ledger, left)).await;
        }
        let within = self.parts.client.inner().timeout.saturating_mul(2).saturating_add(SLACK);
        let intent = Intent { attempt_id, now: clock.now, deadline: clock.now.saturating_add(within) };
        match self.parts.ledger.intend(intent).await {
            Ok(true) => {}
            Ok(false) => return attempt.released(too_late()).await,
            // Whether it was committed or not, nothing was written and nothing will be.
            Err(error) => return attempt.released(error).await,
        }
        failpoint("send.intended");
        let deadline = self.parts.client.inner().clock.deadline(&clock, within);
        let created = self.parts.client.create_within(&self.prompt, &deadline, &self.caller).await;
        failpoint("send.answered");
        let outcome = match created {
            Ok(reply) => attempt.sent(&clock, reply).await,
            Err(failure) => attempt.failed(&clock, failure).await,
        };
        failpoint("send.recorded");
        outcome
    }

    async fn claim(&self) -> Result<Claimed, FeedbackError> {
        let now = self.parts.vouched().await?.now;
        let claim = Claim {
            asking: self.asking.clone(),
            token: self.parts.token(),
            now,
            lease_until: now.saturating_add(LEASE),
            cooldown: self.parts.policy.cooldown(),
            max_per_day: self.parts.policy.max_per_day,
        };
        self.parts.ledger.claim(claim).await
    }
}

/// A claimed attempt, to be settled one way or the other.
struct Attempt<'a> {
    sending: &'a Sending,
    attempt_id: i64,
}

impl Attempt<'_> {
    async fn settle(&self, now: crate::model::Timestamp, outcome: Outcome) -> Option<Settled> {
        let settlement = Settlement { attempt_id: self.attempt_id, now, outcome };
        match self.sending.parts.ledger.settle(settlement).await {
            Ok(settled) => Some(settled),
            Err(error) => {
                // What happened happened. The ledger takes the attempt for unknown once its deadline has passed.
                tracing::warn!(%error, attempt_id = self.attempt_id, "the outcome of an attempt could not be recorded");
                None
            }
        }
    }

    /// Nothing was written, so the slot is given back.
    async fn released(&self, error: FeedbackError) -> Result<SendOutcome, FeedbackError> {
        let now = self.sending.parts.client.inner().clock.now();
        self.settle(now, Outcome::Released(Some(recorded(&error)))).await;
        Err(error)
    }

    async fn sent(&self, clock: &Reading, reply: Reply<Feedback>) -> Result<SendOutcome, FeedbackError> {
        let (feedback, reply) = reply.into_parts();
        let outcome = Outcome::Sent { feedback_id: feedback.id.clone(), created_at: feedback.created_at };
        self.settle(clock.and_since(), outcome).await;
        // Even where that failed: what the service answered leads from the attempt to the feedback.
        self.keep(clock, &feedback).await;
        Ok(SendOutcome::Sent { attempt_id: id(self.attempt_id), feedback, reply: Some(reply) })
    }

    /// Keeps the service's answer among what was seen of the feedback.
    async fn keep(&self, clock: &Reading, feedback: &Feedback) {
        let parts = &self.sending.parts;
        let seen = SeenEvent { feedback_id: feedback.id.clone(), event_at: None, raw: feedback.raw().to_owned() };
        let batch = Batch {
            source: Source::Create,
            received_at: clock.and_since(),
            cooldown: parts.policy.cooldown(),
            events: vec![seen],
            folded: vec![Folded::of_feedback(feedback)],
            quarantined: Vec::new(),
            step: None,
        };
        if let Err(error) = parts.ledger.store(batch).await {
            tracing::warn!(%error, feedback_id = %feedback.id, "the answer to a create could not be kept; events bring it");
        }
    }

    async fn failed(&self, clock: &Reading, failure: CreateFailure) -> Result<SendOutcome, FeedbackError> {
        let now = clock.and_since();
        let Verdict { outcome, pause } = Verdict::of(&failure, now);
        let settled = self.settle(now, outcome).await;
        if let Some(scope) = pause {
            self.pause(scope, now, &failure.error).await;
        }
        if let Some(sent) = self.told_by_an_event(settled).await {
            return Ok(sent);
        }
        match failure.fate {
            Fate::Unknown => {
                tracing::warn!(error = %failure.error, attempt_id = self.attempt_id, "the outcome of an attempt is unknown");
                let message = failure.error.message().to_owned();
                Ok(SendOutcome::Unknown { attempt_id: id(self.attempt_id), message })
            }
            Fate::Refused | Fate::Unwritten => Err(failure.error),
        }
    }

    async fn pause(&self, scope: PauseScope, now: crate::model::Timestamp, error: &FeedbackError) {
        let parts = &self.sending.parts;
        let pause = Pause { until: now.saturating_add(PAUSE), error: recorded(error) };
        if let Err(error) = parts.ledger.pause(parts.token(), scope, pause).await {
            tracing::warn!(%error, "a pause of all sending could not be recorded");
        }
    }

    /// An event was quicker than the answer, and knows better.
    async fn told_by_an_event(&self, settled: Option<Settled>) -> Option<SendOutcome> {
        let settled = settled.filter(|settled| settled.state == AttemptState::Sent)?;
        let folded = self.sending.parts.ledger.folded(settled.feedback_id?).await.ok()??;
        Some(SendOutcome::Sent { attempt_id: id(self.attempt_id), feedback: folded.feedback(), reply: None })
    }
}

fn id(attempt_id: i64) -> Id {
    attempt_id.to_string().into()
}

fn too_late() -> FeedbackError {
    let message = "between the claim and the request the claim was taken back, because this process stood still, or \
                   another tool's prompt to this person was seen; nothing was sent; send again";
    FeedbackError::new(ErrorKind::Ledger, message).with_retryable(true)
}
