use std::sync::Arc;

use super::{Subject, behaviour};
use crate::ledger::memory::MemoryLedger;

pub(super) fn fresh() -> Subject {
    let ledger = Arc::new(MemoryLedger::new());
    let (another, events, quarantine) = (ledger.clone(), ledger.clone(), ledger.clone());
    Subject {
        ledger,
        another: Box::new(move || another.clone()),
        events: Box::new(move || events.events()),
        quarantined: Box::new(move || quarantine.quarantined().into_iter().map(|kept| kept.raw).collect()),
        _kept_alive: Box::new(()),
    }
}

behaviour!(fresh, 256);
