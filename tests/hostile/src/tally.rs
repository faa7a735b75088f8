use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// What came in so far.
#[derive(Debug)]
pub(crate) struct Tally {
    requests: Mutex<HashMap<String, usize>>,
    open: watch::Sender<usize>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self { requests: Mutex::default(), open: watch::Sender::new(0) }
    }

    pub(crate) fn count(&self, case: &str) {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner).entry(case.to_owned()).or_default() += 1;
    }

    pub(crate) fn requests(&self, case: &str) -> usize {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).get(case).copied().unwrap_or(0)
    }

    /// Returns once no connection is open.
    pub(crate) async fn nobody_is_left(&self) {
        // An error would mean that the sender is gone, which is here.
        let _ = self.open.subscribe().wait_for(|open| *open == 0).await;
    }

    /// Counts a connection until what is returned is dropped.
    pub(crate) fn connected(self: &Arc<Self>) -> Connected {
        self.open.send_modify(|open| *open += 1);
        Connected(Arc::clone(self))
    }
}

#[derive(Debug)]
pub(crate) struct Connected(Arc<Tally>);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.open.send_modify(|open| *open = open.saturating_sub(1));
    }
}
