//! `/_sandbox/…`: how a test, in any language, drives the sandbox.

mod feedback_id;
mod feedbacks;
mod order;
mod origin;
mod serve;
mod webhook;

pub(crate) use origin::is_local;
pub(crate) use serve::serve;
