use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::call::Operation;
use super::transport::Answered;
use crate::model::Timestamp;

/// Creates per token in [`CREATE_WINDOW`] (doc).
const CREATE_LIMIT: u32 = 1_000;
const CREATE_WINDOW: Duration = Duration::from_secs(24 * 60 * 60);

/// What is left of one limit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Requests per window.
    pub limit: u32,
    /// Requests left in this window.
    pub remaining: u32,
    /// When the window ends; for creates, when the oldest one counted stops counting.
    pub reset: Option<Timestamp>,
    /// True where the service said so, false where this client counted its own requests: answers to
    /// writes carry no such headers (seen), and other processes' creates are not in that count.
    pub from_service: bool,
}

/// Limits as far as they were seen.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    seen: BTreeMap<&'static str, RateLimit>,
    creates: VecDeque<Timestamp>,
}

impl RateLimits {
    pub(crate) fn note(&self, operation: Operation, answer: &Answered) {
        let number = |name: &str| answer.header(name)?.trim().parse::<u32>().ok();
        let (Some(limit), Some(remaining)) = (number("x-rate-limit-limit"), number("x-rate-limit-remaining")) else {
            return;
        };
        let reset = answer.rate_limit_reset();
        self.lock().seen.insert(operation.name(), RateLimit { limit, remaining, reset, from_service: true });
    }

    /// Counts a create that the service accepted or may have accepted.
    pub(crate) fn count_create(&self, at: Timestamp) {
        let mut state = self.lock();
        state.creates.push_back(at);
        forget_old(&mut state.creates, at);
    }

    pub(crate) fn snapshot(&self, now: Timestamp) -> BTreeMap<&'static str, RateLimit> {
        let mut state = self.lock();
        forget_old(&mut state.creates, now);
        let mut limits = state.seen.clone();
        if let Some(oldest) = state.creates.front() {
            let used = u32::try_from(state.creates.len()).unwrap_or(u32::MAX);
            let counted = RateLimit {
                limit: CREATE_LIMIT,
                remaining: CREATE_LIMIT.saturating_sub(used),
                reset: Some(oldest.saturating_add(CREATE_WINDOW)),
                from_service: false,
            };
            // Most answers to writes have no headers, so what one of them said grows old.
            let told = limits.get(Operation::Create.name());
            if told.is_none_or(|told| told.remaining > counted.remaining || told.reset.is_none_or(|at| at <= now)) {
                limits.insert(Operation::Create.name(), counted);
            }
        }
        limits
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn forget_old(creates: &mut VecDeque<Timestamp>, now: Timestamp) {
    while creates.front().is_some_and(|at| now.since(*at) >= CREATE_WINDOW) {
        creates.pop_front();
    }
}
