use std::collections::BTreeMap;
use std::time::Duration;

use crate::fold::Folded;
use crate::ledger::batch::{Quarantined, Window};
use crate::ledger::claim::{Asking, Pause, TokenDigest};
use crate::ledger::{Attempt, AttemptState};
use crate::model::{Id, Timestamp};

/// Everything that is remembered.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Whose token it is.
    pub(super) tokens: BTreeMap<TokenDigest, Id>,
    /// When each account was first seen.
    pub(super) known_since: BTreeMap<Id, Timestamp>,
    pub(super) token_pauses: BTreeMap<TokenDigest, Pause>,
    pub(super) account_pauses: BTreeMap<Id, Pause>,
    pub(super) backfills: BTreeMap<Id, BackfillState>,
    pub(super) attempts: BTreeMap<i64, Row>,
    /// The id that was given last. An attempt that was absorbed leaves a gap.
    last_attempt_id: i64,
    /// When each text says that it happened.
    pub(super) events: BTreeMap<(Id, String), Option<Timestamp>>,
    pub(super) feedbacks: BTreeMap<Id, Folded>,
    /// By what could not be read.
    pub(super) quarantined: BTreeMap<String, Quarantined>,
    pub(super) windows: BTreeMap<i64, WindowRow>,
    pub(super) high_water: Option<Timestamp>,
}

/// An attempt and what nobody outside sees of it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) attempt: Attempt,
    /// What its claim asked for.
    pub(super) cooldown: Duration,
    /// While it is reserved: until when.
    pub(super) lease_until: Option<Timestamp>,
    /// The latest moment at which its request can have been on its way.
    pub(super) deadline_at: Option<Timestamp>,
    pub(super) first_scan_at: Option<Timestamp>,
}

#[derive(Debug)]
pub(super) enum BackfillState {
    Done,
    Leased { until: Timestamp },
}

#[derive(Debug)]
pub(super) struct WindowRow {
    pub(super) user_id: Id,
    pub(super) window: Window,
    pub(super) completed: bool,
}

impl State {
    /// Adds an attempt with nothing but what was to be asked; returns its id.
    pub(super) fn add(&mut self, asking: Asking, state: AttemptState, now: Timestamp, cooldown: Duration) -> i64 {
        self.last_attempt_id += 1;
        let id = self.last_attempt_id;
        let attempt = Attempt {
            id: Id::from(id.to_string()),
            state,
            reason: None,
            until: None,
            from_user_id: asking.from_user_id,
            to_user_id: asking.to_user_id,
            r#type: asking.r#type,
            external_id: asking.external_id,
            question_variant_id: asking.question_variant_id,
            display_name: asking.display_name,
            test: asking.test,
            context: asking.context,
            attempted_at: now,
            sending_at: None,
            asked_at: None,
            settled_at: None,
            cool_until: None,
            feedback_id: None,
            error: None,
        };
        self.attempts.insert(id, Row { attempt, cooldown, lease_until: None, deadline_at: None, first_scan_at: None });
        id
    }
}
