//! The native module of the Node package `twitter-feedback`: newtypes over the core, conversions, one mapping of errors.
//!
//! What crosses into JavaScript crosses once and as JSON text; objects are made there. The TypeScript in `ts/`
//! checks what callers pass, so that arguments arrive here with the right types.
// What napi's macros write is unsafe inside; besides them `command` is, where it says why.
#![allow(unsafe_code, reason = "napi's macros, and one call of the system")]
#![allow(missing_docs, unreachable_pub, reason = "napi exports what is public; what users see is documented in ts/")]
#![cfg_attr(test, allow(dead_code, reason = "napi exports nothing where it is linted as a test"))]

mod attempt_filter;
mod batch;
mod body;
mod client;
mod client_options;
mod command;
mod credentials;
mod crossing;
mod delivery;
mod errors;
mod fold;
mod folded;
mod guard;
mod listing;
mod log;
#[cfg(feature = "panic-for-tests")]
mod panic_for_tests;
mod policy;
mod program;
mod program_handle;
mod program_records;
mod prompt;
mod prompt_context;
mod question;
mod records;
mod refusal;
mod rows;
mod runtime;
mod sample_delivery;
mod sandbox;
mod sign_in;
mod sign_in_options;
mod signed_in;
mod signing_in;
mod spans;
mod value;
mod webhook_credentials;
mod webhook_verifier;

use napi_derive::module_init;

#[module_init]
fn init() {
    twitter_feedback_bindings::take_over_panics();
}
