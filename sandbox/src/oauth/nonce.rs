//! Nonces that were used, for as long as their timestamp could be replayed (RFC 5849 section 3.3).

use std::collections::{HashSet, VecDeque};
use std::sync::Mutex;

use sha1::{Digest as _, Sha1};

use crate::lock::lock;

/// How far a timestamp may be from the clock, in seconds, either way (seen).
pub(crate) const WINDOW: i64 = 300;

/// The most nonces that are kept; a clock that stands still never lets go of one.
const MOST: usize = 1_000_000;

/// The used nonces. One is kept as 16 bytes of a digest, so that a long one costs no more than a short one.
pub(crate) struct Nonces {
    used: Mutex<Used>,
    most: usize,
}

#[derive(Default)]
struct Used {
    digests: HashSet<[u8; 16]>,
    /// The same with their timestamps, in order of arrival.
    arrived: VecDeque<(i64, [u8; 16])>,
}

impl Default for Nonces {
    fn default() -> Self {
        Self::holding(MOST)
    }
}

impl Nonces {
    fn holding(most: usize) -> Self {
        Self { used: Mutex::default(), most }
    }

    /// Whether this is the first use. Forgets what arrived first, as soon as the window no longer admits its
    /// timestamp or there are more than a million; a nonce that was forgotten for its age is refused for its
    /// timestamp, one that was forgotten for the number is taken again. `timestamp` and `now` in epoch
    /// seconds.
    pub(super) fn first_use(&self, token: &str, timestamp: i64, nonce: &str, now: i64) -> bool {
        let key = digest(token, timestamp, nonce);
        let mut used = lock(&self.used);
        let earliest = now.saturating_sub(WINDOW);
        while used.arrived.front().is_some_and(|(timestamp, _)| *timestamp < earliest) {
            used.forget_first();
        }
        if !used.digests.insert(key) {
            return false;
        }
        used.arrived.push_back((timestamp, key));
        if used.arrived.len() > self.most {
            used.forget_first();
        }
        true
    }
}

impl Used {
    fn forget_first(&mut self) {
        if let Some((_, digest)) = self.arrived.pop_front() {
            self.digests.remove(&digest);
        }
    }
}

fn digest(token: &str, timestamp: i64, nonce: &str) -> [u8; 16] {
    let mut digest = Sha1::new();
    digest.update(timestamp.to_be_bytes());
    digest.update(token.len().to_be_bytes());
    digest.update(token);
    digest.update(nonce);
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(digest.finalize()) {
        *to = from;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_counts_per_token_and_timestamp() {
        let nonces = Nonces::default();
        assert!(nonces.first_use("a", 1_000, "n", 1_000));
        assert!(!nonces.first_use("a", 1_000, "n", 1_000));
        assert!(nonces.first_use("b", 1_000, "n", 1_000));
        assert!(nonces.first_use("a", 1_001, "n", 1_000));
    }

    #[test]
    fn timestamps_out_of_the_window_are_forgotten() {
        let nonces = Nonces::default();
        for timestamp in 0..100 {
            assert!(nonces.first_use("a", timestamp, "n", 50));
        }
        assert!(nonces.first_use("a", 1_000, "n", 1_000));
        assert_eq!(kept(&nonces), 1);
    }

    #[test]
    fn a_clock_that_stands_still_keeps_the_newest_only() {
        let nonces = Nonces::holding(3);
        for nonce in ["a", "b", "c", "d", "e"] {
            assert!(nonces.first_use("t", 1_000, nonce, 1_000), "{nonce}");
            assert!(!nonces.first_use("t", 1_000, nonce, 1_000), "{nonce}");
            assert!(kept(&nonces) <= 3);
        }
        for kept in ["c", "d", "e"] {
            assert!(!nonces.first_use("t", 1_000, kept, 1_000), "{kept}");
        }
        assert!(nonces.first_use("t", 1_000, "a", 1_000), "the oldest was forgotten");
    }

    fn kept(nonces: &Nonces) -> usize {
        let used = lock(&nonces.used);
        assert_eq!(used.digests.len(), used.arrived.len());
        used.digests.len()
    }
}
