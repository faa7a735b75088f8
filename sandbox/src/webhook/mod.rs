//! The webhook: every event of a sender, posted to a receiver on this machine.

mod drive;
mod log;
mod outbox;
mod post;
mod queue;
mod registration;
mod shuffle;
mod target;
mod worker;

pub use log::LoggedDelivery;
pub(crate) use outbox::Outbox;
pub use registration::Webhook;
#[cfg(test)]
pub(crate) use target::Target;
pub(crate) use worker::deliver;
