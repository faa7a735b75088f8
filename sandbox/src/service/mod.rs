//! The calls below `/1.1/` and `/oauth/`.

mod body;
mod call;
mod card;
mod create;
mod events;
mod friendship;
mod handshake;
mod invalidate_token;
mod parameters;
mod reply;
mod serve;
mod show;
mod user;

pub(crate) use body::{Unread, read};
pub(crate) use reply::NoAnswer;
pub(crate) use serve::serve;
pub(crate) use user::screen_name;
