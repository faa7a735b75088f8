use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::fold::Folded;
use crate::ledger::batch::{Batch, Quarantined, SeenEvent, Source, WindowStep};
use crate::model::{EventPage, Id, Timestamp};

/// Pages of one commit at most.
const PAGES: u64 = 50;
/// Bytes of its events at most, but for the last page's: what waits is in memory.
const BYTES: usize = 8 * 1024 * 1024;
/// How long after the first of them was asked for.
const WAIT: Duration = Duration::from_millis(250);

/// Pages that were read and not stored yet. A commit costs about as much as fifty pages.
#[derive(Debug)]
pub(super) struct PageBatch {
    events: Vec<SeenEvent>,
    folded: BTreeMap<Id, Folded>,
    quarantined: Vec<Quarantined>,
    pages: u64,
    bytes: usize,
    begun: Instant,
}

impl PageBatch {
    /// Of the page that is about to be asked for, and those after it.
    pub(super) fn begin() -> Self {
        Self {
            events: Vec::new(),
            folded: BTreeMap::new(),
            quarantined: Vec::new(),
            pages: 0,
            bytes: 0,
            begun: Instant::now(),
        }
    }

    pub(super) fn add(&mut self, page: EventPage) {
        self.pages += 1;
        for event in page.events {
            let raw = event.raw().to_owned();
            self.bytes = self.bytes.saturating_add(raw.len());
            let folded = Folded::of_event(&event);
            let feedback_id = event.feedback.id;
            match self.folded.get_mut(&feedback_id) {
                Some(known) => known.merge(&folded),
                None => {
                    self.folded.insert(feedback_id.clone(), folded);
                }
            }
            self.events.push(SeenEvent { feedback_id, event_at: event.created_at, raw });
        }
        for event in page.unreadable {
            self.bytes = self.bytes.saturating_add(event.raw.len());
            let (json_path, reason) = (event.json_path, event.reason);
            self.quarantined.push(Quarantined { raw: event.raw, json_path, reason });
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.begun.elapsed() >= WAIT || self.pages >= PAGES || self.bytes >= BYTES
    }

    pub(super) fn pages(&self) -> u64 {
        self.pages
    }

    /// Events read, and events that could not be.
    pub(super) fn counts(&self) -> (u64, u64) {
        let number = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        (number(self.events.len().saturating_add(self.quarantined.len())), number(self.quarantined.len()))
    }

    /// What the ledger is given; the window's step goes with it.
    pub(super) fn into_batch(
        self,
        window_id: i64,
        next_cursor: Option<String>,
        received_at: Timestamp,
        cooldown: Duration,
    ) -> Batch {
        Batch {
            source: Source::Events,
            received_at,
            cooldown,
            events: self.events,
            folded: self.folded.into_values().collect(),
            quarantined: self.quarantined,
            step: Some(WindowStep { window_id, pages: self.pages, next_cursor }),
        }
    }
}
