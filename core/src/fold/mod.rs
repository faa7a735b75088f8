//! What it adds up to: any number of events into the current state of each feedback.
//!
//! Events arrive repeated, late and in any order. Folding is a join-semilattice for each feedback
//! id: commutative, associative, idempotent and monotone, so the state depends only on which
//! events were seen. No I/O, no clock.

#![allow(dead_code, reason = "being built")]

mod answers;
mod fold_state;
mod folded;
mod members;
mod stored;
mod stored_bytes;
#[cfg(test)]
mod stored_tests;
mod written;

pub use fold_state::Fold;
pub use folded::Folded;
