//! One past: who asked, how many, and when.

use std::ops::Range;

/// Recipients of seeded prompts are counted from here, one each.
const FIRST_RECIPIENT: u64 = 5_000_000_000;

/// What one seeding made up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) sender: u64,
    /// The number of its first feedback; the others follow without a gap.
    pub(crate) first: u64,
    pub(crate) count: u64,
    /// The first creation, epoch milliseconds.
    pub(crate) from: i64,
    /// The last creation and the end of all answers, epoch milliseconds.
    pub(crate) to: i64,
}

impl Block {
    pub(super) fn recipient(number: u64) -> u64 {
        FIRST_RECIPIENT.saturating_add(number)
    }

    /// The feedback that went to a recipient, if he is one of somebody's past.
    pub(super) fn number_to(recipient: u64) -> Option<u64> {
        recipient.checked_sub(FIRST_RECIPIENT)
    }

    pub(super) fn numbers(&self) -> Range<u64> {
        self.first..self.first.saturating_add(self.count)
    }

    pub(super) fn has(&self, number: u64) -> bool {
        self.numbers().contains(&number)
    }

    /// When a feedback was created, epoch milliseconds: evenly spread, both ends included, so never out of
    /// the period.
    pub(super) fn asked_at(&self, number: u64) -> i64 {
        let span = i128::from(self.to) - i128::from(self.from);
        let steps = i128::from(self.count.saturating_sub(1).max(1));
        let offset = span * i128::from(number.saturating_sub(self.first)) / steps;
        i64::try_from(i128::from(self.from) + offset).unwrap_or(self.to)
    }
}
