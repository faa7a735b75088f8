//! One event of a made-up past.

use super::block::Block;

/// Which event of which feedback.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(super) block: Block,
    /// The feedback's number.
    pub(crate) number: u64,
    /// The creation, the score, the score again, the text, the text again. A place is kept for each, whether
    /// it happened or not, so that an ordinal tells the event without a table.
    pub(crate) place: u64,
}

impl Moment {
    /// The most events of one feedback: its creation and two updates that may come twice each.
    pub(super) const MOST: u64 = 5;

    /// How many ordinals the events of a block take, those that never happened included.
    pub(crate) fn ordinals(block: &Block) -> u64 {
        block.count.saturating_mul(Self::MOST)
    }

    /// The event behind an ordinal, counted from 0 within the block.
    pub(crate) fn of(block: &Block, ordinal: u64) -> Option<Self> {
        let (index, place) = (ordinal / Self::MOST, ordinal % Self::MOST);
        (index < block.count).then(|| Self { block: *block, number: block.first.saturating_add(index), place })
    }

    /// How many updates the feedback had by then.
    pub(super) fn updates(&self) -> u64 {
        self.place.div_ceil(2)
    }
}
