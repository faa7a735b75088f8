//! A service that answers as no service should, for tests of what clients make of it.
//!
//! It speaks raw TCP, because an HTTP library would keep it from breaking HTTP. The case is the first segment of the
//! path, so a client whose API base is [`Hostile::base`] gets this case's answer whatever it asks for. What clients have
//! to make of each case stands in `tests/vectors/hostile.json`.
#![forbid(unsafe_code)]

mod answer;
mod cases;
mod deflated;
mod play;
mod request;
mod server;
mod tally;

pub use server::Hostile;
