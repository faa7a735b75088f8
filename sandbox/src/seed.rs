//! A past made up in one go: feedbacks, some answered, as if the sandbox had run for weeks.

use serde::{Deserialize, Serialize};

use crate::error::SandboxError;
use crate::events::Position;
use crate::lock::write;
use crate::past::Block;
use crate::state::State;
use crate::whole::whole;

/// The most feedbacks of one request. A million take about 30 MB, for the order of their events.
const MOST: u64 = 1_000_000;

/// What to make up. Everything of it lies within the period: the creations are spread evenly over it,
/// the first at `from` and the last at `to`, and the answers follow their creation by at least a minute and
/// none is later than `to`; a card at the very end of the period therefore has none. A listing from
/// `from` to `to` delivers all of it, once `to` is a day old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with count, from and to")]
#[non_exhaustive]
pub struct SeedRequest {
    /// How many feedbacks, 1 to 1,000,000.
    #[serde(deserialize_with = "whole")]
    pub count: u64,
    /// The earliest creation, epoch milliseconds.
    #[serde(deserialize_with = "whole")]
    pub from: i64,
    /// The latest creation and the end of all answers, epoch milliseconds; not after the sandbox's now.
    #[serde(deserialize_with = "whole")]
    pub to: i64,
}

impl SeedRequest {
    /// `count` feedbacks created and answered within `from` and `to`, in epoch milliseconds, both inclusive.
    #[must_use]
    pub fn new(count: u64, from: i64, to: i64) -> Self {
        Self { count, from, to }
    }
}

/// What was made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seeded {
    /// Feedbacks.
    pub feedbacks: u64,
    /// Events as a listing of the period delivers them: with
    /// [`repeat_updates`](crate::SandboxOptions::repeat_updates), those that come twice count twice.
    pub events: u64,
}

impl State {
    /// Makes up a past of the first sender.
    pub(crate) fn seed_past(&self, request: SeedRequest) -> Result<Seeded, SandboxError> {
        let SeedRequest { count, from, to } = request;
        let now = self.clock.now();
        if !(1..=MOST).contains(&count) {
            let rule = format!("must be 1 to {MOST}");
            return Err(SandboxError::invalid("count", rule, count));
        }
        if !(0..=now).contains(&from) {
            let rule = format!("must lie between 0 and now, {now}, in epoch milliseconds");
            return Err(SandboxError::invalid("from", rule, from));
        }
        if !(from..=now).contains(&to) {
            let rule = format!("must lie between from and now, {now}, in epoch milliseconds");
            return Err(SandboxError::invalid("to", rule, to));
        }
        let first = write(&self.world).number(count);
        let block = Block { sender: self.account.user_id, first, count, from, to };
        // Outside the lock: to order a million takes a while, and pages must not wait for it.
        let mut order: Vec<Position> =
            self.author.times(&block).map(|(at, ordinal)| Position::new(at, ordinal)).collect();
        order.sort_unstable();
        order.shrink_to_fit();
        let events = u64::try_from(order.len()).unwrap_or(u64::MAX);
        write(&self.world).add_past(block, order);
        Ok(Seeded { feedbacks: count, events })
    }
}
