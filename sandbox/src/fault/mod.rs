//! Faults on order: everything that can go wrong between a client and the service.

mod body;
mod broken_body;
mod kind;
mod operation;
mod queue;
mod respond;
mod rule;

pub use kind::FaultKind;
pub use operation::FaultOperation;
pub use respond::PlayedAnswer;
pub use rule::FaultRule;

pub(crate) use broken_body::{SlowBody, TruncatedBody};
pub(crate) use queue::Faults;
