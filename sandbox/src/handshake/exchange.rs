//! A request token is traded in for the account's token.

use std::sync::Arc;

use super::callback::Callback;
use super::request_token::NotExchanged;
use crate::account::Account;
use crate::lock::lock;
use crate::oauth::Signer;
use crate::state::State;

/// The token that a request of the handshake is signed with. Not `Debug`: it holds a secret.
pub(crate) struct RequestKeys {
    pub(crate) token: String,
    secret: String,
}

impl Signer for RequestKeys {
    fn token_secret(&self) -> &str {
        &self.secret
    }
}

impl State {
    /// A new request token and its secret.
    pub(crate) fn issue_request_token(&self, callback: Callback) -> (String, String) {
        lock(&self.request_tokens).issue(callback, self.clock.now())
    }

    pub(crate) fn request_keys(&self, token: &str) -> Option<RequestKeys> {
        let tokens = lock(&self.request_tokens);
        let secret = tokens.get(token, self.clock.now())?.secret.clone();
        Some(RequestKeys { token: token.to_owned(), secret })
    }

    /// The account that authorized the app, with the token that it has until it is invalidated.
    pub(crate) fn exchange(&self, token: &str, verifier: Option<&str>) -> Result<Arc<Account>, NotExchanged> {
        let user_id = lock(&self.request_tokens).exchange(token, verifier, self.clock.now())?;
        self.accounts.sign_in(self.seed, user_id).ok_or(NotExchanged::Unknown)
    }
}
