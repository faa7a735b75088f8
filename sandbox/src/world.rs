//! Everything that has happened: feedbacks, events, and who was asked when.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use crate::error::SandboxError;
use crate::events::{Event, Listing, Position};
use crate::feedback::Feedback;
use crate::newest::{Newest, SHOWN};
use crate::past::{Author, Block, Blocks};
use crate::refusal::Refusal;

/// 24 hours in milliseconds.
pub(crate) const DAY: i64 = 86_400_000;
/// Creates per token in 24 hours (doc).
const CREATES_PER_DAY: usize = 1_000;

#[derive(Debug)]
pub(crate) struct World {
    /// Those that were created or touched here; others of [`World::past`] are drawn when they are asked for.
    feedbacks: HashMap<u64, Feedback>,
    past: Blocks,
    /// The cards that their customers closed, by the id of the feedback.
    pub(crate) dismissed: HashSet<u64>,
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
    /// Nothing yet, and who writes what will be made up.
    pub(crate) fn new(author: Arc<Author>) -> Self {
        Self {
            feedbacks: HashMap::new(),
            past: Blocks::new(author),
            dismissed: HashSet::new(),
            newest: Newest::default(),
            listings: HashMap::new(),
            asked: HashMap::new(),
            creates: HashMap::new(),
            numbered: 0,
        }
    }

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
    pub(crate) fn newest(&self) -> impl Iterator<Item = Cow<'_, Feedback>> {
        self.newest.ids().filter_map(|id| self.feedback(id))
    }

    /// A feedback of any sender.
    pub(crate) fn feedback(&self, id: u64) -> Option<Cow<'_, Feedback>> {
        match self.feedbacks.get(&id) {
            Some(kept) => Some(Cow::Borrowed(kept)),
            None => self.past.feedback(id).map(Cow::Owned),
        }
    }

    /// A feedback that is about to change: one of the past is kept from now on.
    pub(crate) fn feedback_mut(&mut self, id: u64) -> Option<&mut Feedback> {
        match self.feedbacks.entry(id) {
            Entry::Occupied(kept) => Some(kept.into_mut()),
            Entry::Vacant(place) => self.past.feedback(id).map(|feedback| place.insert(feedback)),
        }
    }

    /// Adds a past and the order of its events, which is counted from 0. It counts for the rule of one per
    /// recipient, but not for the day's number.
    pub(crate) fn add_past(&mut self, block: Block, order: Vec<Position>) {
        for feedback in self.past.add(block, SHOWN) {
            self.newest.note(&feedback);
        }
        self.listings.entry(block.sender).or_default().insert_past(block, order);
    }

    /// Closes a card that nobody has answered or dismissed.
    pub(crate) fn dismiss(&mut self, id: u64) -> Result<(), SandboxError> {
        let card = self.feedback(id).ok_or_else(|| SandboxError::unknown_feedback(id))?;
        if card.score.is_some() || card.text.is_some() {
            return Err(SandboxError::closed(id, "answered"));
        }
        if !self.dismissed.insert(id) {
            return Err(SandboxError::closed(id, "dismissed"));
        }
        Ok(())
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
        let asked = self.asked.get(&(sender, recipient)).copied();
        let last = asked.max(self.past.asked_at(sender, recipient));
        let recently = last.is_some_and(|at| now.saturating_sub(at) < DAY);
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feedback::Style;
    use crate::repeats::Repeats;
    use crate::times::TimeStyle;

    fn world() -> World {
        let style = Style { times: TimeStyle::Spaced, events_external_id: true };
        World::new(Arc::new(Author::new(1, style, Repeats::new(1, false))))
    }

    const ALL: CreateQuotas = CreateQuotas { daily: true, one_per_recipient: true };

    #[test]
    fn a_recipient_may_be_asked_again_after_exactly_a_day() {
        let mut world = world();
        assert!(world.check_quotas(1, 2, 0, ALL).is_ok());
        world.count_create(1, 2, 0);
        assert_eq!(world.check_quotas(1, 2, DAY - 1, ALL), Err(Refusal::ALREADY_ASKED));
        assert!(world.check_quotas(1, 3, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(9, 2, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(1, 2, DAY, ALL).is_ok());
    }

    #[test]
    fn the_daily_limit_counts_a_sliding_day_per_sender() {
        let mut world = world();
        for recipient in 0..1_000 {
            world.count_create(1, recipient, if recipient < 10 { 0 } else { 5 });
        }
        assert_eq!(world.check_quotas(1, 5_000, DAY - 1, ALL), Err(Refusal::DAILY_LIMIT));
        assert!(world.check_quotas(2, 5_000, DAY - 1, ALL).is_ok());
        assert!(world.check_quotas(1, 5_000, DAY, ALL).is_ok());
    }
}
