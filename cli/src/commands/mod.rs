//! One file for each command.

pub(crate) mod auth;
pub(crate) mod can_dm;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod events;
pub(crate) mod sandbox;
pub(crate) mod send;
pub(crate) mod show;
mod time_argument;
