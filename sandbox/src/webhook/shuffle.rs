//! In which order a group of events is sent, and how often each.

use super::queue::Waiting;
use crate::mix::{Use, mix};

/// Every delivery of events for one webhook. Out of order means what it says: two events or more never go
/// out as they happened.
pub(super) fn deliveries(seed: u64, group: &[Waiting]) -> Vec<Waiting> {
    let copies = |event: &'_ Waiting| 0..=u64::from(event.target.duplicates);
    let mut all: Vec<_> = group.iter().flat_map(|event| copies(event).map(move |copy| (copy, event))).collect();
    if group.first().is_some_and(|event| event.target.shuffle) {
        all.sort_by_cached_key(|(copy, event)| mix(seed, Use::Shuffle, &[event.ordinal, *copy]));
        if all.is_sorted_by_key(|(_, event)| event.ordinal) {
            all.reverse();
        }
    }
    all.into_iter().map(|(_, event)| event.clone()).collect()
}
