//! What chance decides about one feedback.

use crate::mix::{Use, mix};

/// A question that is left to chance. The numbers are part of what a seed promises.
#[derive(Clone, Copy, Debug)]
pub(super) enum Draw {
    Variant = 0,
    Answered,
    ScoreDelay,
    Score,
    OtherScore,
    Written,
    TextDelay,
    Text,
}

/// The dice of one feedback: they fall the same way whenever they are thrown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice {
    pub(super) seed: u64,
    pub(super) number: u64,
}

impl Dice {
    /// A number below `below`, which is not 0.
    pub(super) fn draw(self, what: Draw, below: u64) -> u64 {
        mix(self.seed, Use::Seeded, &[self.number, what as u64]) % below
    }
}
