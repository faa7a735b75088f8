use super::state::{Row, State};
use crate::ledger::unresolved::Unresolved;
use crate::ledger::{Attempt, AttemptFilter, AttemptState, PromptStatus};
use crate::model::Id;

impl State {
    pub(super) fn attempts(&self, filter: &AttemptFilter, before: Option<i64>) -> Vec<Attempt> {
        let newest_first = self.attempts.iter().rev();
        let listed = newest_first.filter(|(id, row)| before.is_none_or(|before| **id < before) && row.fits(filter));
        let most = usize::try_from(filter.limit).unwrap_or(usize::MAX);
        listed.take(most).map(|(_, row)| row.attempt.clone()).collect()
    }

    pub(super) fn unresolved(&self, user_id: &Id) -> Vec<Unresolved> {
        let unknown = self
            .attempts
            .iter()
            .filter(|(_, row)| row.attempt.from_user_id == *user_id && row.is_in(&[AttemptState::Unknown]));
        let unresolved = unknown.filter_map(|(id, row)| {
            let sending_at = row.attempt.sending_at?;
            Some(Unresolved { attempt_id: *id, sending_at, first_scan_at: row.first_scan_at })
        });
        unresolved.collect()
    }

    pub(super) fn prompt_status(&self, external_id: &str) -> Option<PromptStatus> {
        let of_reference =
            || self.attempts.values().rev().filter(|row| row.attempt.external_id.as_deref() == Some(external_id));
        let nobody_asked = [AttemptState::Skipped, AttemptState::Released, AttemptState::Failed];
        let counting = of_reference().find(|row| !row.is_in(&nobody_asked));
        let attempt = &counting.or_else(|| of_reference().next())?.attempt;
        let feedback = attempt.feedback_id.as_ref().and_then(|id| self.feedbacks.get(id));
        Some(PromptStatus {
            external_id: external_id.to_owned(),
            attempt_id: attempt.id.clone(),
            state: attempt.state,
            reason: attempt.reason,
            r#type: attempt.r#type.clone(),
            to_user_id: attempt.to_user_id.clone(),
            asked_at: attempt.asked_at,
            answered: feedback.is_some_and(|folded| !folded.scores().is_empty() || !folded.texts().is_empty()),
        })
    }
}

impl Row {
    fn fits(&self, filter: &AttemptFilter) -> bool {
        let attempt = &self.attempt;
        filter.to_user_id.as_ref().is_none_or(|id| attempt.to_user_id == *id)
            && filter.external_id.as_ref().is_none_or(|id| attempt.external_id.as_ref() == Some(id))
            && filter.state.is_none_or(|state| attempt.state == state)
            && filter.from_time.is_none_or(|time| time <= attempt.attempted_at)
            && filter.to_time.is_none_or(|time| attempt.attempted_at <= time)
    }
}
