//! The emulated service, judged from outside over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test may fail like the test itself"
)]

mod answers;
mod authorize_page;
mod control;
mod control_people;
mod create;
mod create_quotas;
mod deliveries;
mod determinism;
mod events;
mod faults;
mod handshake;
mod handshake_properties;
mod handshake_refusals;
mod lifecycle;
mod limits;
mod million;
mod page;
mod people;
mod receiver;
mod recipient_side;
mod resets;
mod seeded_bytes;
mod seeding;
mod show;
mod shuffles;
mod sign_in;
mod signatures;
mod signer;
mod soup;
mod support;
mod unruly_receivers;
mod vectors;
mod webhooks;
