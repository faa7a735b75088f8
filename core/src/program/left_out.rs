use sha2::{Digest, Sha256};

use super::Policy;
use crate::ledger::SkipReason;
use crate::model::Timestamp;

/// Why the policy leaves somebody out, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) reason: SkipReason,
    pub(super) until: Option<Timestamp>,
}

impl LeftOut {
    pub(super) fn always(reason: SkipReason) -> Self {
        Self { reason, until: None }
    }
}

impl Policy {
    /// Whether the policy alone leaves this person out now; what holds longest is named first.
    pub(super) fn leaves_out(&self, user_id: &str, now: Timestamp) -> Option<LeftOut> {
        if self.suppressed_user_ids.contains(&user_id.into()) {
            return Some(LeftOut::always(SkipReason::Suppressed));
        }
        if !in_sample(user_id, self.sample_rate) {
            return Some(LeftOut::always(SkipReason::SampledOut));
        }
        let quiet_until = self.quiet_hours.as_ref()?.until(now)?;
        Some(LeftOut { reason: SkipReason::QuietHours, until: Some(quiet_until) })
    }
}

/// The same answer for the same person for ever; a greater rate only adds people.
fn in_sample(user_id: &str, rate: f64) -> bool {
    let digest = Sha256::new().chain_update("twitter-feedback sample\n").chain_update(user_id).finalize();
    let place = digest.iter().take(4).fold(0_u32, |place, byte| (place << 8) | u32::from(*byte));
    f64::from(place) / (f64::from(u32::MAX) + 1.0) < rate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_its_share_and_a_greater_one_has_everybody_of_a_smaller() {
        let people: Vec<String> = (0..10_000).map(|number| (1_000_000 + number * 7919).to_string()).collect();
        let sample = |rate| people.iter().filter(|id| in_sample(id, rate)).collect::<std::collections::BTreeSet<_>>();
        assert_eq!((sample(0.0).len(), sample(1.0).len()), (0, people.len()));
        let (small, large) = (sample(0.2), sample(0.25));
        assert!((1_850..2_150).contains(&small.len()), "{}", small.len());
        assert!(small.is_subset(&large) && small.len() < large.len());
    }

    #[test]
    fn who_is_in_a_sample_is_the_same_in_every_version() {
        let asked: Vec<u32> = (1..=20).filter(|id| in_sample(&id.to_string(), 0.3)).collect();
        assert_eq!(asked, [1, 3, 6, 16, 18]);
    }
}
