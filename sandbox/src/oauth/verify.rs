//! Who signed this request, RFC 5849 section 3.2.

use std::sync::Arc;

use subtle::ConstantTimeEq as _;

use super::base_string::signature_base_string;
use super::header::Authorization;
use super::nonce::{Nonces, WINDOW};
use super::presented::Presented;
use super::sign::sign;
use crate::account::Account;
use crate::digits::digits;
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

/// Whoever signs besides the app: an account, a request token, or nobody. Not `Debug`: it holds a secret.
pub(crate) trait Signer {
    /// Empty where there is no token (section 3.4.2).
    fn token_secret(&self) -> &str;
}

impl Signer for Arc<Account> {
    fn token_secret(&self) -> &str {
        &self.credentials.access_token_secret
    }
}

/// What signatures are checked against. Not `Debug`: it holds secrets.
#[derive(Clone, Copy)]
pub(crate) struct Verifier<'a> {
    pub(crate) consumer_key: &'a str,
    pub(crate) consumer_secret: &'a str,
    pub(crate) nonces: &'a Nonces,
    /// Epoch seconds.
    pub(crate) now: i64,
}

impl Verifier<'_> {
    /// `find` is given the token, if the request has one, and says who signs with it. The signature is checked
    /// before the timestamp and the timestamp before the nonce: a stranger who cannot sign must not be able to
    /// use up nonces, nor to fill the store with old ones.
    pub(crate) fn verify<S: Signer, E: From<Refusal>>(
        &self,
        presented: &Presented,
        target: Target<'_>,
        find: impl FnOnce(Option<&str>) -> Result<S, E>,
    ) -> Result<S, E> {
        let claim = Claim::read(presented)?;
        if claim.consumer_key != self.consumer_key {
            return Err(Refusal::COULD_NOT_AUTHENTICATE.into());
        }
        let signer = find(claim.token)?;
        self.check(&claim, presented, target, signer.token_secret())?;
        Ok(signer)
    }

    fn check(
        &self,
        claim: &Claim<'_>,
        presented: &Presented,
        target: Target<'_>,
        token_secret: &str,
    ) -> Result<(), Refusal> {
        let known_version = claim.version.is_none_or(|version| version == "1.0");
        if claim.signature_method != "HMAC-SHA1" || !known_version || claim.signature.is_empty() || presented.malformed
        {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        let uri = format!("http://{}{}", target.host, target.path);
        let params: Vec<(String, String)> = presented.all().cloned().collect();
        let base_string = signature_base_string(target.method, &uri, &params);
        let expected = sign(&base_string, self.consumer_secret, token_secret);
        if !bool::from(expected.as_bytes().ct_eq(claim.signature.as_bytes())) {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        let timestamp = digits(claim.timestamp).and_then(|at| i64::try_from(at).ok()).ok_or(Refusal::TIMESTAMP)?;
        if timestamp.abs_diff(self.now) > WINDOW.unsigned_abs() {
            return Err(Refusal::TIMESTAMP);
        }
        if !self.nonces.first_use(claim.token.unwrap_or_default(), timestamp, claim.nonce, self.now) {
            return Err(Refusal::COULD_NOT_AUTHENTICATE);
        }
        Ok(())
    }
}

/// The OAuth parameters, each given at most once (section 3.2) and all in one place (section 3.5).
struct Claim<'a> {
    consumer_key: &'a str,
    /// `None` where the app signs alone (section 3.1).
    token: Option<&'a str>,
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
        let once = |wanted: &str| presented.once(wanted)?.ok_or(Refusal::BAD_AUTHENTICATION);
        Ok(Self {
            consumer_key: once("oauth_consumer_key")?,
            token: presented.once("oauth_token")?,
            signature_method: once("oauth_signature_method")?,
            signature: once("oauth_signature")?,
            timestamp: once("oauth_timestamp")?,
            // An empty one distinguishes nothing, so it counts as missing.
            nonce: Some(once("oauth_nonce")?).filter(|nonce| !nonce.is_empty()).ok_or(Refusal::BAD_AUTHENTICATION)?,
            version: presented.once("oauth_version")?,
        })
    }
}
