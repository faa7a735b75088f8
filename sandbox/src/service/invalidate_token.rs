//! `POST oauth/invalidate_token.json`

use std::sync::Arc;

use crate::account::Account;
use crate::json::Object;
use crate::state::State;

/// Ends the token that the request is signed with: it gets 401 with code 89 from now on, and signing in again gives
/// another (doc).
pub(super) fn invalidate_token(state: &State, account: &Arc<Account>) -> Vec<u8> {
    state.accounts.invalidate(account);
    let mut out = Vec::with_capacity(80);
    let mut answer = Object::begin(&mut out);
    answer.text("access_token", &account.credentials.access_token);
    answer.end();
    out
}
