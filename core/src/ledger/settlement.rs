use super::{AttemptError, AttemptState};
use crate::model::{Id, Timestamp};

/// What became of an attempt whose intent was committed, or which was given back before.
#[derive(Debug, Clone)]
pub(crate) struct Settlement {
    pub(crate) attempt_id: i64,
    pub(crate) now: Timestamp,
    pub(crate) outcome: Outcome,
}

#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// The service answered with an id.
    Sent { feedback_id: Id, created_at: Option<Timestamp> },
    /// It may have been created.
    Unknown(AttemptError),
    /// The service refused. `cool_until`: somebody else asked already, as the service says.
    Failed { error: AttemptError, cool_until: Option<Timestamp> },
    /// Provably nothing was written.
    Released(Option<AttemptError>),
}

/// Where the attempt stands after a settlement. An event may have been quicker: it can be `Sent` although
/// the outcome was unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) state: AttemptState,
    pub(crate) feedback_id: Option<Id>,
}
