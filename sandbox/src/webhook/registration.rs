//! A webhook as it is registered.

use std::fmt;

/// Where events are posted and how. The service has it registered by hand, once for the app: it gets the
/// events of every sender.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Webhook {
    /// An absolute http URL of this machine's loopback (`127.0.0.1`, `[::1]` or `localhost`), at most 2,048
    /// characters, without a user and a password in it.
    pub url: String,
    /// The user of basic auth (RFC 7617): 1 to 1,000 characters without `:` and control characters.
    /// Only together with a password, and not shown either: a password ends up here easily.
    pub username: Option<String>,
    /// The password of basic auth: 1 to 1,000 characters without control characters. Never shown in an
    /// error nor in `Debug`.
    pub password: Option<String>,
    /// How many further times each event is sent, 0 to 100: deliveries may repeat (doc). Default 0.
    pub duplicates: u32,
    /// Whether events are sent out of order: deliveries arrive in any (doc). Default `false`.
    pub shuffle: bool,
}

impl Webhook {
    /// Each event once, in order, without basic auth. What is wrong with the URL is told when the webhook
    /// is given to the sandbox.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), username: None, password: None, duplicates: 0, shuffle: false }
    }

    /// With basic auth.
    #[must_use]
    pub fn credentials(mut self, username: impl Into<String>, password: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self.password = Some(password.into());
        self
    }

    /// Each event that many further times, at most 100.
    #[must_use]
    pub fn duplicates(mut self, duplicates: u32) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// Out of order: what happens within a tenth of a second, 16 events at most, is sent in another order,
    /// which comes from the sandbox's seed.
    #[must_use]
    pub fn shuffle(mut self, shuffle: bool) -> Self {
        self.shuffle = shuffle;
        self
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("url", &shown(&self.url))
            .field("username", &self.username.as_ref().map(|_| "…"))
            .field("password", &self.password.as_ref().map(|_| "…"))
            .field("duplicates", &self.duplicates)
            .field("shuffle", &self.shuffle)
            .finish()
    }
}

/// What may be shown of a URL: nothing of what stands before an `@`, be it well formed or not.
pub(super) fn shown(url: &str) -> String {
    url.rsplit_once('@').map_or_else(|| url.to_owned(), |(_, rest)| format!("…@{rest}"))
}
