//! One file for each command.

pub(crate) mod attempts;
pub(crate) mod auth;
pub(crate) mod can_dm;
pub(crate) mod coverage;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod events;
mod policy_options;
pub(crate) mod prompt_status;
pub(crate) mod sandbox;
pub(crate) mod send;
pub(crate) mod show;
pub(crate) mod sync;
mod time_argument;
