//! What is registered, what waits, and what was sent.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::timeout;

use super::log::{DeliveryLog, Entry, LoggedDelivery};
use super::queue::{Queue, Waiting};
use super::registration::Webhook;
use super::target::Target;
use crate::error::SandboxError;
use crate::feedback::{Feedback, Style};
use crate::lock::lock;
use crate::state::State;

/// How long nothing must have happened before a group goes out of order that could be larger.
const IDLE: Duration = Duration::from_millis(100);

/// Ordinals of events.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    happened: u64,
    /// This event and all before it were sent, or given up.
    done: u64,
}

/// Between what happens and the worker. Whoever puts something in never waits.
#[derive(Default)]
pub(crate) struct Outbox {
    inner: Mutex<Inner>,
    progress: watch::Sender<Progress>,
}

#[derive(Default)]
struct Inner {
    target: Option<Arc<Target>>,
    queue: Queue,
    log: DeliveryLog,
}

impl Outbox {
    /// Replaces the webhook before; what happened until now still goes there.
    pub(crate) fn register(&self, webhook: Webhook) -> Result<(), SandboxError> {
        let target = Target::new(webhook)?;
        lock(&self.inner).target = Some(Arc::new(target));
        Ok(())
    }

    /// `body` makes the event's JSON, if anybody wants it.
    fn put(&self, now: i64, body: impl FnOnce() -> Vec<u8>) {
        let mut inner = lock(&self.inner);
        let Some(target) = inner.target.clone() else {
            return;
        };
        let given_up = inner.queue.push(target, Bytes::from(body()));
        if let Some(Waiting { target, body, .. }) = given_up {
            inner.log.push(Entry { at: now, target, status: None, body });
        }
        let happened = inner.queue.happened();
        self.progress.send_modify(|progress| progress.happened = happened);
    }

    /// What is to be sent next, as soon as there is anything; never empty.
    pub(super) async fn next(&self) -> Vec<Waiting> {
        let mut progress = self.progress.subscribe();
        loop {
            while self.may_grow() && timeout(IDLE, progress.changed()).await.is_ok() {}
            let group = lock(&self.inner).queue.take();
            if !group.is_empty() {
                return group;
            }
            // The sender lives as long as this outbox, so there is no other end to wait for.
            let _ = progress.changed().await;
        }
    }

    fn may_grow(&self) -> bool {
        lock(&self.inner).queue.may_grow()
    }

    pub(super) fn sent(&self, at: i64, delivery: Waiting, status: Option<u16>) {
        let Waiting { target, body, .. } = delivery;
        lock(&self.inner).log.push(Entry { at, target, status, body });
    }

    /// Every event up to this one is dealt with.
    pub(super) fn done(&self, ordinal: u64) {
        self.progress.send_modify(|progress| progress.done = ordinal);
    }

    /// Resolves when every event that has happened by now is dealt with.
    async fn settled(&self) {
        let mut progress = self.progress.subscribe();
        let happened = progress.borrow_and_update().happened;
        let _ = progress.wait_for(|progress| progress.done >= happened).await;
    }
}

impl State {
    /// Has an event about the feedback as it is now posted; `at` in epoch seconds. Called while the world
    /// is locked, so that events are sent in the order in which they happened.
    pub(crate) fn post(&self, feedback: &Feedback, event_type: &str, at: i64) {
        // Webhooks carry external_id (doc), whatever a listing does.
        let style = Style { events_external_id: true, ..self.style };
        self.outbox.put(self.clock.now(), || feedback.event_json(event_type, at, style));
    }

    /// The log, once everything that has happened by now was sent or the sandbox stops.
    pub(crate) async fn deliveries(&self) -> Vec<LoggedDelivery> {
        tokio::select! {
            () = self.outbox.settled() => {}
            () = self.stopped() => {}
        }
        let entries = lock(&self.outbox.inner).log.entries();
        entries.iter().map(LoggedDelivery::from).collect()
    }
}
