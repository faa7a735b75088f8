//! Everybody with a token: the senders, and the customers whose side a test plays.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use crate::credentials::SandboxCredentials;
use crate::lock::{read, write};

/// One account with one token.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) user_id: u64,
    pub(crate) credentials: SandboxCredentials,
}

/// Every account, found by token or by user id. Not `Debug`: the tokens are its keys.
#[derive(Default)]
pub(crate) struct Accounts {
    known: RwLock<Known>,
}

#[derive(Default)]
struct Known {
    by_token: HashMap<String, Arc<Account>>,
    people: BTreeMap<u64, Person>,
}

/// What is known of one user id.
struct Person {
    is_sender: bool,
    /// The keys to begin with.
    first: SandboxCredentials,
    /// How many tokens came after the first.
    renewals: u64,
    /// `None` once the token was invalidated.
    signed_in: Option<Arc<Account>>,
}

impl Accounts {
    pub(crate) fn by_token(&self, token: &str) -> Option<Arc<Account>> {
        read(&self.known).by_token.get(token).cloned()
    }

    /// A sender with these keys to begin with, signed in. Whoever is a sender already keeps what he has.
    pub(crate) fn sender(&self, seed: u64, first: SandboxCredentials) -> Arc<Account> {
        self.person(seed, first, true)
    }

    /// A customer, who is a person of the same platform and may be a sender as well.
    pub(crate) fn customer(&self, seed: u64, first: SandboxCredentials) -> Arc<Account> {
        self.person(seed, first, false)
    }

    fn person(&self, seed: u64, first: SandboxCredentials, is_sender: bool) -> Arc<Account> {
        let user_id = first.user_id.parse().unwrap_or(0);
        let mut known = write(&self.known);
        let Known { by_token, people } = &mut *known;
        let person = people.entry(user_id).or_insert_with(|| Person::new(first.clone(), is_sender));
        if is_sender && !person.is_sender {
            *person = Person::new(first, true);
        }
        person.sign_in(seed, user_id, by_token)
    }

    pub(crate) fn is_sender(&self, user_id: u64) -> bool {
        read(&self.known).people.get(&user_id).is_some_and(|person| person.is_sender)
    }

    /// The user ids of all senders, the first sender's first.
    pub(crate) fn senders(&self) -> Vec<u64> {
        let known = read(&self.known);
        known.people.iter().filter(|(_, person)| person.is_sender).map(|(user_id, _)| *user_id).collect()
    }

    /// The account with its token: the one that it has, as on the platform, or a fresh one.
    pub(crate) fn sign_in(&self, seed: u64, user_id: u64) -> Option<Arc<Account>> {
        let mut known = write(&self.known);
        let Known { by_token, people } = &mut *known;
        people.get_mut(&user_id).map(|person| person.sign_in(seed, user_id, by_token))
    }

    /// Ends the token for good.
    pub(crate) fn invalidate(&self, account: &Arc<Account>) {
        let mut known = write(&self.known);
        known.by_token.remove(&account.credentials.access_token);
        if let Some(person) = known.people.get_mut(&account.user_id)
            && person.signed_in.as_ref().is_some_and(|current| Arc::ptr_eq(current, account))
        {
            person.signed_in = None;
            person.renewals += 1;
        }
    }
}

impl Person {
    fn new(first: SandboxCredentials, is_sender: bool) -> Self {
        Self { is_sender, first, renewals: 0, signed_in: None }
    }

    fn sign_in(&mut self, seed: u64, user_id: u64, by_token: &mut HashMap<String, Arc<Account>>) -> Arc<Account> {
        let signed_in = self.signed_in.get_or_insert_with(|| {
            let credentials = match self.renewals {
                0 => self.first.clone(),
                renewal => self.first.renewed(seed, user_id, renewal),
            };
            Arc::new(Account { user_id, credentials })
        });
        by_token.entry(signed_in.credentials.access_token.clone()).or_insert_with(|| Arc::clone(signed_in));
        Arc::clone(signed_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(number: u32) -> SandboxCredentials {
        SandboxCredentials::derive(1, number)
    }

    #[test]
    fn an_account_keeps_its_token_until_it_is_invalidated() {
        let accounts = Accounts::default();
        let first = accounts.sender(1, sender(0));
        let again = accounts.sign_in(1, first.user_id).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        accounts.invalidate(&first);
        assert!(accounts.by_token(&first.credentials.access_token).is_none());
        let fresh = accounts.sign_in(1, first.user_id).unwrap();
        assert_ne!(fresh.credentials.access_token, first.credentials.access_token);
        assert_ne!(fresh.credentials.access_token_secret, first.credentials.access_token_secret);
        assert_eq!(fresh.credentials.user_id, first.credentials.user_id);
        // Whoever was late to end the old one does not end the new one.
        accounts.invalidate(&first);
        assert!(Arc::ptr_eq(&fresh, &accounts.sender(1, sender(0))));
        assert!(accounts.by_token(&fresh.credentials.access_token).is_some());
    }

    #[test]
    fn a_customer_who_turns_out_to_be_a_sender_becomes_one() {
        let accounts = Accounts::default();
        let user_id = sender(1).user_id.parse().unwrap();
        let customer = accounts.customer(1, SandboxCredentials::of_customer(1, user_id));
        assert!(!accounts.is_sender(user_id));
        assert!(accounts.senders().is_empty());
        let promoted = accounts.sender(1, sender(1));
        assert_eq!(accounts.senders(), [user_id]);
        assert_eq!(promoted.credentials, sender(1));
        let tokens = [&customer, &promoted].map(|account| accounts.by_token(&account.credentials.access_token));
        assert!(tokens.iter().flatten().all(|account| account.user_id == user_id));
        assert_eq!(accounts.customer(1, SandboxCredentials::of_customer(1, user_id)).credentials, sender(1));
    }
}
