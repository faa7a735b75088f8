//! A client that outlives forks: a child makes itself a fresh one, because connections and their threads stay behind.

use std::mem::forget;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arc_swap::ArcSwapOption;
use twitter_feedback::{Client, ClientBuilder, ErrorKind, FeedbackError};

use crate::process;

pub(crate) struct ClientHandle {
    builder: ClientBuilder,
    /// Without a lock, for the reason that [`process`] gives.
    held: ArcSwapOption<Held>,
    closed: AtomicBool,
}

struct Held {
    process: u64,
    client: Client,
}

impl ClientHandle {
    pub(crate) fn new(builder: ClientBuilder) -> Result<Self, FeedbackError> {
        let held = Held { process: process::id(), client: builder.clone().build()? };
        Ok(Self { builder, held: ArcSwapOption::from_pointee(held), closed: AtomicBool::new(false) })
    }

    /// The client of this process.
    pub(crate) fn get(&self) -> Result<Client, FeedbackError> {
        if self.is_closed() {
            return Err(FeedbackError::new(ErrorKind::Configuration, "the client is closed"));
        }
        let id = process::id();
        if let Some(held) = self.held.load().as_ref().filter(|held| held.process == id) {
            return Ok(held.client.clone());
        }
        let client = self.builder.clone().build()?;
        let_go(self.held.swap(Some(Arc::new(Held { process: id, client: client.clone() }))));
        if self.is_closed() {
            // Closed meanwhile.
            self.close();
        }
        Ok(client)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        let_go(self.held.swap(None));
    }
}

impl Drop for ClientHandle {
    fn drop(&mut self) {
        let_go(self.held.swap(None));
    }
}

/// Drops a client, but never the parent's: its runtime is not here to take leave of.
fn let_go(held: Option<Arc<Held>>) {
    if held.as_ref().is_some_and(|held| held.process != process::id()) {
        forget(held);
    }
}
