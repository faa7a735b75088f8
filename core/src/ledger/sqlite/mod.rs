//! The ledger in a file of its own: SQLite, one writer, whole or not at all.
//!
//! Never `open()` one of the database's files anywhere else in the process: closing it would drop SQLite's locks.

mod accounts;
mod attempt_rows;
mod attempt_search;
mod claims;
mod connection;
mod create;
mod failure;
mod feedback_rows;
mod file_system;
mod fork;
mod handle;
mod job;
mod ledger_file;
mod matching;
mod migration;
mod opening;
mod reader;
mod recovery;
mod schema;
mod settling;
mod slots;
mod storing;
mod tally;
#[cfg(test)]
mod tests;
mod times;
mod windows;
mod worker;
mod writer;

pub(crate) use handle::SqliteLedger;
