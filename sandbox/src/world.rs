//! Everything that has happened: feedbacks, events, and who was asked when.

use std::collections::{HashMap, VecDeque};

use crate::events::{Event, Listing};
use crate::feedback::Feedback;
use crate::newest::Newest;
use crate::refusal::Refusal;

/// 24 hours in milliseconds.
pub(crate) const DAY: i64 = 86_400_000;
/// Creates per token in 24 hours (doc).
const CREATES_PER_DAY: usize = 1_000;

#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) feedbacks: HashMap<u64, Feedback>,
    newest: Newest,
    listings: HashMap<u64, Listing>,
    /// When a sender last asked a recipient, in epoch milliseconds.
    asked: HashMap<(u64, u64), i64>,
    /// When a sender created, within the last day.
    creates: HashMap<u64, VecDeque<i64>>,
    numbered: u64,
}

/// Which quotas of create are in force.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CreateQuotas {
    pub(crate) daily: bool,
    pub(crate) one_per_recipient: bool,
}

impl World {
    /// Takes the numbers of the next `count` feedbacks and returns the first.
    pub(crate) fn number(&mut self, count: u64) -> u64 {
        let first = self.numbered;
        self.numbered = self.numbered.saturating_add(count);
        first
    }

    /// The only way in for a feedback that is new.
    pub(crate) fn keep(&mut self, feedback: Feedback) {
        self.newest.note(&feedback);
        self.feedbacks.insert(feedback.id, feedback);
    }

    /// Newest first, at most 50, of all senders.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &Feedback> {
        self.newest.ids().filter_map(|id| self.feedbacks.get(&id))
    }

    pub(crate) fn listing(&self, sender: u64) -> Option<&Listing> {
        self.listings.get(&sender)
    }

    pub(crate) fn record(&mut self, sender: u64, events: impl IntoIterator<Item = Event>) {
        self.listings.entry(sender).or_default().insert(events);
    }

    /// Whether this sender may ask this recipient now: 1,000 creates per 24 hours, and one per
    /// recipient unless the handle is allow-listed (doc). `now` in epoch milliseconds.
    pub(crate) fn check_quotas(
        &mut self,
        sender: u64,
        recipient: u64,
        now: i64,
        quotas: CreateQuotas,
    ) -> Result<(), Refusal> {
        let today = self.creates.entry(sender).or_default();
        while today.front().is_some_and(|at| now.saturating_sub(*at) >= DAY) {
            today.pop_front();
        }
        if quotas.daily && today.len() >= CREATES_PER_DAY {
            return Err(Refusal::DAILY_LIMIT);
        }
        let recently = self.asked.get(&(sender, recipient)).is_some_and(|at| now.saturating_sub(*at) < DAY);
        if quotas.one_per_recipient && recently {
            return Err(Refusal::ALREADY_ASKED);
        }
        Ok(())
    }

    /// Counts a create against the quotas.
    pub(crate) fn count_create(&mut self, sender: u64, recipient: u64, now: i64) {
        self.creates.entry(sender).or_default().push_back(now);
        self.asked.insert((sender, recipient), now);
    }

    /// Remembers a prompt of the past for the rule of one per recipient, but not for the day's number.
    pub(crate) fn remember_asked(&mut self, sender: u64, recipient: u64, at: i64) {
        let last = self.asked.entry((sender, recipient)).or_insert(at);
        *last = at.max(*last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: CreateQuotas = CreateQuotas { daily: true, one_per_recipient: true };

    #[test]
    fn a_recipient_may_be_asked_again_after_exactly_a_day() {
        let mut world = World::default();
        assert!(world.check_quotas(1, 2, 0, ALL).is_ok());
        world.count_create(1, 2, 0);
        assert_eq!(world.check_quotas(1, 2, DAY - 1, ALL), Err(Refusal::ALREADY_ASKED));
        assert!(world.check_quotas(1, 3, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(9, 2, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(1, 2, DAY, ALL).is_ok());
    }

    #[test]
    fn the_daily_limit_counts_a_sliding_day_per_sender() {
        let mut world = World::default();
        for recipient in 0..1_000 {
            world.count_create(1, recipient, if recipient < 10 { 0 } else { 5 });
        }
        assert_eq!(world.check_quotas(1, 5_000, DAY - 1, ALL), Err(Refusal::DAILY_LIMIT));
        assert!(world.check_quotas(2, 5_000, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(1, 5_000, DAY, ALL).is_ok());
    }
}
