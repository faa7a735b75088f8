//! The senders that the sandbox knows.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::credentials::SandboxCredentials;
use crate::lock::{read, write};

/// One sender with one token.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) user_id: u64,
    pub(crate) credentials: SandboxCredentials,
}

/// Every sender, found by token. Not `Debug`: the tokens are its keys.
#[derive(Default)]
pub(crate) struct Accounts {
    by_token: RwLock<HashMap<String, Arc<Account>>>,
}

impl Accounts {
    pub(crate) fn by_token(&self, token: &str) -> Option<Arc<Account>> {
        read(&self.by_token).get(token).cloned()
    }

    pub(crate) fn add(&self, credentials: SandboxCredentials) -> Arc<Account> {
        let account = Arc::new(Account { user_id: credentials.user_id.parse().unwrap_or(0), credentials });
        write(&self.by_token).entry(account.credentials.access_token.clone()).or_insert(account).clone()
    }

    pub(crate) fn has(&self, user_id: u64) -> bool {
        read(&self.by_token).values().any(|account| account.user_id == user_id)
    }
}
