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

    /// How many updates the feedback had by then.
    pub(super) fn updates(&self) -> u64 {
        self.place.div_ceil(2)
    }
}
