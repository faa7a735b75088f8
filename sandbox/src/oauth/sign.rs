//! HMAC-SHA1, RFC 5849 section 3.4.2.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha1::Sha1;

use super::encode::encode;

/// Signs a base string; the result is base64, not percent-encoded. `token_secret` is empty where
/// there is no token yet.
#[must_use]
pub fn sign(base_string: &str, consumer_secret: &str, token_secret: &str) -> String {
    let key = format!("{}&{}", encode(consumer_secret), encode(token_secret));
    // HMAC takes a key of any length, so the other branch is never taken; an empty signature would be
    // refused by the verifier all the same.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(base_string.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
