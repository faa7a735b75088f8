//! OAuth 1.0a with HMAC-SHA1, the server's side, written from RFC 5849.
//!
//! Independent of every client on purpose: it judges their signatures. The three functions are
//! pure and open, so that published vectors and other implementations can be checked against them.

mod base_string;
mod decode;
mod encode;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
mod header;
mod nonce;
mod presented;
mod sign;
mod verify;

pub use base_string::signature_base_string;
pub use encode::encode;
pub use sign::sign;

pub(crate) use nonce::Nonces;
pub(crate) use presented::Presented;
pub(crate) use verify::{Signer, Target, Verifier};
