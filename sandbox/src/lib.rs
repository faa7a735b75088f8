#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod absolute_url;
mod account;
mod answer;
mod client;
mod clock;
mod control;
mod credentials;
mod customer;
mod digits;
mod endpoint;
mod error;
mod events;
mod fault;
mod feedback;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod handshake;
mod ids;
mod json;
mod lock;
mod mix;
mod newest;
pub mod oauth;
mod options;
mod page;
mod past;
mod question;
mod quota;
mod recipient;
mod refusal;
mod repeats;
mod requests;
mod sandbox;
mod seed;
mod server;
mod service;
mod state;
mod times;
mod webhook;
mod whole;
mod world;

pub use credentials::SandboxCredentials;
pub use error::SandboxError;
pub use fault::{FaultKind, FaultOperation, FaultRule, PlayedAnswer};
pub use options::SandboxOptions;
pub use recipient::{
    RECIPIENT_NOT_FOLLOWING, RECIPIENT_NOT_MESSAGEABLE, RECIPIENT_SUSPENDED, RECIPIENT_UNDISCLOSED, RECIPIENT_UNKNOWN,
};
pub use refusal::{CODE_ALREADY_ASKED, CODE_CARD_CLOSED, CODE_TO_TIME_TOO_RECENT};
pub use requests::LoggedRequest;
pub use sandbox::Sandbox;
pub use seed::{SeedRequest, Seeded};
pub use webhook::{LoggedDelivery, Webhook};
