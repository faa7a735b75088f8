use std::time::Duration;

use super::state::{Row, State};
use crate::ledger::unresolved::Standing;
use crate::ledger::{AttemptError, AttemptState, SkipReason};
use crate::model::{ErrorKind, Id, Timestamp};

/// How long after its deadline a request is given up.
pub(super) const GRACE: Duration = Duration::from_secs(30);

impl Row {
    pub(super) fn is_of(&self, from_user_id: &Id, to_user_id: &Id) -> bool {
        self.attempt.from_user_id == *from_user_id && self.attempt.to_user_id == *to_user_id
    }

    pub(super) fn is_in(&self, states: &[AttemptState]) -> bool {
        states.contains(&self.attempt.state)
    }

    /// Until when it holds the slot, if it does.
    fn holds_until(&self) -> Option<Timestamp> {
        match self.attempt.state {
            AttemptState::Reserved => self.lease_until,
            AttemptState::Sending => self.deadline_at.map(|at| at.saturating_add(GRACE)),
            _ => None,
        }
    }

    /// Until when its person is left alone, for a caller with this cooldown.
    pub(super) fn cools_until(&self, cooldown: Duration) -> Option<Timestamp> {
        // `None` is less than any time.
        self.attempt.cool_until.max(self.attempt.asked_at.map(|at| at.saturating_add(cooldown)))
    }

    /// Takes it back if it is overdue.
    fn recover(&mut self, now: Timestamp) -> bool {
        let overdue = self.holds_until().is_some_and(|until| until <= now);
        if overdue && self.attempt.state == AttemptState::Sending {
            self.attempt.state = AttemptState::Unknown;
            self.attempt.settled_at = Some(now);
            self.attempt.error = Some(AttemptError {
                kind: ErrorKind::OutcomeUnknown,
                status: None,
                codes: Vec::new(),
                message: "the process that sent it never said what became of it".to_owned(),
            });
        } else if overdue {
            self.attempt.state = AttemptState::Released;
            self.attempt.settled_at = Some(now);
        }
        overdue
    }
}

impl State {
    pub(super) fn pair(&self, from_user_id: &Id, to_user_id: &Id) -> impl Iterator<Item = &Row> {
        self.attempts.values().filter(move |row| row.is_of(from_user_id, to_user_id))
    }

    pub(super) fn recover(&mut self, now: Timestamp) -> u64 {
        self.attempts.values_mut().map(|row| u64::from(row.recover(now))).sum()
    }

    pub(super) fn recover_pair(&mut self, from_user_id: &Id, to_user_id: &Id, now: Timestamp) {
        for row in self.attempts.values_mut().filter(|row| row.is_of(from_user_id, to_user_id)) {
            row.recover(now);
        }
    }

    /// What holds the slot, and else what cools it. What is overdue holds nothing.
    pub(super) fn standing(&self, from_user_id: &Id, to_user_id: &Id, now: Timestamp, cooldown: Duration) -> Standing {
        let held = self.pair(from_user_id, to_user_id).filter_map(Row::holds_until).max();
        if let Some(until) = held.filter(|until| *until > now) {
            return Standing::Taken { reason: SkipReason::InProgress, until: Some(until) };
        }
        let cool = self.pair(from_user_id, to_user_id).filter_map(|row| row.cools_until(cooldown)).max();
        match cool.filter(|until| *until > now) {
            Some(until) => Standing::Taken { reason: SkipReason::Cooldown, until: Some(until) },
            None => Standing::Free,
        }
    }
}
