//! What a program promises, over real HTTP and real files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod backfill;
mod cancelling;
mod clocks;
mod outcomes;
mod policies;
mod reconciling;
mod resuming;
mod sending;
#[path = "../support/mod.rs"]
mod support;
mod syncing;
mod world;
