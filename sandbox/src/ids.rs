//! The ids of feedbacks and messages: past 2^53, rising, and the same for the same seed.

use crate::mix::{Use, mix};

/// Numbers of feedbacks stand so far apart in their ids.
const STRIDE: u64 = 4096;
const FIRST_FEEDBACK: u64 = 600_000_000_000_000_000;
const FIRST_MESSAGE: u64 = 700_000_000_000_000_000;
const FIRST_MEDIA: u64 = 800_000_000_000_000_000;

/// The three ids of one feedback.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ids {
    pub(crate) feedback: u64,
    pub(crate) message: u64,
    pub(crate) media: u64,
}

impl Ids {
    /// The ids of the `number`th feedback of a sandbox.
    pub(crate) fn derive(seed: u64, number: u64) -> Self {
        let id = |purpose, base| {
            // Every step is positive, so that ids rise as they do on the platform.
            let step = mix(seed, purpose, &[number]) % STRIDE;
            start(seed, purpose, base).wrapping_add(number.wrapping_mul(STRIDE)).wrapping_add(step)
        };
        Self {
            feedback: id(Use::FeedbackId, FIRST_FEEDBACK),
            message: id(Use::MessageId, FIRST_MESSAGE),
            media: id(Use::MediaId, FIRST_MEDIA),
        }
    }

    /// The number of the feedback that has this id, whether it exists yet or not.
    pub(crate) fn number(seed: u64, feedback: u64) -> Option<u64> {
        let number = feedback.checked_sub(start(seed, Use::FeedbackId, FIRST_FEEDBACK))? / STRIDE;
        (Self::derive(seed, number).feedback == feedback).then_some(number)
    }
}

fn start(seed: u64, purpose: Use, base: u64) -> u64 {
    base.wrapping_add(mix(seed, purpose, &[]) % 50_000_000_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_number_and_its_neighbours_are_nobody_s() {
        for seed in [0, 1, 42, u64::MAX] {
            for number in [0, 1, 2, 999_999, 1_000_000, 4_321_000_000] {
                let id = Ids::derive(seed, number).feedback;
                assert_eq!(Ids::number(seed, id), Some(number));
                assert_eq!(Ids::number(seed, id - 1), None);
                assert_eq!(Ids::number(seed, id + 1), None);
            }
            for id in [0, 1, FIRST_FEEDBACK - 1, u64::MAX] {
                assert_eq!(Ids::number(seed, id), None);
            }
        }
    }
}
