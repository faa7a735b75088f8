//! What fuzzing looks at and no user does; there is nothing of it without `--cfg fuzzing`.

use super::decode;
use super::header::Authorization;
use super::nonce::Nonces;
use super::presented::Presented;
use super::verify::{Signer, Target, Verifier};
use crate::refusal::Refusal;

/// The parameters of an OAuth header that can be read.
#[must_use]
pub fn header(header: &[u8]) -> Option<Vec<(String, String)>> {
    match Authorization::parse(Some(header)) {
        Authorization::OAuth(found) => Some(found),
        Authorization::Absent | Authorization::Bearer | Authorization::Unreadable => None,
    }
}

/// The parameters of a form that can be decoded.
#[must_use]
pub fn form(encoded: &[u8]) -> Option<Vec<(String, String)>> {
    decode::form(encoded).ok()
}

/// The text behind percent-encoded bytes that can be decoded.
#[must_use]
pub fn percent(encoded: &[u8]) -> Option<String> {
    decode::percent(encoded).ok()
}

/// A request, as far as its signature goes.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// `POST`.
    pub method: &'a str,
    /// The `Host` header.
    pub host: &'a str,
    /// As sent.
    pub path: &'a str,
    /// The `Authorization` header.
    pub authorization: Option<&'a [u8]>,
    /// As sent.
    pub query: Option<&'a str>,
    /// A body of that type.
    pub form: Option<&'a [u8]>,
}

struct Secret<'a>(&'a str);

impl Signer for Secret<'_> {
    fn token_secret(&self) -> &str {
        self.0
    }
}

/// Whether the request is signed at `now`, in epoch seconds, with exactly these: the app's key and secret, the
/// token and its secret.
#[must_use]
pub fn authenticates(request: &Request<'_>, [key, secret, token, token_secret]: [&str; 4], now: i64) -> bool {
    let nonces = Nonces::default();
    let verifier = Verifier { consumer_key: key, consumer_secret: secret, nonces: &nonces, now };
    let target = Target { method: request.method, host: request.host, path: request.path };
    let mut presented = Presented::collect(request.authorization, request.query, request.form);
    presented.forgive_repeated_token();
    let find = |given: Option<&str>| match given {
        Some(given) if given == token => Ok(Secret(token_secret)),
        _ => Err(Refusal::BAD_TOKEN),
    };
    verifier.verify(&presented, target, find).is_ok()
}
