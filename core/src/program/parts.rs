use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::{Mutex, watch};

use super::Policy;
use crate::client::Client;
use crate::ledger::Ledger;

/// What a program is made of. Work that outlives its caller holds this and not the handle.
pub(super) struct Parts {
    pub(super) client: Client,
    pub(super) ledger: Arc<dyn Ledger>,
    pub(super) policy: Policy,
    /// One pull at a time: a second one would read the same windows.
    pub(super) pulling: Mutex<()>,
}

/// What every clone of a program shares. When the last one goes, whoever listens to `closing` stops.
pub(super) struct Shared {
    pub(super) parts: Arc<Parts>,
    pub(super) closing: watch::Sender<()>,
    /// The ledger knows whom other tools have asked, as far as the policy wants it to. Once it does, it does for good.
    pub(super) knows_of_others: AtomicBool,
}

impl Shared {
    pub(super) fn new(client: Client, ledger: Arc<dyn Ledger>, policy: Policy) -> Self {
        let parts = Parts { client, ledger, policy, pulling: Mutex::new(()) };
        Self { parts: Arc::new(parts), closing: watch::Sender::new(()), knows_of_others: AtomicBool::new(false) }
    }
}
