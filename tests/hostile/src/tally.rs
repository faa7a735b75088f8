use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What came in so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    requests: Mutex<HashMap<String, usize>>,
    open: AtomicUsize,
}

impl Tally {
    pub(crate) fn count(&self, case: &str) {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner).entry(case.to_owned()).or_default() += 1;
    }

    pub(crate) fn requests(&self, case: &str) -> usize {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).get(case).copied().unwrap_or(0)
    }

    pub(crate) fn connections(&self) -> usize {
        self.open.load(Ordering::Acquire)
    }

    /// Counts a connection until what is returned is dropped.
    pub(crate) fn connected(self: &Arc<Self>) -> Connected {
        self.open.fetch_add(1, Ordering::AcqRel);
        Connected(Arc::clone(self))
    }
}

#[derive(Debug)]
pub(crate) struct Connected(Arc<Tally>);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::AcqRel);
    }
}
