//! The native module of the Kotlin package: newtypes over the core, conversions, one mapping of errors.
//!
//! What is generated from it is internal to the package; the Kotlin in `kotlin/` is what users see. It checks what
//! callers pass, so that texts arrive here well-formed.
//!
//! No object that callers know is an argument: generated code does not see that an argument was closed, and would hand
//! over memory that is gone. Methods are safe, because an object is held while one of its own runs.
// What uniffi's macros write is unsafe inside.
#![allow(unsafe_code, reason = "uniffi's macros")]
#![allow(
    missing_docs,
    unreachable_pub,
    reason = "uniffi exports what is public; what users see is documented in kotlin/"
)]

mod attempts;
mod bytes;
mod calling;
mod client;
mod client_options;
mod context;
mod credentials;
mod deliveries;
mod errors;
mod fold;
mod guard;
mod ledger_records;
mod listing;
mod log;
mod opening;
mod outcome;
mod page;
#[cfg(feature = "panic-for-tests")]
mod panic_for_tests;
mod people;
mod policy;
mod program;
mod prompt;
mod pull;
mod question;
mod reading;
mod records;
mod refusal;
mod rows;
mod runtime;
mod sample_delivery;
mod sandbox;
mod sandbox_options;
mod shown;
mod sign_in;
mod sign_in_options;
mod states;
mod times;
mod webhook;

uniffi::setup_scaffolding!("twitter_feedback");
