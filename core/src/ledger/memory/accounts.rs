use super::state::{BackfillState, State};
use crate::ledger::AttemptState;
use crate::ledger::claim::{Pause, PauseScope, TokenDigest};
use crate::ledger::unresolved::{Backfill, KnownAccount};
use crate::model::{Id, Timestamp};

impl State {
    pub(super) fn account(&self, token: TokenDigest) -> Option<KnownAccount> {
        let user_id = self.tokens.get(&token)?;
        Some(KnownAccount { user_id: user_id.clone(), known_since: *self.known_since.get(user_id)? })
    }

    pub(super) fn introduce(&mut self, token: TokenDigest, user_id: Id, now: Timestamp) -> KnownAccount {
        let known_since = *self.known_since.entry(user_id.clone()).or_insert(now);
        self.tokens.insert(token, user_id.clone());
        KnownAccount { user_id, known_since }
    }

    pub(super) fn pause(&mut self, token: TokenDigest, scope: PauseScope, pause: Pause) {
        let Some(user_id) = self.tokens.get(&token) else { return };
        let known = match scope {
            PauseScope::Token => self.token_pauses.entry(token).or_insert_with(|| pause.clone()),
            PauseScope::Account => self.account_pauses.entry(user_id.clone()).or_insert_with(|| pause.clone()),
        };
        if known.until <= pause.until {
            *known = pause;
        }
    }

    /// The pause that holds longest.
    pub(super) fn paused(&self, token: TokenDigest, user_id: &Id, now: Timestamp) -> Option<Pause> {
        let pauses = self.token_pauses.get(&token).into_iter().chain(self.account_pauses.get(user_id));
        pauses.filter(|pause| pause.until > now).max_by_key(|pause| pause.until).cloned()
    }

    pub(super) fn has_asked(&self, user_id: &Id) -> bool {
        let asked = [AttemptState::Sending, AttemptState::Unknown, AttemptState::Sent];
        self.attempts.values().any(|row| row.attempt.from_user_id == *user_id && row.is_in(&asked))
    }

    pub(super) fn begin_backfill(&mut self, user_id: Id, now: Timestamp, lease_until: Timestamp) -> Backfill {
        match self.backfills.get(&user_id) {
            Some(BackfillState::Done) => Backfill::Done,
            Some(BackfillState::Leased { until }) if *until > now => Backfill::Theirs { until: *until },
            _ => {
                self.backfills.insert(user_id, BackfillState::Leased { until: lease_until });
                Backfill::Yours
            }
        }
    }

    pub(super) fn end_backfill(&mut self, user_id: Id, _: Timestamp, done: bool) {
        match self.backfills.get(&user_id) {
            Some(BackfillState::Done) => {}
            _ if done => {
                self.backfills.insert(user_id, BackfillState::Done);
            }
            _ => {
                self.backfills.remove(&user_id);
            }
        }
    }
}
