//! The ids of feedbacks and messages: past 2^53, rising, and the same for the same seed.

use crate::mix::{Use, mix};

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
        let id = |purpose, base: u64| {
            let offset = mix(seed, purpose, &[]) % 50_000_000_000_000_000;
            // Every step is positive, so that ids rise as they do on the platform.
            let step = mix(seed, purpose, &[number]) % 4096;
            base.wrapping_add(offset).wrapping_add(number.wrapping_mul(4096)).wrapping_add(step)
        };
        Self {
            feedback: id(Use::FeedbackId, 600_000_000_000_000_000),
            message: id(Use::MessageId, 700_000_000_000_000_000),
            media: id(Use::MediaId, 800_000_000_000_000_000),
        }
    }
}
