//! The log of deliveries.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;

use super::target::Target;

/// How many deliveries are remembered; the oldest are forgotten first.
const KEPT: usize = 10_000;

/// One POST to a webhook. Serialising shows the authorization.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LoggedDelivery {
    /// When it was sent, epoch milliseconds of the sandbox's clock.
    pub at: i64,
    /// The webhook's URL, as it was registered.
    pub url: String,
    /// The status of the answer; `None` where none came: nobody listened, the connection broke, five
    /// seconds passed, the sandbox stopped, or 10,000 newer events were waiting and this one was given up.
    pub status: Option<u16>,
    /// The header of basic auth; `None` for a webhook without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<String>,
    /// The JSON that was sent.
    pub body: String,
}

impl fmt::Debug for LoggedDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoggedDelivery")
            .field("at", &self.at)
            .field("url", &self.url)
            .field("status", &self.status)
            .field("authorization", &self.authorization.as_ref().map(|_| "…"))
            .field("body", &self.body)
            .finish()
    }
}

/// An entry that shares what it can.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) at: i64,
    pub(super) target: Arc<Target>,
    pub(super) status: Option<u16>,
    pub(super) body: Bytes,
}

impl From<&Entry> for LoggedDelivery {
    fn from(entry: &Entry) -> Self {
        let authorization = entry.target.authorization.as_ref();
        Self {
            at: entry.at,
            url: entry.target.url.clone(),
            status: entry.status,
            authorization: authorization.and_then(|header| header.to_str().ok()).map(str::to_owned),
            body: String::from_utf8_lossy(&entry.body).into_owned(),
        }
    }
}

/// What is over, in order of sending.
#[derive(Default)]
pub(super) struct DeliveryLog(VecDeque<Entry>);

impl DeliveryLog {
    pub(super) fn push(&mut self, entry: Entry) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }

    pub(super) fn entries(&self) -> VecDeque<Entry> {
        self.0.clone()
    }
}
