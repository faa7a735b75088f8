//! One page of the listing, put together by copying bytes.

use std::sync::Mutex;

use super::cursor::{Cursor, Cursors};
use super::layout::Layout;
use super::listing::Listing;
use crate::lock::lock;

/// The JSON of the page at `place`, with the cursor behind it where there is more.
///
/// `uneven` is the seed of the page layout, or `None` for full pages. `next_cursor` is always a string
/// and only an empty one ends the listing (doc).
pub(crate) fn page(
    listing: &Listing,
    cursors: &Mutex<Cursors>,
    place: Cursor,
    count: usize,
    uneven: Option<u64>,
) -> Vec<u8> {
    let layout = match uneven {
        Some(seed) => Layout::uneven(seed, count, place.page),
        None => Layout::even(count),
    };
    let slice = listing.slice(place.period, place.after, place.snapshot, layout.take);
    let hides_the_end = layout.trailing && slice.events.len() == count;
    let next = (slice.more || hides_the_end)
        .then(|| lock(cursors).give(Cursor { page: place.page + 1, after: slice.after, ..place }));
    let length: usize = slice.events.iter().map(|event| event.len() + 1).sum();
    let mut out = Vec::with_capacity(length + 64);
    out.extend_from_slice(b"{\"events\":[");
    for (index, event) in slice.events.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.extend_from_slice(event);
    }
    out.extend_from_slice(b"],\"next_cursor\":\"");
    if let Some(next) = next {
        out.extend_from_slice(next.to_string().as_bytes());
    }
    out.extend_from_slice(b"\"}");
    out
}
