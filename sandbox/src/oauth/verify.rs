//! Who signed this request, RFC 5849 section 3.2.

use std::sync::Arc;

use subtle::ConstantTimeEq as _;

use super::base_string::signature_base_string;
use super::header::Authorization;
use super::nonce::{Nonces, WINDOW};
use super::presented::Presented;
use super::sign::sign;
use crate::account::{Account, Accounts};
use crate::refusal::Refusal;

/// What was asked for, as far as it is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    pub(crate) method: &'a str,
    /// The `Host` header.
    pub(crate) host: &'a str,
    /// The path as sent, still encoded.
    pub(crate) path: &'a str,
}

/// What signatures are checked against. Not `Debug`: it holds secrets.
#[derive(Clone, Copy)]
pub(crate) struct Verifier<'a> {
    pub(crate) consumer_key: &'a str,
    pub(crate) consumer_secret: &'a str,
    pub(crate) accounts: &'a Accounts,
    pub(crate) nonces: &'a Nonces,
    /// Epoch seconds.
    pub(crate) now: i64,
}

impl Verifier<'_> {
    /// The signature is checked before the timestamp and the timestamp before the nonce: a stranger
    /// who cannot sign must not be able to use up nonces, nor to fill the store with old ones.
    pub(crate) fn verify(&self, presented: &Presented, target: Target<'_>) -> Result<Arc<Account>, Refusal> {
        let claim = Claim::read(presented)?;
        if claim.consumer_key != self.consumer_key {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        let account = self.accounts.by_token(claim.token).ok_or(Refusal::BAD_TOKEN)?;
        let known_version = claim.version.is_none_or(|version| version == "1.0");
        if claim.signature_method != "HMAC-SHA1" || !known_version || claim.signature.is_empty() || presented.malformed
        {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        let uri = format!("http://{}{}", target.host, target.path);
        let params: Vec<(String, String)> = presented.all().cloned().collect();
        let expected = sign(
            &signature_base_string(target.method, &uri, &params),
            self.consumer_secret,
            &account.credentials.access_token_secret,
        );
        if !bool::from(expected.as_bytes().ct_eq(claim.signature.as_bytes())) {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        let timestamp = digits(claim.timestamp).ok_or(Refusal::TIMESTAMP)?;
        if timestamp.abs_diff(self.now) > WINDOW.unsigned_abs() {
            return Err(Refusal::TIMESTAMP);
        }
        if !self.nonces.first_use(claim.token, timestamp, claim.nonce, self.now) {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        Ok(account)
    }
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The OAuth parameters, each given at most once (section 3.2) and all in one place (section 3.5).
struct Claim<'a> {
    consumer_key: &'a str,
    token: &'a str,
    signature_method: &'a str,
    signature: &'a str,
    timestamp: &'a str,
    nonce: &'a str,
    version: Option<&'a str>,
}

impl<'a> Claim<'a> {
    fn read(presented: &'a Presented) -> Result<Self, Refusal> {
        match presented.authorization {
            Authorization::Bearer => return Err(Refusal::NOT_ALLOWED),
            Authorization::Unreadable => return Err(Refusal::BAD_AUTHENTICATION),
            Authorization::Absent | Authorization::OAuth(_) => {}
        }
        if presented.places > 1 {
            return Err(Refusal::BAD_AUTHENTICATION);
        }
        let at_most_once = |wanted: &str| {
            let mut found = presented.all().filter(|(name, _)| name == wanted);
            let first = found.next().map(|(_, value)| value.as_str());
            match found.next() {
                Some(_) => Err(Refusal::BAD_AUTHENTICATION),
                None => Ok(first),
            }
        };
        let once = |wanted: &str| at_most_once(wanted)?.ok_or(Refusal::BAD_AUTHENTICATION);
        Ok(Self {
            consumer_key: once("oauth_consumer_key")?,
            token: once("oauth_token")?,
            signature_method: once("oauth_signature_method")?,
            signature: once("oauth_signature")?,
            timestamp: once("oauth_timestamp")?,
            // An empty one distinguishes nothing, so it counts as missing.
            nonce: Some(once("oauth_nonce")?).filter(|nonce| !nonce.is_empty()).ok_or(Refusal::BAD_AUTHENTICATION)?,
            version: at_most_once("oauth_version")?,
        })
    }
}
