//! What fuzzing looks at and no user does; there is nothing of it without `--cfg fuzzing`.

use std::sync::Mutex;

use bytes::Bytes;

use super::{Cursor, Cursors, Cut, Event, Listing, Period};
use crate::feedback::Style;
use crate::lock::lock;
use crate::past::Author;
use crate::repeats::Repeats;
use crate::times::TimeStyle;

/// How pages are asked for and made.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// At most so many events on one.
    pub count: usize,
    /// The seed of their layout, or `None` for full ones.
    pub uneven: Option<u64>,
}

/// The events of one sender, and the cursors that were given out for them.
#[derive(Debug, Default)]
pub struct Walks {
    listing: Listing,
    cursors: Mutex<Cursors>,
}

impl Walks {
    /// Adds one event of this time, in epoch seconds.
    pub fn insert(&mut self, created_at: i64, json: Vec<u8>) {
        self.listing.insert([Event { created_at, json: Bytes::from(json) }]);
    }

    /// The first page of a period, in epoch milliseconds, for a sender.
    #[must_use]
    pub fn first(&self, user_id: u64, (from_time, to_time): (i64, i64), pages: Pages) -> Vec<u8> {
        let period = Period { from_time, to_time };
        let place = Cursor { user_id, period, page: 0, after: None, snapshot: self.listing.inserted() };
        self.page(place, pages)
    }

    /// The page behind a cursor, where it is this sender's.
    #[must_use]
    pub fn later(&self, user_id: u64, cursor: &str, pages: Pages) -> Option<Vec<u8>> {
        let place = lock(&self.cursors).find(cursor, user_id)?;
        Some(self.page(place, pages))
    }

    fn page(&self, place: Cursor, pages: Pages) -> Vec<u8> {
        let style = Style { times: TimeStyle::Spaced, events_external_id: true };
        let author = Author::new(0, style, Repeats::new(0, false));
        Cut::of(Some(&self.listing), place, pages.count, pages.uneven).page(&self.cursors, &author)
    }
}
