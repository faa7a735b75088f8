use super::parts::Parts;
use super::sync_plan::{Wanted, complete_through};
use super::tally::Tally;
use super::window_reader::WindowReader;
use super::{SyncOptions, SyncReport};
use crate::client::EventsQuery;
use crate::failpoint::failpoint;
use crate::ledger::Period;
use crate::ledger::batch::Window;
use crate::model::{FeedbackError, Timestamp};

impl Parts {
    /// What `sync` does, without the handle.
    pub(super) async fn pull(&self, options: SyncOptions<'_>) -> Result<SyncReport, FeedbackError> {
        let _alone = self.pulling.lock().await;
        let user_id = self.account().await?.user_id;
        let now = self.services_now().await?;
        self.ledger.recover(now).await?;
        let latest = now.saturating_sub(EventsQuery::SETTLED_AFTER);
        let first = now.saturating_sub(self.policy.lookback());
        let to_time = options.until.map_or(latest, |until| until.min(latest));
        let wanted = Wanted { since: options.since, first, to_time };

        let mut windows = self.ledger.open_windows(user_id.clone()).await?;
        let coverage = self.ledger.coverage(user_id.clone()).await?;
        let open: Vec<Period> = windows.iter().map(period).collect();
        let lacking = wanted.windows(&coverage, &open);
        if !lacking.is_empty() {
            windows.extend(self.ledger.begin_windows(user_id.clone(), lacking, now).await?);
        }
        failpoint("sync.windows_fixed");
        let tally = Tally::new(windows.len(), options.progress);
        WindowReader { parts: self, tally: &tally }.read_all(windows).await?;

        let coverage = self.ledger.coverage(user_id.clone()).await?;
        let lately = Period::new(first.max(Timestamp::EPOCH), latest);
        if lately.from_time <= lately.to_time && coverage.missing(lately).is_empty() {
            // Whoever pulled it: a new ledger knows by now whom other tools have asked.
            self.ledger.end_backfill(user_id, now, true).await?;
        }
        Ok(tally.report(complete_through(&coverage)))
    }

    /// The service's own time, just heard.
    pub(super) async fn services_now(&self) -> Result<Timestamp, FeedbackError> {
        self.client.service_time().await?;
        Ok(self.client.inner().clock.services_now())
    }
}

fn period(window: &Window) -> Period {
    Period::new(window.from_time, window.to_time)
}
