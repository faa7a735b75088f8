//! What every binding does in the same way, and no user of the core needs: defects, the log, listings, headers.
#![forbid(unsafe_code)]

mod headers;
mod log_bridge;
mod log_queue;
mod pages;
mod panics;

pub use headers::joined_headers;
pub use log_bridge::listen;
pub use log_queue::{LogQueue, Record};
pub use pages::{Pages, ReadPage};
pub use panics::{caught_panic, defect, guarded, take_over_panics};
