use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rand::Rng;

/// How reads are repeated, and creates of which provably nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// Tries in all, the first and those after waiting for a limit included. Default 4; 1 never
    /// repeats, but for one fresh signature when the service refuses the clock (code 135).
    pub max_tries: u32,
    /// The ceiling of the first wait, doubled for each later one. Default 0.5 s.
    pub base_delay: Duration,
    /// The ceiling of every wait. Default 8 s.
    pub max_delay: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_tries: 4, base_delay: Duration::from_millis(500), max_delay: Duration::from_secs(8) }
    }
}

impl RetryPolicy {
    /// One try and no more, but for a clock that the service refuses.
    pub fn never() -> Self {
        Self { max_tries: 1, ..Self::default() }
    }

    /// The same with this many tries in all.
    #[must_use]
    pub fn with_max_tries(mut self, tries: u32) -> Self {
        self.max_tries = tries;
        self
    }

    /// A wait before try number `next` (2, 3 …): anything up to its ceiling ("full jitter"), so that
    /// clients that failed together do not come back together.
    pub(crate) fn delay(&self, next: u32) -> Duration {
        let doublings = next.saturating_sub(2).min(16);
        let ceiling = self.base_delay.saturating_mul(1 << doublings).min(self.max_delay);
        let millis = u64::try_from(ceiling.as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(rand::thread_rng().gen_range(0..=millis))
    }
}

/// Retries a client may have in hand.
const BUDGET: u32 = 10;
/// Successes that earn one more.
const SUCCESSES_PER_RETRY: u32 = 10;

/// Bounds retries by successes, over all calls of a client: a service that is down is not made to
/// answer four times as often.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    /// In tenths of a retry.
    tenths: AtomicU32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self { tenths: AtomicU32::new(BUDGET * SUCCESSES_PER_RETRY) }
    }
}

impl RetryBudget {
    pub(crate) fn succeeded(&self) {
        let more = |tenths: u32| Some((tenths + 1).min(BUDGET * SUCCESSES_PER_RETRY));
        let _ = self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Takes one retry; false when none is left.
    pub(crate) fn spend(&self) -> bool {
        let less = |tenths: u32| tenths.checked_sub(SUCCESSES_PER_RETRY);
        self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }
}
