//! What one sandbox consists of.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use tokio::sync::watch;

use crate::account::{Account, Accounts};
use crate::clock::Clock;
use crate::credentials::SandboxCredentials;
use crate::error::SandboxError;
use crate::events::Cursors;
use crate::fault::Faults;
use crate::feedback::Style;
use crate::handshake::RequestTokens;
use crate::mix::{Use, mix};
use crate::oauth::Nonces;
use crate::options::SandboxOptions;
use crate::past::Author;
use crate::quota::Quotas;
use crate::repeats::Repeats;
use crate::requests::RequestLog;
use crate::times::TimeStyle;
use crate::webhook::Outbox;
use crate::world::World;

/// Shared by all connections; every lock in it is held for the length of a copy and never across an
/// await. Not `Debug`: it holds the keys of every sender.
pub(crate) struct State {
    pub(crate) options: SandboxOptions,
    pub(crate) seed: u64,
    pub(crate) style: Style,
    /// Writes what was made up.
    pub(crate) author: Arc<Author>,
    pub(crate) clock: Clock,
    /// The first sender.
    pub(crate) account: Arc<Account>,
    pub(crate) accounts: Accounts,
    pub(crate) nonces: Nonces,
    pub(crate) request_tokens: Mutex<RequestTokens>,
    pub(crate) world: RwLock<World>,
    pub(crate) cursors: Mutex<Cursors>,
    pub(crate) quotas: Mutex<Quotas>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) log: Mutex<RequestLog>,
    pub(crate) outbox: Outbox,
    transactions: AtomicU64,
    /// Turns true when the sandbox stops: requests that hang are let go.
    pub(crate) stopping: watch::Sender<bool>,
}

impl State {
    pub(crate) fn new(options: SandboxOptions) -> Result<Self, SandboxError> {
        let clock = Clock::new(options.start_at)?;
        let accounts = Accounts::default();
        let account = accounts.sender(options.seed, SandboxCredentials::derive(options.seed, 0));
        let style = Style {
            times: if options.squeezed_times { TimeStyle::Squeezed } else { TimeStyle::Spaced },
            events_external_id: options.events_external_id,
        };
        let repeats = Repeats::new(options.seed, options.repeat_updates);
        let author = Arc::new(Author::new(options.seed, style, repeats));
        Ok(Self {
            seed: options.seed,
            style,
            author: Arc::clone(&author),
            clock,
            account,
            accounts,
            nonces: Nonces::default(),
            request_tokens: Mutex::new(RequestTokens::new(options.seed)),
            world: RwLock::new(World::new(author)),
            cursors: Mutex::default(),
            quotas: Mutex::default(),
            faults: Mutex::default(),
            log: Mutex::default(),
            outbox: Outbox::default(),
            transactions: AtomicU64::new(0),
            stopping: watch::Sender::new(false),
            options,
        })
    }

    /// The id of one more answer, 16 hexadecimal digits.
    pub(crate) fn transaction(&self) -> String {
        let number = self.transactions.fetch_add(1, Ordering::Relaxed);
        format!("{:016x}", mix(self.seed, Use::Transaction, &[number]))
    }

    /// Resolves when the sandbox stops.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as this state, so there is no other end to wait for.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::handshake::RequestKeys;
    use crate::oauth::{Presented, Verifier};
    use crate::webhook::Target;

    /// Implemented twice for what is `Debug`, so that naming its item is ambiguous then.
    trait Unshown<Way> {
        const IS: () = ();
    }
    struct Shown;
    impl<T: ?Sized> Unshown<()> for T {}
    impl<T: ?Sized + Debug> Unshown<Shown> for T {}

    #[test]
    fn nothing_that_holds_a_secret_in_clear_can_be_shown() {
        // A derive on any of these no longer compiles.
        let () = <State as Unshown<_>>::IS;
        let () = <Accounts as Unshown<_>>::IS;
        let () = <Presented as Unshown<_>>::IS;
        let () = <Verifier<'_> as Unshown<_>>::IS;
        let () = <RequestTokens as Unshown<_>>::IS;
        let () = <RequestKeys as Unshown<_>>::IS;
        let () = <Target as Unshown<_>>::IS;
    }
}
