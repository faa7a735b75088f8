use std::num::NonZeroU64;

use oauth1_request::{Builder, Credentials as Pair, HmacSha1, ParameterList};
use rand::RngCore;
use rand::rngs::OsRng;

use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// The keys that sign: the app's always, a token's where there is one yet.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    app: Pair<&'a str>,
    token: Option<Pair<&'a str>>,
}

impl<'a> Keys<'a> {
    pub(crate) fn of_app(key: &'a str, secret: &'a str) -> Self {
        Self { app: Pair::new(key, secret), token: None }
    }

    pub(crate) fn with_token(self, token: &'a str, secret: &'a str) -> Self {
        Self { token: Some(Pair::new(token, secret)), ..self }
    }
}

/// What a step of signing in adds to the signature.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Handshake<'a> {
    /// Nothing: this is no such step.
    None,
    /// Where the browser is to go, or `oob`.
    Callback(&'a str),
    /// What the person brought back.
    Verifier(&'a str),
}

/// What is to be signed. Keys are fixed ASCII and occur once each, and the URI holds no `?`: the
/// signing library sorts by unencoded keys and appends no query.
pub(crate) struct SigningRequest<'a> {
    pub(crate) method: &'a str,
    pub(crate) uri: &'a str,
    pub(crate) params: &'a [(&'a str, String)],
    pub(crate) timestamp: Timestamp,
    pub(crate) handshake: Handshake<'a>,
}

/// Where the parameters travel.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Encoding {
    Form,
    Query,
}

/// The `Authorization` header of a request. Each call makes a fresh one, with a random nonce: no
/// retry may repeat a signature.
///
/// # Errors
/// `internal` when the system has no random numbers.
pub(crate) fn authorize(keys: Keys<'_>, request: &SigningRequest<'_>) -> Result<String, FeedbackError> {
    let nonce = nonce()?;
    let (callback, verifier) = match request.handshake {
        Handshake::None => (None, None),
        Handshake::Callback(callback) => (Some(callback), None),
        Handshake::Verifier(verifier) => (None, Some(verifier)),
    };
    let mut builder = Builder::new(keys.app, HmacSha1::new());
    builder
        .token(keys.token)
        .callback(callback)
        .verifier(verifier)
        .nonce(&*nonce)
        // Left out by default, and some verifiers insist.
        .version(true)
        .timestamp(u64::try_from(request.timestamp.as_seconds()).ok().and_then(NonZeroU64::new));
    Ok(builder.authorize(request.method, request.uri, &parameters(request.params)))
}

/// 128 bits from the system itself. A generator in the process has a stock of numbers, which a fork copies: parent and
/// child would sign with the same nonces, and the service refuses the second of each.
fn nonce() -> Result<String, FeedbackError> {
    let mut bytes = [0; 16];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| {
        FeedbackError::new(ErrorKind::Internal, format!("the system has no random numbers: {error}"))
    })?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// The form body, or the URI with its query: from the encoder that signs, so that the bytes sent
/// are the bytes signed.
pub(crate) fn encode(uri: &str, params: &[(&str, String)], encoding: Encoding) -> String {
    match encoding {
        Encoding::Form => oauth1_request::to_form(&parameters(params)),
        Encoding::Query if params.is_empty() => uri.to_owned(),
        Encoding::Query => oauth1_request::to_query(uri.to_owned(), &parameters(params)),
    }
}

/// One value as it stands in an `Authorization` header.
pub(super) fn encode_value(value: &str) -> String {
    let form = oauth1_request::to_form(&ParameterList::new(vec![("v", value)]));
    form.strip_prefix("v=").unwrap_or(&form).to_owned()
}

pub(super) fn parameters<'a>(params: &'a [(&'a str, String)]) -> ParameterList<&'a str, &'a str> {
    ParameterList::new(params.iter().map(|(key, value)| (*key, value.as_str())).collect())
}
