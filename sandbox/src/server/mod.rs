//! Sockets, and how to break them.

mod accept;
mod connection;
mod kill;
mod router;
mod stream;

pub(crate) use accept::accept;
pub(crate) use kill::KillSwitch;
pub(crate) use router::router;
