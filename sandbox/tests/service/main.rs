//! The emulated service, judged from outside over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test may fail like the test itself"
)]

mod answers;
mod control;
mod create;
mod create_quotas;
mod deliveries;
mod determinism;
mod events;
mod faults;
mod lifecycle;
mod limits;
mod page;
mod people;
mod receiver;
mod resets;
mod seeded_bytes;
mod seeding;
mod show;
mod shuffles;
mod signatures;
mod soup;
mod support;
mod unruly_receivers;
mod vectors;
mod webhooks;
