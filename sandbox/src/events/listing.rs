//! Events in the order in which they are listed.

use bytes::Bytes;

/// An event as it is delivered.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Epoch seconds.
    pub(crate) created_at: i64,
    /// The JSON, written once when the event happened.
    pub(crate) json: Bytes,
}

/// Where an event stands: by time, and in order of insertion within a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    created_at: i64,
    number: u64,
}

/// Both ends inclusive, epoch milliseconds (doc). The second that an end lies in counts as a whole (guess:
/// times are shown in seconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Period {
    pub(crate) from_time: i64,
    pub(crate) to_time: i64,
}

/// The events of one sender.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    events: Vec<(Position, Bytes)>,
    inserted: u64,
}

/// A piece of a listing.
#[derive(Debug)]
pub(crate) struct Slice {
    pub(crate) events: Vec<Bytes>,
    /// Where the piece ends; where it began, if it is empty.
    pub(crate) after: Option<Position>,
    /// Whether the period holds more events behind it.
    pub(crate) more: bool,
}

impl Listing {
    /// How many events were ever inserted. A walk that began at this number does not see later ones,
    /// so that the pages behind a cursor stay what they are.
    pub(crate) fn inserted(&self) -> u64 {
        self.inserted
    }

    pub(crate) fn insert(&mut self, batch: impl IntoIterator<Item = Event>) {
        let mut sorted = true;
        for event in batch {
            let position = Position { created_at: event.created_at, number: self.inserted };
            self.inserted += 1;
            sorted &= self.events.last().is_none_or(|(last, _)| *last < position);
            self.events.push((position, event.json));
        }
        if !sorted {
            self.events.sort_by_key(|(position, _)| *position);
        }
    }

    /// At most `take` events of the period behind `after`, as they were at `snapshot`.
    pub(crate) fn slice(&self, period: Period, after: Option<Position>, snapshot: u64, take: usize) -> Slice {
        // Both ends mean the second that is shown for them: whoever notes the time, creates, and lists
        // from that time on, must find his event.
        let from = period.from_time.div_euclid(1000);
        let to = period.to_time.div_euclid(1000);
        let start = self.events.partition_point(|(position, _)| {
            position.created_at < from || after.is_some_and(|passed| *position <= passed)
        });
        let mut slice = Slice { events: Vec::with_capacity(take), after, more: false };
        let eligible = self
            .events
            .iter()
            .skip(start)
            .take_while(|(position, _)| position.created_at <= to)
            .filter(|(position, _)| position.number < snapshot);
        for (position, json) in eligible {
            if slice.events.len() == take {
                slice.more = true;
                break;
            }
            slice.events.push(json.clone());
            slice.after = Some(*position);
        }
        slice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(created_at: i64, json: &'static str) -> Event {
        Event { created_at, json: Bytes::from_static(json.as_bytes()) }
    }

    fn all(listing: &Listing, from_time: i64, to_time: i64) -> Vec<Bytes> {
        let period = Period { from_time, to_time };
        listing.slice(period, None, listing.inserted(), 1000).events
    }

    #[test]
    fn events_are_sorted_by_second_and_keep_their_order_within_one() {
        let mut listing = Listing::default();
        listing.insert([event(5, "a"), event(5, "b")]);
        listing.insert([event(4, "c"), event(5, "d")]);
        assert_eq!(all(&listing, 0, 9_000), ["c", "a", "b", "d"]);
    }

    #[test]
    fn both_ends_of_a_period_are_inclusive_and_mean_the_second_they_lie_in() {
        let mut listing = Listing::default();
        listing.insert([event(1, "a"), event(2, "b"), event(3, "c")]);
        assert_eq!(all(&listing, 1_000, 2_000), ["a", "b"]);
        assert_eq!(all(&listing, 1_999, 2_000), ["a", "b"]);
        assert_eq!(all(&listing, 1_001, 2_999), ["a", "b"]);
        assert_eq!(all(&listing, 3_999, 9_000), ["c"]);
        assert_eq!(all(&listing, 4_000, 9_000), [""; 0]);
    }

    #[test]
    fn a_walk_does_not_see_what_was_inserted_after_it_began() {
        let mut listing = Listing::default();
        listing.insert([event(1, "a"), event(3, "c")]);
        let snapshot = listing.inserted();
        let period = Period { from_time: 0, to_time: 9_000 };
        let first = listing.slice(period, None, snapshot, 1);
        assert!(first.more);
        listing.insert([event(2, "b"), event(4, "d")]);
        let second = listing.slice(period, first.after, snapshot, 5);
        assert_eq!(second.events, ["c"]);
        assert!(!second.more);
    }
}
