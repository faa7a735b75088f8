//! A new ledger knows nobody whom other tools have asked. Before it sends, it has to see the last days' events.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

use super::SyncOptions;
use super::parts::{Parts, Shared};
use crate::ledger::Period;
use crate::ledger::unresolved::{Backfill, KnownAccount};
use crate::model::{ErrorKind, FeedbackError, Id, Timestamp};

/// How long `send` waits for it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often whoever waits for another process looks.
const LOOK: Duration = Duration::from_millis(100);
/// After this, whoever back-fills is taken for dead.
const LEASE: Duration = Duration::from_secs(120);
/// What the events do not show yet: a day, and a quarter of an hour for two clocks.
const BLIND: Duration = Duration::from_secs(24 * 60 * 60 + 15 * 60);
const HOUR: i64 = 60 * 60 * 1000;

impl Shared {
    /// Passes once the ledger knows whom other tools have asked, as far as the policy wants it to.
    pub(super) async fn knows_of_others(&self, account: &KnownAccount, now: Timestamp) -> Result<(), FeedbackError> {
        if self.knows_of_others.load(Ordering::Acquire) {
            return Ok(());
        }
        let policy = &self.parts.policy;
        if policy.allow_listed && !policy.accept_blind_day {
            past_the_blind_day(account, now)?;
        }
        if policy.backfill {
            self.back_filled(account, now).await?;
        }
        // Until then every send looks whether more of the day before the ledger came into being is shown by now.
        if !policy.backfill || shown(now) >= account.known_since {
            self.knows_of_others.store(true, Ordering::Release);
        }
        Ok(())
    }

    async fn back_filled(&self, account: &KnownAccount, now: Timestamp) -> Result<(), FeedbackError> {
        let user_id = &account.user_id;
        let started = Instant::now();
        loop {
            let at = now.saturating_add(started.elapsed());
            let left = PATIENCE.saturating_sub(started.elapsed());
            match self.parts.ledger.begin_backfill(user_id.clone(), at, at.saturating_add(LEASE)).await? {
                Backfill::Done if self.parts.reaches_back(account, at).await? => return Ok(()),
                // Done for a shorter interval than this policy's, or before all of it was shown: the rest is read now.
                Backfill::Yours | Backfill::Done => {
                    return match timeout(left, self.back_fill(user_id.clone(), at)).await {
                        Ok(Ok(ended)) => {
                            ended.map_err(|error| not_back_filled("could not be pulled").with_source(error))
                        }
                        Ok(Err(_)) | Err(_) => Err(not_back_filled("are still being pulled")),
                    };
                }
                Backfill::Theirs { .. } if left.is_zero() => {
                    return Err(not_back_filled("are still being pulled by another process"));
                }
                Backfill::Theirs { .. } => sleep(LOOK.min(left)).await,
            }
        }
    }

    /// Pulls in a task of its own: it goes on when this caller loses patience, and ends with the program.
    fn back_fill(&self, user_id: Id, now: Timestamp) -> oneshot::Receiver<Result<(), FeedbackError>> {
        let (tell, told) = oneshot::channel();
        let parts = Arc::clone(&self.parts);
        let mut closing = self.closing.subscribe();
        tokio::spawn(async move {
            let pulled = {
                let pull = pin!(parts.pull_what_a_new_ledger_lacks());
                let closed = pin!(closing.changed());
                match select(pull, closed).await {
                    Either::Left((pulled, _)) => pulled,
                    Either::Right(_) => Err(FeedbackError::new(ErrorKind::Ledger, "the program was closed")),
                }
            };
            if let Err(error) = parts.ledger.end_backfill(user_id, now, pulled.is_ok()).await {
                tracing::warn!(%error, "the end of back-filling could not be recorded");
            }
            // Whoever waited may have left.
            let _ = tell.send(pulled);
        });
        told
    }
}

impl Parts {
    /// Whether the ledger has seen every prompt that may keep somebody from being asked now, of before its time, or,
    /// as long as nobody was asked through it, of before now; and as far as the service shows them.
    async fn reaches_back(&self, account: &KnownAccount, now: Timestamp) -> Result<bool, FeedbackError> {
        let from_time = now.saturating_sub(self.policy.cooldown()).max(Timestamp::EPOCH);
        let in_use = self.ledger.has_asked(account.user_id.clone()).await?;
        let to_time = if in_use { account.known_since.min(shown(now)) } else { shown(now) };
        if from_time > to_time {
            return Ok(true);
        }
        let coverage = self.ledger.coverage(account.user_id.clone()).await?;
        Ok(coverage.missing(Period::new(from_time, to_time)).is_empty())
    }

    async fn pull_what_a_new_ledger_lacks(&self) -> Result<(), FeedbackError> {
        let since = self.client.service_time().await?.saturating_sub(self.policy.lookback());
        self.pull(SyncOptions::new().since(since.max(Timestamp::EPOCH))).await.map(drop)
    }
}

/// Up to here the service shows events, by the hour: asking for each new minute would cost a request for each prompt.
fn shown(now: Timestamp) -> Timestamp {
    let shown = now.saturating_sub(BLIND);
    shown.saturating_sub(Duration::from_millis(shown.as_millis().rem_euclid(HOUR).unsigned_abs()))
}

fn past_the_blind_day(account: &KnownAccount, now: Timestamp) -> Result<(), FeedbackError> {
    let over = account.known_since.saturating_add(BLIND);
    if now >= over {
        return Ok(());
    }
    let message = format!(
        "the events of the last 24 hours are not shown yet, and the service lets an allow-listed account ask anybody \
         twice: until {over} nobody can tell whom other tools have asked; wait until then and call sync, or set \
         accept_blind_day where no other tool sends for this account; nothing was sent"
    );
    Err(FeedbackError::new(ErrorKind::Ledger, message).with_retry_at(Some(over)))
}

fn not_back_filled(how: &str) -> FeedbackError {
    let message = format!(
        "the last days' events {how}, and without them a new ledger does not know whom other tools have asked; call \
         sync and send again, or set the policy's backfill to false where no other tool sends; nothing was sent"
    );
    FeedbackError::new(ErrorKind::Ledger, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::ledger::Ledger;
    use crate::ledger::memory::MemoryLedger;
    use crate::oauth::Credentials;
    use crate::program::Policy;

    #[tokio::test(start_paused = true)]
    async fn back_filling_is_waited_for_half_a_minute_whoever_does_it() {
        // It takes connections and never says a word.
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let hour = Duration::from_secs(60 * 60);
        let client = Client::builder(Credentials::new("a", "b", "c", "d").unwrap())
            .api_base(format!("http://{}", silent.local_addr().unwrap()))
            .connect_timeout(hour)
            .timeout(hour)
            .operation_timeout(hour)
            .build()
            .unwrap();
        let ledger: Arc<dyn Ledger> = Arc::new(MemoryLedger::new());
        let now = Timestamp::from(std::time::SystemTime::now());
        let program = || Shared::new(client.clone(), Arc::clone(&ledger), Policy::new());
        let (one, other) = (program(), program());
        let account = ledger.introduce(one.parts.token(), "7".into(), now).await.unwrap();
        for (program, words) in [(&one, "are still being pulled, "), (&other, "pulled by another process, ")] {
            let started = Instant::now();
            let error = program.knows_of_others(&account, now).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Ledger);
            assert!(error.message().contains(words) && error.message().contains("call sync"), "{error}");
            let waited = started.elapsed();
            assert!(waited >= PATIENCE && waited < PATIENCE + LOOK, "{waited:?}");
        }
        // Whoever was taken for dead is so for others as well: the lease is over.
        let later = now.saturating_add(LEASE);
        let begun = ledger.begin_backfill("7".into(), later, later).await.unwrap();
        assert_eq!(begun, Backfill::Yours);
    }
}
