//! The calls below `/1.1/`.

mod body;
mod call;
mod create;
mod events;
mod friendship;
mod parameters;
mod reply;
mod serve;
mod show;
mod user;

pub(crate) use body::{Unread, read};
pub(crate) use reply::NoAnswer;
pub(crate) use serve::serve;
pub(crate) use user::screen_name;
