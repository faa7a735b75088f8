//! The log of requests to the service.

use std::collections::VecDeque;

use serde::Serialize;

/// How many requests are remembered; the oldest are forgotten first.
const KEPT: usize = 100_000;
/// The longest value that is copied out of a request, in characters.
const LONGEST: usize = 200;

/// One request to the service. Requests to `/_sandbox/…` and `/` are not logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// When it arrived, epoch milliseconds of the sandbox's clock.
    pub at: i64,
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The status that was sent; `None` where no answer was.
    pub status: Option<u16>,
    /// The user id that belongs to the token of the request, whether or not the signature was right;
    /// `None` for an unknown token.
    pub sender: Option<String>,
    /// Who was to be asked, as given, for creates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_user_id: Option<String>,
}

/// Entries in order of arrival.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    entries: VecDeque<LoggedRequest>,
    forgotten: usize,
}

/// A place in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry(usize);

impl RequestLog {
    pub(crate) fn arrive(&mut self, at: i64, method: &str, path: &str) -> Entry {
        if self.entries.len() == KEPT {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.entries.push_back(LoggedRequest {
            at,
            method: shortened(method),
            path: shortened(path),
            status: None,
            sender: None,
            to_user_id: None,
        });
        Entry(self.forgotten + self.entries.len() - 1)
    }

    /// Who sent it and to whom, once its body was read.
    pub(crate) fn identify(&mut self, entry: Entry, sender: Option<String>, to_user_id: Option<&str>) {
        if let Some(logged) = self.entry(entry) {
            logged.sender = sender;
            logged.to_user_id = to_user_id.map(shortened);
        }
    }

    pub(crate) fn answered(&mut self, entry: Entry, status: u16) {
        if let Some(logged) = self.entry(entry) {
            logged.status = Some(status);
        }
    }

    pub(crate) fn list(&self) -> Vec<LoggedRequest> {
        self.entries.iter().cloned().collect()
    }

    fn entry(&mut self, entry: Entry) -> Option<&mut LoggedRequest> {
        self.entries.get_mut(entry.0.checked_sub(self.forgotten)?)
    }
}

fn shortened(value: &str) -> String {
    value.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_bounded_and_an_old_entry_is_no_other() {
        let mut log = RequestLog::default();
        let first = log.arrive(0, "GET", "/first");
        for at in 0..i64::try_from(KEPT).unwrap() {
            log.arrive(at, "GET", "/");
        }
        log.answered(first, 200);
        let listed = log.list();
        assert_eq!(listed.len(), KEPT);
        assert!(listed.iter().all(|logged| logged.status.is_none()));
    }
}
