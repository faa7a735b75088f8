//! The listing of events: kept in order, cut into pages, walked with cursors.

mod cursor;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
mod layout;
mod listing;
mod page;

pub(crate) use cursor::{Cursor, Cursors};
pub(crate) use listing::{Event, Listing, Period, Position};
pub(crate) use page::Cut;
