//! Who says it: credentials and OAuth 1.0a signatures (HMAC-SHA1). No I/O but for reading a credentials file.

mod credentials;
mod credentials_file;
mod signature;
#[cfg(test)]
mod signature_tests;

pub use credentials::Credentials;
pub(crate) use signature::{Encoding, SigningRequest, authorize, encode};
