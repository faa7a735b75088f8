//! What every binding does in the same way, and no user of the core needs: defects, the log, listings, headers.
#![forbid(unsafe_code)]

mod asked;
mod camel_case;
mod headers;
mod log_bridge;
mod log_queue;
mod options;
mod pages;
mod panics;
mod sandbox_words;

pub use asked::after_asking;
pub use camel_case::in_camel_case;
pub use headers::joined_headers;
pub use log_bridge::listen;
pub use log_queue::{LogQueue, Record};
pub use options::set;
pub use pages::{Pages, ReadPage};
pub use panics::{caught_panic, defect, guarded, take_over_panics};
pub use sandbox_words::{DURATION, PERIOD, renamed};
