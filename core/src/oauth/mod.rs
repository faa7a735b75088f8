//! Who says it: credentials and OAuth 1.0a signatures (HMAC-SHA1). No I/O but for a credentials file.

mod credentials;
mod credentials_file;
mod redact;
mod signature;
#[cfg(test)]
mod signature_tests;

pub use credentials::Credentials;
pub(crate) use credentials::secret_problem;
pub(crate) use redact::redact;
pub(crate) use signature::{Encoding, Handshake, Keys, SigningRequest, authorize, encode};
