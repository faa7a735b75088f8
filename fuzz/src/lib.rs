//! What several targets hold events to.

mod event;
mod fold;

pub use event::check_event;
pub use fold::check_fold;
