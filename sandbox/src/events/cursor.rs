//! Cursors: decimal strings that stand for a place in one walk through one period.

use std::collections::HashMap;

use super::listing::{Period, Position};

/// How many cursors are remembered; the oldest are forgotten first.
const KEPT: u64 = 100_000;
/// The number before the first cursor.
const BEFORE_FIRST: u64 = 10_010;

/// A place in a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Cursor {
    /// The sender whose token got it; nobody else may use it.
    pub(crate) user_id: u64,
    pub(crate) period: Period,
    /// Counted from 0.
    pub(crate) page: u64,
    pub(crate) after: Option<Position>,
    /// What the walk can see.
    pub(crate) snapshot: u64,
}

/// The cursors that were given out. The same place always has the same cursor, so that asking for a
/// page twice gives the same bytes.
#[derive(Debug)]
pub(crate) struct Cursors {
    places: HashMap<u64, Cursor>,
    numbers: HashMap<Cursor, u64>,
    newest: u64,
}

impl Default for Cursors {
    fn default() -> Self {
        Self { places: HashMap::new(), numbers: HashMap::new(), newest: BEFORE_FIRST }
    }
}

impl Cursors {
    pub(crate) fn give(&mut self, place: Cursor) -> u64 {
        if let Some(number) = self.numbers.get(&place) {
            return *number;
        }
        self.newest += 1;
        self.places.insert(self.newest, place);
        self.numbers.insert(place, self.newest);
        // Numbers are given out without gaps, so the oldest one is known.
        if let Some(forgotten) = self.places.remove(&self.newest.saturating_sub(KEPT)) {
            self.numbers.remove(&forgotten);
        }
        self.newest
    }

    /// The place behind a cursor, for the sender who got it.
    pub(crate) fn find(&self, cursor: &str, user_id: u64) -> Option<Cursor> {
        let number: u64 = cursor.parse().ok()?;
        self.places.get(&number).filter(|place| place.user_id == user_id && number.to_string() == cursor).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(page: u64) -> Cursor {
        Cursor { user_id: 1, period: Period { from_time: 0, to_time: 1 }, page, after: None, snapshot: 0 }
    }

    #[test]
    fn one_place_has_one_cursor_for_one_sender() {
        let mut cursors = Cursors::default();
        assert_eq!(cursors.give(place(0)), 10_011);
        assert_eq!(cursors.give(place(1)), 10_012);
        assert_eq!(cursors.give(place(0)), 10_011);
        assert_eq!(cursors.find("10011", 1), Some(place(0)));
        assert_eq!(cursors.find("10011", 2), None);
        assert_eq!(cursors.find("+10011", 1), None);
        assert_eq!(cursors.find("10013", 1), None);
    }

    #[test]
    fn the_table_forgets_the_oldest_cursors() {
        let mut cursors = Cursors::default();
        for page in 0..KEPT + 5 {
            cursors.give(place(page));
        }
        assert_eq!(cursors.places.len() as u64, KEPT);
        assert_eq!(cursors.numbers.len() as u64, KEPT);
        assert_eq!(cursors.find("10011", 1), None);
    }
}
