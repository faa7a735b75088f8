//! The keys of one account.

use std::fmt;

use serde::Serialize;

use crate::mix::{Use, mix, word};

/// What a client needs to speak for one sender or one customer. Derived from the seed, worthless anywhere else,
/// and still kept out of `Debug`. Serialising shows the secrets.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SandboxCredentials {
    /// The app's key; every account of one sandbox shares it.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: String,
    /// The account's token.
    pub access_token: String,
    /// The account's token secret.
    pub access_token_secret: String,
    /// The account's decimal user id.
    pub user_id: String,
    /// The account's name, without the @.
    pub screen_name: String,
}

impl SandboxCredentials {
    /// The credentials of one sender; number 0 is the one that [`crate::Sandbox::credentials`] gives.
    pub(crate) fn derive(seed: u64, sender: u32) -> Self {
        let part = u64::from(sender).wrapping_mul(8);
        // Below every special recipient and every seeded one.
        let user_id = 100_000_000_000 + mix(seed, Use::UserId, &[]) % 100_000_000_000 + u64::from(sender);
        let (access_token, access_token_secret) = token(seed, Use::Credential, user_id, part + 2);
        Self {
            consumer_key: word(seed, Use::Credential, 0, 25),
            consumer_secret: word(seed, Use::Credential, 1, 50),
            access_token,
            access_token_secret,
            user_id: user_id.to_string(),
            screen_name: format!("sandbox_{user_id}"),
        }
    }

    /// The keys of a customer, who has signed in to the same app.
    pub(crate) fn of_customer(seed: u64, user_id: u64) -> Self {
        let part = mix(seed, Use::Customer, &[user_id]);
        let (access_token, access_token_secret) = token(seed, Use::Customer, user_id, part);
        Self {
            access_token,
            access_token_secret,
            user_id: user_id.to_string(),
            screen_name: format!("user{user_id}"),
            ..Self::derive(seed, 0)
        }
    }

    /// The same account with the token that follows an invalidated one; `renewal` counts these from 1.
    pub(crate) fn renewed(&self, seed: u64, user_id: u64, renewal: u64) -> Self {
        let part = mix(seed, Use::Renewal, &[user_id, renewal]);
        let (access_token, access_token_secret) = token(seed, Use::Renewal, user_id, part);
        Self { access_token, access_token_secret, ..self.clone() }
    }
}

/// An account's token, which begins with its user id as the platform's do (seen), and the token's secret.
fn token(seed: u64, purpose: Use, user_id: u64, part: u64) -> (String, String) {
    let token = format!("{user_id}-{}", word(seed, purpose, part, 40));
    (token, word(seed, purpose, part.wrapping_add(1), 45))
}

impl fmt::Debug for SandboxCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxCredentials")
            .field("consumer_key", &self.consumer_key)
            .field("consumer_secret", &"…")
            .field("access_token", &"…")
            .field("access_token_secret", &"…")
            .field("user_id", &self.user_id)
            .field("screen_name", &self.screen_name)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let credentials = SandboxCredentials::derive(1, 0);
        let shown = format!("{credentials:?}");
        assert!(!shown.contains(&credentials.consumer_secret));
        assert!(!shown.contains(&credentials.access_token_secret));
        assert!(!shown.contains(&credentials.access_token));
        assert!(shown.contains(&credentials.user_id));
    }

    #[test]
    fn two_senders_share_the_app_and_nothing_else() {
        let (first, second) = (SandboxCredentials::derive(1, 0), SandboxCredentials::derive(1, 1));
        assert_eq!(first.consumer_key, second.consumer_key);
        assert_eq!(first.consumer_secret, second.consumer_secret);
        assert_ne!(first.access_token, second.access_token);
        assert_ne!(first.user_id, second.user_id);
        assert_ne!(first, SandboxCredentials::derive(2, 0));
    }
}
