//! Limits of reading: so many requests per token, family and 15 minutes.

use std::collections::HashMap;

use crate::endpoint::Family;

/// 15 minutes in seconds.
const WINDOW: i64 = 900;

/// What the `x-rate-limit-…` headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateLimit {
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// Epoch seconds.
    pub(crate) reset: i64,
}

impl RateLimit {
    /// Used up just now; what an injected `rate_limit` shows.
    pub(crate) fn exhausted(family: Family, now: i64) -> Self {
        Self { limit: family.limit(), remaining: 0, reset: now.saturating_add(WINDOW) }
    }
}

/// The windows that are open. A window opens with its first request (seen).
#[derive(Debug, Default)]
pub(crate) struct Quotas {
    windows: HashMap<(u64, Family), Window>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    began: i64,
    used: u64,
}

impl Quotas {
    /// Counts a request; `false` beside the figures if it is over the limit. `now` in epoch seconds.
    pub(crate) fn take(&mut self, user_id: u64, family: Family, now: i64) -> (RateLimit, bool) {
        let fresh = Window { began: now, used: 0 };
        let window = self.windows.entry((user_id, family)).or_insert(fresh);
        // A clock that went backwards must not leave a window open for years.
        if !(0..WINDOW).contains(&now.saturating_sub(window.began)) {
            *window = fresh;
        }
        let limit = family.limit();
        let allowed = window.used < limit;
        if allowed {
            window.used += 1;
        }
        let state = RateLimit {
            limit,
            remaining: limit.saturating_sub(window.used),
            reset: window.began.saturating_add(WINDOW),
        };
        (state, allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_closes_after_fifteen_minutes() {
        let mut quotas = Quotas::default();
        for used in 1..=75 {
            let (state, allowed) = quotas.take(1, Family::VerifyCredentials, 1_000);
            assert!(allowed);
            assert_eq!(state.remaining, 75 - used);
            assert_eq!(state.reset, 1_900);
        }
        let (state, allowed) = quotas.take(1, Family::VerifyCredentials, 1_899);
        assert!(!allowed);
        assert_eq!((state.remaining, state.reset), (0, 1_900));
        assert!(quotas.take(2, Family::VerifyCredentials, 1_899).1);
        assert!(quotas.take(1, Family::Users, 1_899).1);
        assert!(quotas.take(1, Family::VerifyCredentials, 1_900).1);
    }
}
