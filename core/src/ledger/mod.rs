//! What is remembered: whom was asked, and everything that was seen of the answers. One trait, so that there can be
//! more than one database.

mod attempt;
mod attempt_filter;
mod attempt_state;
pub(crate) mod batch;
#[cfg(test)]
mod behaviour;
pub(crate) mod claim;
mod coverage;
mod ledger_trait;
mod location;
#[cfg(test)]
pub(crate) mod memory;
mod prompt_context;
mod prompt_status;
pub(crate) mod settlement;
mod skip_reason;
pub(crate) mod sqlite;
pub(crate) mod unresolved;

pub use attempt::{Attempt, AttemptError};
pub use attempt_filter::AttemptFilter;
pub use attempt_state::AttemptState;
pub use coverage::{Coverage, Period};
pub(crate) use ledger_trait::{Answer, Ledger};
pub(crate) use location::Location;
pub use prompt_context::PromptContext;
pub use prompt_status::PromptStatus;
pub use skip_reason::SkipReason;
