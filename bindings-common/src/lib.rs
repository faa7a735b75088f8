//! What every binding does in the same way, and no user of the core needs: defects, and the log.
#![forbid(unsafe_code)]

mod log_bridge;
mod log_queue;
mod panics;

pub use log_bridge::listen;
pub use log_queue::{LogQueue, Record};
pub use panics::{caught_panic, defect, guarded, take_over_panics};
