use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::ledger::Ledger;
use crate::model::Id;

/// A new, empty ledger, and a look at what its trait does not show.
pub(super) struct Subject {
    pub(super) ledger: Arc<dyn Ledger>,
    /// The same ledger as another process has it open.
    pub(super) another: Box<dyn Fn() -> Arc<dyn Ledger> + Send>,
    /// Every event that was kept: its feedback and its text, in any order.
    pub(super) events: Box<dyn Fn() -> Vec<(Id, String)> + Send>,
    /// The texts in quarantine, in any order.
    pub(super) quarantined: Box<dyn Fn() -> Vec<String> + Send>,
    /// What has to live as long as the ledger.
    pub(super) _kept_alive: Box<dyn Any + Send>,
}

impl Deref for Subject {
    type Target = dyn Ledger;

    fn deref(&self) -> &Self::Target {
        &*self.ledger
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ledger.fmt(f)
    }
}
