//! Something of which each process needs its own: connections and their threads stay behind when it forks.

use std::mem::forget;
use std::sync::Arc;

use arc_swap::ArcSwapOption;

use crate::process;

/// Without a lock, for the reason that [`process`] gives. What the parent had is forgotten and never dropped: its
/// runtime is not here to take leave of.
pub(crate) struct PerProcess<T>(ArcSwapOption<Held<T>>);

struct Held<T> {
    process: u64,
    value: T,
}

impl<T: Clone> PerProcess<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(ArcSwapOption::from_pointee(Held { process: process::id(), value }))
    }

    /// This process's own, made from the parent's where it was forked since; `None` once it was let go of.
    pub(crate) fn get<E>(&self, renew: impl FnOnce(&T) -> Result<T, E>) -> Result<Option<T>, E> {
        let held = self.0.load_full();
        let Some(known) = held.as_ref() else { return Ok(None) };
        let process = process::id();
        if known.process == process {
            return Ok(Some(known.value.clone()));
        }
        let value = renew(&known.value)?;
        // Where another thread was faster, or let go of it meanwhile, that stays, and this one is used once.
        self.0.compare_and_swap(&held, Some(Arc::new(Held { process, value: value.clone() })));
        forget(held);
        Ok(Some(value))
    }

    /// Lets go of it and hands it over; `None` where that was done before, and in a child for what is its parent's.
    pub(crate) fn take(&self) -> Option<T> {
        let held = self.0.swap(None)?;
        if held.process != process::id() {
            forget(held);
            return None;
        }
        Some(held.value.clone())
    }
}

impl<T> PerProcess<T> {
    pub(crate) fn is_let_go(&self) -> bool {
        self.0.load().is_none()
    }

    pub(crate) fn let_go(&self) {
        let held = self.0.swap(None);
        if held.as_ref().is_some_and(|held| held.process != process::id()) {
            forget(held);
        }
    }
}

impl<T> Drop for PerProcess<T> {
    fn drop(&mut self) {
        self.let_go();
    }
}
