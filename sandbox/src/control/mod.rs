//! `/_sandbox/…`: how a test, in any language, drives the sandbox.

mod feedbacks;
mod order;
mod origin;
mod person;
mod serve;
mod webhook;
mod written_id;

pub(crate) use origin::is_local;
pub(crate) use serve::serve;
