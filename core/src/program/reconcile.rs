use std::time::Duration;

use super::parts::Parts;
use super::tally::Tally;
use super::window_reader::WindowReader;
use super::{Program, ReconcileReport};
use crate::client::require_runtime;
use crate::ledger::unresolved::{Scan, Unresolved};
use crate::ledger::{AttemptState, Coverage, Period};
use crate::model::{FeedbackError, Timestamp};

/// How much earlier than we sent it the service may say that a prompt was made: clocks differ.
const BEFORE: Duration = Duration::from_secs(5 * 60);
/// And how much later.
const AFTER: Duration = Duration::from_secs(15 * 60);
/// When everything of that time is shown: a day later (doc), and a minute for the service's clock.
const SHOWN: Duration = Duration::from_secs(24 * 60 * 60 + 16 * 60);
/// Between two scans that find nothing.
const APART: Duration = Duration::from_secs(60 * 60);

impl Program {
    /// Finds out what became of attempts whose outcome is unknown.
    ///
    /// For each that is older than 24 hours and a quarter, the events around the moment of its request are read
    /// completely. One that is found becomes `sent`. One that is not found in two calls at least an hour apart
    /// becomes `absent`; its cooldown holds all the same, for nobody's safety depends on this. Call it every few
    /// hours, after [`sync`](Self::sync).
    ///
    /// # Cancellation
    /// As [`sync`](Self::sync): what was stored stays. A scan that was not completed does not count.
    ///
    /// # Errors
    /// As [`sync`](Self::sync); nothing is called absent then.
    pub async fn reconcile(&self) -> Result<ReconcileReport, FeedbackError> {
        require_runtime()?;
        self.parts().reconcile().await
    }
}

impl Parts {
    async fn reconcile(&self) -> Result<ReconcileReport, FeedbackError> {
        let _alone = self.pulling.lock().await;
        let user_id = self.account().await?.user_id;
        let begun = self.services_now().await?;
        self.ledger.recover(begun).await?;
        let before = self.ledger.unresolved(user_id.clone()).await?;
        let due: Vec<&Unresolved> = before.iter().filter(|attempt| is_shown(attempt, begun)).collect();
        let periods: Vec<Period> = due.iter().map(|attempt| around(attempt)).collect();
        if !periods.is_empty() {
            // Whether they were read before does not matter: a scan is complete by itself.
            let periods = Coverage::union(periods).periods().to_vec();
            let windows = self.ledger.begin_windows(user_id.clone(), periods, begun).await?;
            let tally = Tally::new(windows.len(), None);
            WindowReader { parts: self, tally: &tally }.read_all(windows).await?;
        }
        let ended = self.client.inner().clock.services_now();
        let after = self.ledger.unresolved(user_id).await?;
        let mut report = ReconcileReport { examined: count(before.len()), ..ReconcileReport::default() };
        for attempt in &before {
            let still = after.iter().find(|other| other.attempt_id == attempt.attempt_id);
            let state = match still {
                None => AttemptState::Sent,
                Some(still) if is_shown(attempt, begun) => self.found_nothing(still, begun, ended).await?,
                Some(_) => AttemptState::Unknown,
            };
            match state {
                AttemptState::Absent => report.absent += 1,
                AttemptState::Unknown => report.unknown += 1,
                _ => report.sent += 1,
            }
        }
        Ok(report)
    }

    /// Records a complete scan, from its begin to its end, in which the attempt did not show.
    async fn found_nothing(
        &self,
        attempt: &Unresolved,
        begun: Timestamp,
        ended: Timestamp,
    ) -> Result<AttemptState, FeedbackError> {
        let absent = match attempt.first_scan_at {
            None => false,
            Some(first) if first.saturating_add(APART) <= begun => true,
            Some(_) => return Ok(AttemptState::Unknown),
        };
        self.ledger.scanned(Scan { attempt_id: attempt.attempt_id, now: ended, absent }).await
    }
}

fn is_shown(attempt: &Unresolved, now: Timestamp) -> bool {
    attempt.sending_at.saturating_add(SHOWN) <= now
}

fn around(attempt: &Unresolved) -> Period {
    let from_time = attempt.sending_at.saturating_sub(BEFORE).max(Timestamp::EPOCH);
    Period::new(from_time, attempt.sending_at.saturating_add(AFTER))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
