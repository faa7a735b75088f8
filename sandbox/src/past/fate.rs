//! When somebody answered, if he did.

use super::block::Block;
use super::dice::{Dice, Draw};

const DAY: u64 = 86_400_000;
/// Of a hundred.
const ANSWERED: u64 = 40;

/// The times of one feedback, epoch seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    pub(super) created_at: i64,
    pub(super) scored_at: Option<i64>,
    pub(super) written_at: Option<i64>,
}

impl Fate {
    /// Drawn in milliseconds from the creation on: two periods of one length give the same draws, wherever
    /// they begin.
    pub(super) fn of(dice: Dice, block: &Block) -> Self {
        let asked_at = block.asked_at(dice.number);
        let scored_ms = (dice.draw(Draw::Answered, 100) < ANSWERED)
            .then(|| later(asked_at, block.to, dice.draw(Draw::ScoreDelay, 3 * DAY)))
            .flatten();
        let written_ms = scored_ms
            .filter(|_| dice.draw(Draw::Written, 2) == 0)
            .and_then(|scored_ms| later(scored_ms, block.to, dice.draw(Draw::TextDelay, DAY)));
        let seconds = |ms: i64| ms.div_euclid(1000);
        Self { created_at: seconds(asked_at), scored_at: scored_ms.map(seconds), written_at: written_ms.map(seconds) }
    }
}

/// A time at least a minute after `start` and not after `end`, all in epoch milliseconds; `None` if there
/// is no room.
fn later(start: i64, end: i64, draw: u64) -> Option<i64> {
    let earliest = start.saturating_add(60_000);
    let room = u64::try_from(end.saturating_sub(earliest)).ok()?;
    Some(earliest.saturating_add_unsigned(draw % room.saturating_add(1)))
}
