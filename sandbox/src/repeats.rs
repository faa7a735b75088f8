//! Updates that are listed twice.

use crate::mix::{Use, mix};

/// Which updates come twice: one in five, where it was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeats {
    seed: u64,
    wanted: bool,
}

impl Repeats {
    pub(crate) fn new(seed: u64, wanted: bool) -> Self {
        Self { seed, wanted }
    }

    /// Whether an update is told twice. That is drawn from ordinals, of the feedback and of the update from
    /// 1, so that it does not depend on when anything happened.
    pub(crate) fn twice(self, number: u64, update: u64) -> bool {
        self.wanted && mix(self.seed, Use::Repeat, &[number, update]).is_multiple_of(5)
    }
}
