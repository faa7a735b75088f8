//! The page on which a person answers the cards in a browser.

mod accept;
mod files;
mod serve;

pub(crate) use serve::{file, front};
