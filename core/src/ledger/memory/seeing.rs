use super::state::State;
use crate::fold::Folded;
use crate::ledger::batch::{Batch, Stored};

impl State {
    pub(super) fn store(&mut self, batch: Batch) -> Stored {
        let mut stored = Stored::default();
        for folded in &batch.folded {
            self.merge(folded, &mut stored);
        }
        for event in &batch.events {
            self.events.entry((event.feedback_id.clone(), event.raw.clone())).or_insert(event.event_at);
        }
        for unreadable in &batch.quarantined {
            self.quarantined.entry(unreadable.raw.clone()).or_insert_with(|| unreadable.clone());
        }
        for folded in &batch.folded {
            self.match_feedback(&batch, folded.id());
        }
        if let Some(step) = batch.step {
            self.step(step);
        }
        stored
    }

    fn merge(&mut self, folded: &Folded, stored: &mut Stored) {
        let Some(known) = self.feedbacks.get_mut(folded.id()) else {
            self.feedbacks.insert(folded.id().clone(), folded.clone());
            stored.new += 1;
            return;
        };
        let before = known.clone();
        known.merge(folded);
        stored.updated += u64::from(*known != before);
    }
}
