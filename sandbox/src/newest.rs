//! Which feedbacks are the newest, without looking through a million of them.

use std::collections::BTreeMap;

use crate::feedback::Feedback;

/// How many are remembered, which is what the page shows.
pub(crate) const SHOWN: usize = 50;

/// Ids by time of creation in epoch seconds and, within a second, by number.
#[derive(Debug, Default)]
pub(crate) struct Newest(BTreeMap<(i64, u64), u64>);

impl Newest {
    pub(crate) fn note(&mut self, feedback: &Feedback) {
        self.0.insert((feedback.created_at, feedback.number), feedback.id);
        if self.0.len() > SHOWN {
            self.0.pop_first();
        }
    }

    /// Newest first, at most 50.
    pub(crate) fn ids(&self) -> impl Iterator<Item = u64> {
        self.0.values().rev().copied()
    }
}
