//! The sandbox as a value.

use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::credentials::SandboxCredentials;
use crate::error::SandboxError;
use crate::fault::FaultRule;
use crate::lock::lock;
use crate::options::SandboxOptions;
use crate::requests::LoggedRequest;
use crate::seed::{SeedRequest, Seeded};
use crate::server::{accept, router};
use crate::state::State;
use crate::webhook::deliver;

/// A running sandbox. Dropping it stops the server at once; [`Sandbox::stop`] also waits for the end.
pub struct Sandbox {
    state: Arc<State>,
    url: String,
    server: JoinHandle<()>,
    /// Closed when the server has ended, however it did.
    ended: watch::Receiver<()>,
}

impl Sandbox {
    /// Binds 127.0.0.1 and serves until it is stopped, on the tokio runtime of the caller.
    ///
    /// # Errors
    /// [`SandboxError::Bind`] if the port is taken, [`SandboxError::NoRuntime`] outside a runtime, and
    /// [`SandboxError::Invalid`] for a `start_at` outside the years 1970 to 9999.
    pub async fn start(options: SandboxOptions) -> Result<Self, SandboxError> {
        let runtime = Handle::try_current().map_err(|_| SandboxError::NoRuntime)?;
        let port = options.port;
        let state = Arc::new(State::new(options)?);
        let unbound = |source| SandboxError::Bind { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(unbound)?;
        let url = format!("http://{}", listener.local_addr().map_err(unbound)?);
        let (running, ended) = watch::channel(());
        let serving = accept(listener, router(Arc::clone(&state)), state.stopping.subscribe());
        let delivering = deliver(Arc::clone(&state));
        let server = runtime.spawn(async move {
            tokio::join!(serving, delivering);
            drop(running);
        });
        Ok(Self { state, url, server, ended })
    }

    pub(crate) fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// The API base, `http://127.0.0.1:PORT`, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The keys of the sender, as they were at the start: `invalidate_token` ends them, and signing in gives others.
    #[must_use]
    pub fn credentials(&self) -> &SandboxCredentials {
        &self.state.account.credentials
    }

    /// The sender's decimal user id.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.credentials().user_id
    }

    /// The keys of another sender of the same app, who is known to the sandbox from now on, and signed in anew if
    /// the last token was invalidated. Number 0 is the sender of [`Sandbox::credentials`]. Senders see neither
    /// each other's feedbacks nor events and have quotas of their own.
    #[must_use]
    pub fn sender(&self, number: u32) -> SandboxCredentials {
        let credentials = SandboxCredentials::derive(self.state.seed, number);
        self.state.accounts.sender(self.state.seed, credentials).credentials.clone()
    }

    /// The sandbox's clock, epoch milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.state.clock.now()
    }

    /// Answers a card: a score (1 to 5 for CSAT, 0 to 10 for NPS), a text of 1 to 10,000 characters, or both
    /// at once. Each is immutable; the same value again changes nothing and still makes an event. Returns
    /// the feedback as `show` has it.
    ///
    /// # Errors
    /// [`SandboxError::UnknownFeedback`], [`SandboxError::AlreadyAnswered`] and [`SandboxError::Invalid`];
    /// nothing has changed then.
    pub fn answer(&self, feedback_id: &str, score: Option<i64>, text: Option<&str>) -> Result<Value, SandboxError> {
        let shown = self.state.answer(feedback_id, score, text)?;
        // It was written by this crate a moment ago.
        Ok(serde_json::from_slice(&shown).unwrap_or_default())
    }

    /// Turns the clock forward and returns the new time, epoch milliseconds.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] past the year 9999.
    pub fn advance(&self, by: Duration) -> Result<i64, SandboxError> {
        self.state.clock.advance(by)
    }

    /// Orders a fault and returns all rules that are waiting, this one included.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for `times` 0 and for a status that is not 200 to 599.
    pub fn fault(&self, fault: FaultRule) -> Result<Vec<FaultRule>, SandboxError> {
        lock(&self.state.faults).add(fault)
    }

    /// Makes up a past of the sender: about 40 % of the feedbacks are answered, half of these with a text.
    /// [`SeedRequest`] says what lies where.
    /// Blocks for about 0.2 µs per feedback, 2 in a debug build. A million take about 30 MB, because feedbacks
    /// and events are written when somebody asks for them.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for a count that is not 1 to 1,000,000 and for a period that is reversed,
    /// before 1970 or not over yet.
    pub fn seed(&self, seed: SeedRequest) -> Result<Seeded, SandboxError> {
        self.state.seed_past(seed)
    }

    /// The newest 100,000 requests to the service in order of arrival, faulted ones included.
    #[must_use]
    pub fn requests(&self) -> Vec<LoggedRequest> {
        lock(&self.state.log).list()
    }

    /// Stops and waits for the end: answers under way have a quarter of a second, requests that hang are
    /// dropped.
    pub async fn stop(&self) {
        self.state.stopping.send_replace(true);
        self.stopped().await;
    }

    /// Resolves when the server has ended, for whoever serves until then.
    pub async fn stopped(&self) {
        let mut ended = self.ended.clone();
        while ended.changed().await.is_ok() {}
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.state.stopping.send_replace(true);
        self.server.abort();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url)
            .field("credentials", self.credentials())
            .finish_non_exhaustive()
    }
}
