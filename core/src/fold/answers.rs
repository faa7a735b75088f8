use std::fmt::Display;

use crate::model::{Answer, Timestamp};

/// How many different values are kept for one answer.
pub(super) const MOST: usize = 100;

/// The different values that were reported for one answer, each with its earliest time: the [`MOST`] earliest.
///
/// Answers are immutable (doc), so there should be one. Should there ever be more, the earliest is the answer and the
/// others are kept and shown, rather than lost by whoever came last.
///
/// Cutting off the later ones leaves folding a join. A value's place among the earliest can only fall as more is seen:
/// times only become earlier, and whatever stood before it still does. So a value that belongs to the earliest of
/// everything belongs to the earliest of every part that saw it at that time, and no part has cut it off; and one that
/// was cut off comes back at most at a time as late or later, behind as many as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answers<T>(Vec<Answer<T>>);

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + PartialEq + Display> Answers<T> {
    /// What was stored; `None` where it is not in order.
    pub(super) fn stored(answers: Vec<Answer<T>>) -> Option<Self> {
        let mut kept = Self::default();
        answers.iter().for_each(|answer| kept.see(answer));
        (kept.0 == answers).then_some(kept)
    }

    pub(super) fn see(&mut self, answer: &Answer<T>) {
        if let Some(known) = self.0.iter().position(|known| known.value == answer.value) {
            if self.0.get(known).is_some_and(|known| known.created_at <= answer.created_at) {
                return;
            }
            self.0.remove(known);
        }
        let place = if self.0.is_empty() { 0 } else { self.place(answer) };
        if place < MOST {
            self.0.insert(place, answer.clone());
            self.0.truncate(MOST);
        }
    }

    /// By time and then by the bytes of the value, as text.
    fn place(&self, answer: &Answer<T>) -> usize {
        let bytes = answer.value.to_string();
        self.0.partition_point(|known| match known.created_at.cmp(&answer.created_at) {
            std::cmp::Ordering::Equal => known.value.to_string() < bytes,
            order => order.is_lt(),
        })
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|answer| self.see(answer));
    }
}

impl<T> Answers<T> {
    /// All of them, earliest first by time and then by the bytes of the value.
    pub(super) fn in_order(&self) -> &[Answer<T>] {
        &self.0
    }

    pub(super) fn earliest(&self) -> Option<&Answer<T>> {
        self.0.first()
    }

    pub(super) fn earliest_at(&self) -> Option<Timestamp> {
        self.earliest().map(|answer| answer.created_at)
    }

    pub(super) fn conflict(&self) -> bool {
        self.0.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Answers, MOST};
    use crate::model::{Answer, Timestamp};

    fn seen(answers: &[Answer<u16>]) -> Answers<u16> {
        let mut all = Answers::default();
        answers.iter().for_each(|answer| all.see(answer));
        all
    }

    proptest! {
        #[test]
        fn what_is_kept_of_too_many_does_not_depend_on_their_order_or_on_what_was_cut_off_before(
            (answers, shuffled) in proptest::collection::vec((0..4_i64, 0..300_u16), MOST..4 * MOST)
                .prop_map(|answers| -> Vec<_> {
                    let answer = |(at, value)| Answer::new(Timestamp::from_millis(at).unwrap(), value);
                    answers.into_iter().map(answer).collect()
                })
                .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle())),
            size in 1..200_usize,
        ) {
            let mut merged = Answers::default();
            shuffled.chunks(size).for_each(|part| merged.merge(&seen(part)));
            let mut all = Vec::<Answer<u16>>::new();
            let mut sorted = answers.clone();
            sorted.sort_by_cached_key(|answer| (answer.created_at, answer.value.to_string()));
            for answer in sorted {
                if all.iter().all(|known| known.value != answer.value) {
                    all.push(answer);
                }
            }
            all.truncate(MOST);
            prop_assert_eq!(merged.in_order(), all.as_slice());
        }
    }
}
