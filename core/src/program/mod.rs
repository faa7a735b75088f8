//! How a business asks: a client, a ledger and a policy.

mod account;
mod backfill;
mod clock_check;
#[cfg(test)]
mod failing_ledger;
mod left_out;
mod outcome;
mod page_batch;
mod parts;
mod policy;
mod program_handle;
mod pull;
mod quiet_hours;
mod reconcile;
mod reconcile_report;
mod send;
mod sending;
mod sync;
mod sync_options;
mod sync_plan;
mod tally;
mod verdict;
mod window_reader;

pub use outcome::SendOutcome;
pub use policy::Policy;
pub use program_handle::Program;
pub use quiet_hours::QuietHours;
pub use reconcile_report::ReconcileReport;
pub use sync_options::{SyncOptions, SyncProgress, SyncReport};
