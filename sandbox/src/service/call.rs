//! One request to the service, taken apart.

use std::sync::Arc;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::request::Parts;

use crate::account::Account;
use crate::endpoint::Endpoint;
use crate::oauth::{Presented, Target, Verifier};
use crate::refusal::Refusal;
use crate::state::State;

/// A request whose body was read. Not `Debug`: it holds what was presented.
pub(super) struct Call<'a> {
    pub(super) endpoint: Option<Endpoint<'a>>,
    pub(super) presented: Presented,
    target: Target<'a>,
}

impl<'a> Call<'a> {
    pub(super) fn new(parts: &'a Parts, body: &[u8]) -> Self {
        let header = |name| parts.headers.get(name).map(http::HeaderValue::as_bytes);
        let form = header(CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default();
            kind.trim_ascii().eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
        });
        // Two of them contradict each other, whichever is right.
        let authorizations = parts.headers.get_all(AUTHORIZATION).iter().count();
        let authorization = match authorizations {
            0 | 1 => header(AUTHORIZATION),
            _ => Some(&b""[..]),
        };
        let method = parts.method.as_str();
        let path = parts.uri.path();
        let host = header(HOST).and_then(|host| std::str::from_utf8(host).ok());
        Self {
            endpoint: Endpoint::of(method, path),
            presented: Presented::collect(authorization, parts.uri.query(), form.then_some(body)),
            target: Target { method, host: host.unwrap_or_default(), path },
        }
    }

    /// The user id that belongs to the token of the request, verified or not.
    pub(super) fn sender(&self, state: &State) -> Option<String> {
        let account = state.accounts.by_token(self.presented.token()?)?;
        Some(account.credentials.user_id.clone())
    }

    /// Who is to be asked, as given.
    pub(super) fn recipient(&self) -> Option<&str> {
        match self.endpoint {
            Some(Endpoint::Create) => self.presented.first("to_user_id"),
            _ => None,
        }
    }

    pub(super) fn authenticate(&self, state: &State) -> Result<Arc<Account>, Refusal> {
        let app = &state.account.credentials;
        let verifier = Verifier {
            consumer_key: &app.consumer_key,
            consumer_secret: &app.consumer_secret,
            accounts: &state.accounts,
            nonces: &state.nonces,
            now: state.clock.now().div_euclid(1000),
        };
        verifier.verify(&self.presented, self.target)
    }
}
