use std::collections::BTreeMap;
use std::fmt::Display;

use crate::model::{Answer, Timestamp};

/// Every different value that was reported for one answer, each with its earliest time.
///
/// Answers are immutable (doc), so there should be one. Should there ever be more, the earliest is
/// the answer and the others are kept and shown, rather than lost by whoever came last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answers<T: Ord>(BTreeMap<T, Timestamp>);

impl<T: Ord> Default for Answers<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Clone + Display> Answers<T> {
    pub(super) fn see(&mut self, answer: &Answer<T>) {
        self.insert(&answer.value, answer.created_at);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (value, at) in &other.0 {
            self.insert(value, *at);
        }
    }

    fn insert(&mut self, value: &T, at: Timestamp) {
        match self.0.get_mut(value) {
            Some(earliest) => *earliest = at.min(*earliest),
            None => {
                self.0.insert(value.clone(), at);
            }
        }
    }

    /// All of them, earliest first by time and then by the bytes of the value.
    pub(super) fn in_order(&self) -> Vec<Answer<T>> {
        let mut answers: Vec<_> = self.0.iter().map(|(value, at)| Answer::new(*at, value.clone())).collect();
        answers.sort_by_cached_key(|answer| (answer.created_at, answer.value.to_string()));
        answers
    }

    pub(super) fn earliest(&self) -> Option<Answer<T>> {
        self.in_order().into_iter().next()
    }

    pub(super) fn conflict(&self) -> bool {
        self.0.len() > 1
    }
}
