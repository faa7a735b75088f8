use std::time::Duration;

use super::state::{Row, State};
use crate::ledger::claim::{Asking, Claim, Claimed, Intent};
use crate::ledger::settlement::{Outcome, Settled, Settlement};
use crate::ledger::unresolved::{Scan, Standing};
use crate::ledger::{AttemptState, SkipReason};
use crate::model::{ErrorKind, FeedbackError, Id, Timestamp};

/// How far clocks may lie apart.
const SKEW: Duration = Duration::from_secs(5 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl State {
    pub(super) fn claim(&mut self, claim: Claim) -> Claimed {
        let Claim { asking, token, now, lease_until, cooldown, max_per_day } = claim;
        self.recover_pair(&asking.from_user_id, &asking.to_user_id, now);
        if let Some(high_water) = self.clock_behind(now) {
            return Claimed::ClockBehind { high_water };
        }
        if let Some(pause) = self.paused(token, &asking.from_user_id, now) {
            return Claimed::Paused(pause);
        }
        self.high_water = self.high_water.max(Some(now));
        let taken = match self.standing(&asking.from_user_id, &asking.to_user_id, now, cooldown) {
            Standing::Taken { reason, until } => Some((reason, until)),
            Standing::Free => self
                .day_is_full(&asking.from_user_id, now, max_per_day)
                .map(|until| (SkipReason::DailyMaximum, Some(until))),
        };
        if let Some((reason, until)) = taken {
            let attempt_id = self.skip(asking, now, reason, until);
            return Claimed::Skipped { attempt_id, reason, until };
        }
        let attempt_id = self.add(asking, AttemptState::Reserved, now, cooldown);
        if let Some(row) = self.attempts.get_mut(&attempt_id) {
            row.lease_until = Some(lease_until);
        }
        Claimed::Reserved { attempt_id }
    }

    /// The high-water mark, where this clock is too far behind it.
    fn clock_behind(&self, now: Timestamp) -> Option<Timestamp> {
        self.high_water.filter(|high_water| *high_water > now.saturating_add(SKEW))
    }

    /// When the account may send again, where it has sent its number within the day before `now`.
    fn day_is_full(&self, from_user_id: &Id, now: Timestamp, max_per_day: u32) -> Option<Timestamp> {
        let counted = [AttemptState::Reserved, AttemptState::Sending, AttemptState::Unknown, AttemptState::Sent];
        let own = self.attempts.values().filter(|row| row.attempt.from_user_id == *from_user_id);
        let mut times: Vec<Timestamp> = own
            .filter(|row| row.is_in(&counted))
            .map(|row| row.attempt.asked_at.unwrap_or(row.attempt.attempted_at))
            .filter(|at| *at > now.saturating_sub(DAY))
            .collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        let last = usize::try_from(max_per_day).ok()?.checked_sub(1)?;
        times.get(last).map(|oldest| oldest.saturating_add(DAY))
    }

    pub(super) fn skip(&mut self, asking: Asking, now: Timestamp, reason: SkipReason, until: Option<Timestamp>) -> i64 {
        let id = self.add(asking, AttemptState::Skipped, now, Duration::ZERO);
        if let Some(row) = self.attempts.get_mut(&id) {
            row.attempt.reason = Some(reason);
            row.attempt.until = until;
            row.attempt.settled_at = Some(now);
        }
        id
    }

    pub(super) fn intend(&mut self, intent: Intent) -> bool {
        let Intent { attempt_id, now, deadline } = intent;
        let behind = self.clock_behind(now).is_some();
        let Some(row) = self.attempts.get(&attempt_id) else { return false };
        let others = self
            .pair(&row.attempt.from_user_id, &row.attempt.to_user_id)
            .filter(|other| other.attempt.id != row.attempt.id);
        // Since the claim, another tool's prompt may have been seen, or the clock been turned back.
        let cooled = others.filter_map(|other| other.cools_until(row.cooldown)).all(|until| until <= now);
        if behind || !cooled || row.attempt.state != AttemptState::Reserved {
            return false;
        }
        if let Some(row) = self.attempts.get_mut(&attempt_id) {
            row.attempt.state = AttemptState::Sending;
            row.attempt.sending_at = Some(now);
            row.deadline_at = Some(deadline);
            row.asked(deadline);
        }
        true
    }

    pub(super) fn settle(&mut self, settlement: Settlement) -> Result<Settled, FeedbackError> {
        let Settlement { attempt_id, now, outcome } = settlement;
        let row = self.row(attempt_id)?;
        match outcome {
            Outcome::Sent { feedback_id, created_at } => {
                if row.is_in(&[AttemptState::Sending, AttemptState::Unknown, AttemptState::Absent]) {
                    row.sent(feedback_id.clone(), created_at, now);
                    self.absorb(&feedback_id);
                }
            }
            Outcome::Unknown(error) => {
                if row.is_in(&[AttemptState::Sending]) {
                    row.attempt.state = AttemptState::Unknown;
                    row.attempt.settled_at = Some(now);
                    row.attempt.error = Some(error);
                }
            }
            Outcome::Failed { error, cool_until } => {
                if row.is_in(&[AttemptState::Sending, AttemptState::Unknown]) {
                    row.not_asked(AttemptState::Failed, now);
                    row.attempt.cool_until = cool_until;
                    row.attempt.error = Some(error);
                }
            }
            Outcome::Released(error) => {
                if row.is_in(&[AttemptState::Reserved, AttemptState::Sending, AttemptState::Unknown]) {
                    row.not_asked(AttemptState::Released, now);
                    row.attempt.error = error;
                }
            }
        }
        let row = self.row(attempt_id)?;
        Ok(Settled { state: row.attempt.state, feedback_id: row.attempt.feedback_id.clone() })
    }

    pub(super) fn scanned(&mut self, scan: Scan) -> Result<AttemptState, FeedbackError> {
        let row = self.row(scan.attempt_id)?;
        if row.is_in(&[AttemptState::Unknown]) {
            row.first_scan_at = row.first_scan_at.or(Some(scan.now));
            if scan.absent {
                // It counts as before: what it asked and until when it cools stays.
                row.attempt.state = AttemptState::Absent;
                row.attempt.settled_at = Some(scan.now);
            }
        }
        Ok(row.attempt.state)
    }

    /// Another tool's prompt turned out to be this ledger's own.
    fn absorb(&mut self, feedback_id: &Id) {
        self.attempts.retain(|_, row| {
            row.attempt.state != AttemptState::Foreign || row.attempt.feedback_id.as_ref() != Some(feedback_id)
        });
    }

    fn row(&mut self, attempt_id: i64) -> Result<&mut Row, FeedbackError> {
        let missing = || FeedbackError::new(ErrorKind::Ledger, format!("the ledger has no attempt {attempt_id}"));
        self.attempts.get_mut(&attempt_id).ok_or_else(missing)
    }
}

impl Row {
    /// From then on its person is left alone.
    pub(super) fn asked(&mut self, at: Timestamp) {
        self.attempt.asked_at = Some(at);
        self.attempt.cool_until = Some(at.saturating_add(self.cooldown));
    }

    /// The service has it. It was created while the request was on its way, whatever the service's clock says.
    pub(super) fn sent(&mut self, feedback_id: Id, created_at: Option<Timestamp>, now: Timestamp) {
        let earliest = self.attempt.sending_at;
        let asked_at = created_at.map_or(self.deadline_at, |at| Some(at).max(earliest).min(self.deadline_at));
        if let Some(at) = asked_at {
            self.asked(at);
        }
        self.attempt.state = AttemptState::Sent;
        self.attempt.feedback_id = Some(feedback_id);
        self.attempt.settled_at = Some(now);
    }

    fn not_asked(&mut self, state: AttemptState, now: Timestamp) {
        self.attempt.state = state;
        self.attempt.asked_at = None;
        self.attempt.cool_until = None;
        self.attempt.settled_at = Some(now);
    }
}
