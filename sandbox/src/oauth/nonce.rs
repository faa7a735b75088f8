//! Nonces that were used, for as long as their timestamp could be replayed (RFC 5849 section 3.3).

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use sha1::{Digest as _, Sha1};

use crate::lock::lock;

/// How far a timestamp may be from the clock, in seconds, either way (seen).
pub(crate) const WINDOW: i64 = 300;

/// The used nonces by timestamp. A nonce is kept as 16 bytes of its digest, so that a long one
/// costs no more than a short one.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    by_timestamp: Mutex<BTreeMap<i64, HashSet<[u8; 16]>>>,
}

impl Nonces {
    /// Whether this is the first use. Forgets every timestamp that the window no longer admits, so
    /// memory is bounded by the requests of ten minutes. `timestamp` and `now` in epoch seconds.
    pub(super) fn first_use(&self, token: &str, timestamp: i64, nonce: &str, now: i64) -> bool {
        let mut digest = Sha1::new();
        digest.update(token.len().to_be_bytes());
        digest.update(token);
        digest.update(nonce);
        let digest = digest.finalize();
        let mut key = [0; 16];
        for (to, from) in key.iter_mut().zip(digest) {
            *to = from;
        }
        let mut used = lock(&self.by_timestamp);
        while let Some(oldest) = used.first_entry()
            && *oldest.key() < now.saturating_sub(WINDOW)
        {
            oldest.remove();
        }
        used.entry(timestamp).or_default().insert(key)
    }
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
        assert_eq!(lock(&nonces.by_timestamp).len(), 1);
    }
}
