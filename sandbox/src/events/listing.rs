//! Events in the order in which they are listed.

use bytes::Bytes;

use crate::past::{Block, Moment};

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

impl Position {
    pub(crate) fn new(created_at: i64, number: u64) -> Self {
        Self { created_at, number }
    }
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
    order: Vec<Position>,
    /// The events that happened here, by number.
    happened: Vec<(u64, Bytes)>,
    /// What was made up, by the number of the first event.
    pasts: Vec<(u64, Block)>,
    inserted: u64,
}

/// Where the JSON of an event comes from.
#[derive(Debug)]
pub(crate) enum Source {
    Happened(Bytes),
    Past(Moment),
}

/// A piece of a listing.
#[derive(Debug)]
pub(crate) struct Slice {
    pub(crate) events: Vec<Source>,
    /// Where the piece ends; where it began, if it is empty.
    pub(crate) after: Option<Position>,
    /// Whether the period holds more events behind it.
    pub(crate) more: bool,
}

impl Listing {
    /// The number of the next event. A walk that began at this number does not see later ones,
    /// so that the pages behind a cursor stay what they are.
    pub(crate) fn inserted(&self) -> u64 {
        self.inserted
    }

    pub(crate) fn insert(&mut self, batch: impl IntoIterator<Item = Event>) {
        let begin = self.order.len();
        for event in batch {
            self.order.push(Position::new(event.created_at, self.inserted));
            self.happened.push((self.inserted, event.json));
            self.inserted += 1;
        }
        self.settle(begin);
    }

    /// `order` holds the ordinals within the past.
    pub(crate) fn insert_past(&mut self, past: Block, mut order: Vec<Position>) {
        let (begin, base) = (self.order.len(), self.inserted);
        for position in &mut order {
            position.number = position.number.saturating_add(base);
        }
        self.order.append(&mut order);
        self.pasts.push((base, past));
        self.inserted = base.saturating_add(Moment::ordinals(&past));
        self.settle(begin);
    }

    /// Brings what was appended from `begin` on to its place.
    fn settle(&mut self, begin: usize) {
        let Some(first) = self.order.iter().skip(begin).min().copied() else {
            return;
        };
        let before = self.order.get(..begin).unwrap_or_default();
        let place = before.partition_point(|position| *position < first);
        if let Some(unsettled) = self.order.get_mut(place..) {
            // A stable sort finds what is in order already and merges it.
            unsettled.sort();
        }
    }

    /// At most `take` events of the period behind `after`, as they were at `snapshot`.
    pub(crate) fn slice(&self, period: Period, after: Option<Position>, snapshot: u64, take: usize) -> Slice {
        // Both ends mean the second that is shown for them: whoever notes the time, creates, and lists
        // from that time on, must find his event.
        let from = period.from_time.div_euclid(1000);
        let to = period.to_time.div_euclid(1000);
        let start = self
            .order
            .partition_point(|position| position.created_at < from || after.is_some_and(|passed| *position <= passed));
        let mut slice = Slice { events: Vec::with_capacity(take), after, more: false };
        let eligible = self
            .order
            .iter()
            .skip(start)
            .take_while(|position| position.created_at <= to)
            .filter(|position| position.number < snapshot);
        for position in eligible {
            if slice.events.len() == take {
                slice.more = true;
                break;
            }
            slice.events.extend(self.source(position.number));
            slice.after = Some(*position);
        }
        slice
    }

    fn source(&self, number: u64) -> Option<Source> {
        let past = self.pasts.partition_point(|(first, _)| *first <= number).checked_sub(1);
        let moment =
            past.and_then(|place| self.pasts.get(place)).and_then(|(first, past)| Moment::of(past, number - first));
        if let Some(moment) = moment {
            return Some(Source::Past(moment));
        }
        let place = self.happened.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.happened.get(place).map(|(_, json)| Source::Happened(json.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(created_at: i64, json: &'static str) -> Event {
        Event { created_at, json: Bytes::from_static(json.as_bytes()) }
    }

    fn texts(slice: Slice) -> Vec<String> {
        let text = |source| match source {
            Source::Happened(json) => String::from_utf8(json.to_vec()).unwrap(),
            Source::Past(moment) => format!("{}/{}", moment.number, moment.place),
        };
        slice.events.into_iter().map(text).collect()
    }

    fn all(listing: &Listing, from_time: i64, to_time: i64) -> Vec<String> {
        let period = Period { from_time, to_time };
        texts(listing.slice(period, None, listing.inserted(), 1000))
    }

    fn past(first: u64) -> Block {
        Block { sender: 1, first, count: 2, from: 2_000, to: 4_000 }
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
        assert!(!second.more);
        assert_eq!(texts(second), ["c"]);
    }

    #[test]
    fn a_past_lies_between_what_happened_and_is_younger_within_a_second() {
        let mut listing = Listing::default();
        listing.insert([event(2, "a"), event(4, "b")]);
        let order = || vec![Position::new(2, 0), Position::new(3, 1), Position::new(4, 5)];
        listing.insert_past(past(10), order());
        let snapshot = listing.inserted();
        listing.insert([event(2, "c"), event(4, "d")]);
        listing.insert_past(past(12), order());
        assert_eq!(all(&listing, 0, 9_000), ["a", "10/0", "c", "12/0", "10/1", "12/1", "b", "11/0", "d", "13/0"]);
        let slice = listing.slice(Period { from_time: 2_500, to_time: 9_000 }, None, snapshot, 9);
        assert_eq!(texts(slice), ["a", "10/0", "10/1", "b", "11/0"]);
    }
}
