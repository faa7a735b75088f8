use std::time::Duration;

use super::state::{Row, State};
use crate::ledger::AttemptState;
use crate::ledger::PromptContext;
use crate::ledger::batch::Batch;
use crate::ledger::claim::Asking;
use crate::model::{Feedback, Id, Timestamp};

/// How far before its request a prompt can seem to have been created, by the service's clock.
const BEFORE: Duration = Duration::from_secs(5 * 60);
/// How far after it.
const AFTER: Duration = Duration::from_secs(15 * 60);

impl State {
    /// Ties a feedback of this batch to the attempt that made it, or to one that stands for another tool's.
    pub(super) fn match_feedback(&mut self, batch: &Batch, feedback_id: &Id) {
        let Some(feedback) = self.feedbacks.get(feedback_id).map(|folded| folded.feedback()) else { return };
        let (Some(from), Some(to)) = (feedback.from_user_id.clone(), feedback.to_user_id.clone()) else { return };
        if self.attempts.values().any(|row| row.attempt.feedback_id.as_ref() == Some(feedback_id)) {
            return;
        }
        let event_at = batch.events.iter().filter(|event| event.feedback_id == *feedback_id).filter_map(|e| e.event_at);
        let created_at = feedback.created_at.or(event_at.min());
        let own = self.attempts.values_mut().find(|row| row.is_of(&from, &to) && row.explains(&feedback, created_at));
        match own {
            Some(row) => row.sent(feedback_id.clone(), created_at, batch.received_at),
            None => self.add_foreign(batch, feedback, (from, to), created_at.unwrap_or(batch.received_at)),
        }
    }

    fn add_foreign(&mut self, batch: &Batch, feedback: Feedback, (from, to): (Id, Id), asked_at: Timestamp) {
        let asking = Asking {
            from_user_id: from,
            to_user_id: to,
            r#type: feedback.r#type,
            external_id: feedback.external_id,
            question_variant_id: feedback.question_variant_id,
            display_name: feedback.display_name,
            test: feedback.test,
            context: PromptContext::new(),
        };
        let id = self.add(asking, AttemptState::Foreign, batch.received_at, batch.cooldown);
        if let Some(row) = self.attempts.get_mut(&id) {
            row.attempt.feedback_id = Some(feedback.id);
            row.attempt.settled_at = Some(batch.received_at);
            row.asked(asked_at);
        }
    }
}

impl Row {
    /// Whether this attempt, of the feedback's pair, is what made the feedback.
    fn explains(&self, feedback: &Feedback, created_at: Option<Timestamp>) -> bool {
        let open = self.is_in(&[AttemptState::Sending, AttemptState::Unknown, AttemptState::Absent]);
        let r#type = feedback.r#type.as_str().is_empty() || feedback.r#type == self.attempt.r#type;
        let reference = feedback.external_id.is_none() || feedback.external_id == self.attempt.external_id;
        let time = created_at.zip(self.attempt.sending_at).is_some_and(|(created_at, sending_at)| {
            (sending_at.saturating_sub(BEFORE)..=sending_at.saturating_add(AFTER)).contains(&created_at)
        });
        open && r#type && reference && time
    }
}
