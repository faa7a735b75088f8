//! The events that wait for being sent.

use std::collections::VecDeque;
use std::sync::Arc;

use bytes::Bytes;

use super::target::Target;

/// How many events wait at most.
pub(super) const LONGEST: usize = 10_000;
/// How many events are sent out of order together at most.
const LARGEST_GROUP: usize = 16;

/// An event, bound to the webhook that was registered when it happened.
#[derive(Clone)]
pub(super) struct Waiting {
    /// Which event for a webhook it is, counted from 1.
    pub(super) ordinal: u64,
    pub(super) target: Arc<Target>,
    pub(super) body: Bytes,
}

/// In order of happening.
#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<Waiting>,
    happened: u64,
}

impl Queue {
    /// The ordinal of the newest event; 0 before the first.
    pub(super) fn happened(&self) -> u64 {
        self.happened
    }

    /// Returns the oldest event, given up, where there was no room: a receiver that is too slow loses
    /// what is old.
    pub(super) fn push(&mut self, target: Arc<Target>, body: Bytes) -> Option<Waiting> {
        let given_up = if self.waiting.len() < LONGEST { None } else { self.waiting.pop_front() };
        self.happened += 1;
        self.waiting.push_back(Waiting { ordinal: self.happened, target, body });
        given_up
    }

    /// Whether the next group would be larger if something happened now.
    pub(super) fn may_grow(&self) -> bool {
        let group = self.group();
        (1..LARGEST_GROUP).contains(&group)
            && group == self.waiting.len()
            && self.waiting.front().is_some_and(|first| first.target.shuffle)
    }

    /// Takes the events that are sent next, for one webhook: several if it wants them out of order,
    /// otherwise one. None if nothing waits.
    pub(super) fn take(&mut self) -> Vec<Waiting> {
        let group = self.group();
        self.waiting.drain(..group).collect()
    }

    fn group(&self) -> usize {
        let Some(first) = self.waiting.front() else {
            return 0;
        };
        let most = if first.target.shuffle { LARGEST_GROUP } else { 1 };
        self.waiting.iter().take(most).take_while(|next| Arc::ptr_eq(&next.target, &first.target)).count()
    }
}
