//! One request to the service, taken apart.

use std::sync::Arc;

use http::HeaderMap;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use http::request::Parts;

use crate::account::Account;
use crate::control::is_local;
use crate::endpoint::{Endpoint, Operation, Step};
use crate::oauth::{Presented, Signer, Target, Verifier};
use crate::refusal::Refusal;
use crate::state::State;

/// A request whose body was read. Not `Debug`: it holds what was presented.
pub(super) struct Call<'a> {
    pub(super) endpoint: Option<Endpoint<'a>>,
    pub(super) presented: Presented,
    target: Target<'a>,
    headers: &'a HeaderMap,
}

impl<'a> Call<'a> {
    pub(super) fn new(parts: &'a Parts, body: &[u8]) -> Self {
        let headers = &parts.headers;
        let header = |name| headers.get(name).map(http::HeaderValue::as_bytes);
        let form = header(CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default();
            kind.trim_ascii().eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
        });
        // Two of them contradict each other, whichever is right.
        let authorizations = headers.get_all(AUTHORIZATION).iter().count();
        let authorization = match authorizations {
            0 | 1 => header(AUTHORIZATION),
            _ => Some(&b""[..]),
        };
        let method = parts.method.as_str();
        let path = parts.uri.path();
        let host = header(HOST).and_then(|host| std::str::from_utf8(host).ok());
        let endpoint = Endpoint::of(method, path);
        let mut presented = Presented::collect(authorization, parts.uri.query(), form.then_some(body));
        if endpoint == Some(Endpoint::Handshake(Step::AccessToken)) {
            presented.forgive_repeated_token();
        }
        Self { endpoint, presented, target: Target { method, host: host.unwrap_or_default(), path }, headers }
    }

    /// The user id that belongs to the token of the request, verified or not.
    pub(super) fn sender(&self, state: &State) -> Option<String> {
        let account = state.accounts.by_token(self.presented.token()?)?;
        Some(account.credentials.user_id.clone())
    }

    /// Who is to be asked, as given.
    pub(super) fn recipient(&self) -> Option<&str> {
        match self.endpoint {
            Some(Endpoint::Account(Operation::Create)) => self.presented.first("to_user_id"),
            _ => None,
        }
    }

    pub(super) fn authenticate(&self, state: &State) -> Result<Arc<Account>, Refusal> {
        self.verify(state, |token| {
            let token = token.ok_or(Refusal::BAD_AUTHENTICATION)?;
            state.accounts.by_token(token).ok_or(Refusal::BAD_TOKEN)
        })
    }

    /// Who signed; `find` knows the tokens that may.
    pub(super) fn verify<S: Signer, E: From<Refusal>>(
        &self,
        state: &State,
        find: impl FnOnce(Option<&str>) -> Result<S, E>,
    ) -> Result<S, E> {
        let app = &state.account.credentials;
        let verifier = Verifier {
            consumer_key: &app.consumer_key,
            consumer_secret: &app.consumer_secret,
            nonces: &state.nonces,
            now: state.clock.now().div_euclid(1000),
        };
        verifier.verify(&self.presented, self.target, find)
    }

    /// Whether JSON is asked for by name; whoever takes everything does not.
    pub(super) fn asks_for_json(&self) -> bool {
        let accepted = self.headers.get_all(ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
        accepted.map(str::to_ascii_lowercase).any(|accept| accept.contains("application/json"))
    }

    /// Whether a browser shows the page under a name of this machine; under another it could be somebody else's page.
    pub(super) fn is_local(&self) -> bool {
        is_local(self.headers)
    }

    /// Whether no other page than the sandbox's own can have sent it: browsers tell a form's origin.
    pub(super) fn is_from_own_page(&self) -> bool {
        self.headers.get_all(ORIGIN).iter().all(|origin| {
            let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
            origin.is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(self.target.host))
        })
    }
}
