//! One page of the listing.

use std::sync::Mutex;

use super::cursor::{Cursor, Cursors};
use super::layout::Layout;
use super::listing::{Listing, Source};
use crate::lock::lock;
use crate::past::Author;

/// About the length of an event.
const EVENT: usize = 640;

/// What is on a page, not yet written.
#[derive(Debug)]
pub(crate) struct Cut {
    events: Vec<Source>,
    next: Option<Cursor>,
}

impl Cut {
    /// `uneven` is the seed of the page layout, or `None` for full pages.
    pub(crate) fn of(listing: Option<&Listing>, place: Cursor, count: usize, uneven: Option<u64>) -> Self {
        let layout = match uneven {
            Some(seed) => Layout::uneven(seed, count, place.page),
            None => Layout::even(count),
        };
        let nothing = Listing::default();
        let slice = listing.unwrap_or(&nothing).slice(place.period, place.after, place.snapshot, layout.take);
        let hides_the_end = layout.trailing && slice.events.len() == count;
        let next = (slice.more || hides_the_end).then(|| Cursor { page: place.page + 1, after: slice.after, ..place });
        Self { events: slice.events, next }
    }

    /// The JSON, with the cursor behind it where there is more. `next_cursor` is always a string and only an
    /// empty one ends the listing (doc).
    pub(crate) fn page(&self, cursors: &Mutex<Cursors>, author: &Author) -> Vec<u8> {
        let next = self.next.map(|place| lock(cursors).give(place));
        let mut out = Vec::with_capacity(self.events.len() * EVENT + 64);
        out.extend_from_slice(b"{\"events\":[");
        for (index, event) in self.events.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            match event {
                Source::Happened(json) => out.extend_from_slice(json),
                Source::Past(moment) => author.write(moment, &mut out),
            }
        }
        out.extend_from_slice(b"],\"next_cursor\":\"");
        if let Some(next) = next {
            out.extend_from_slice(next.to_string().as_bytes());
        }
        out.extend_from_slice(b"\"}");
        out
    }
}
