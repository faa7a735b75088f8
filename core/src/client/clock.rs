use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::model::{FeedbackError, Problem, Timestamp};

/// Tells the time and waits. Handed in, so that tests can turn it instead of sleeping.
pub trait Clock: Send + Sync + Debug {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Ready once this long has passed on this clock.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// Whose time a client goes by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClockSource {
    /// The machine's clock.
    #[default]
    System,
    /// The service's, from the `Date` of its answers. For loopback API bases only: a sandbox's clock can be turned.
    Service,
}

impl FromStr for ClockSource {
    type Err = FeedbackError;

    fn from_str(text: &str) -> Result<Self, FeedbackError> {
        match text {
            "system" => Ok(Self::System),
            "service" => Ok(Self::Service),
            _ => Err(FeedbackError::misconfigured(vec![Problem::new("clock", "must be `system` or `service`", text)])),
        }
    }
}

/// The machine's clock, waiting on the tokio runtime that is current.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock for tests: it stands still, and whoever waits moves it.
#[derive(Debug)]
pub struct ManualClock {
    state: Mutex<ManualState>,
}

#[derive(Debug)]
struct ManualState {
    now: Timestamp,
    waited: Vec<Duration>,
}

impl ManualClock {
    /// Starts at this time.
    pub fn new(now: Timestamp) -> Self {
        Self { state: Mutex::new(ManualState { now, waited: Vec::new() }) }
    }

    /// Turns it forward.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        state.now = state.now.saturating_add(by);
    }

    /// Every wait that was asked for, in order.
    pub fn waited(&self) -> Vec<Duration> {
        self.lock().waited.clone()
    }

    fn lock(&self) -> MutexGuard<'_, ManualState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.lock().now
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let mut state = self.lock();
        state.now = state.now.saturating_add(duration);
        state.waited.push(duration);
        Box::pin(std::future::ready(()))
    }
}
