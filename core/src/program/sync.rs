use super::{Program, SyncOptions, SyncReport};
use crate::client::require_runtime;
use crate::model::FeedbackError;

impl Program {
    /// Pulls events into the ledger, from the last checkpoint to the latest that the service shows.
    ///
    /// A first pull begins 8 days back (or the policy's interval and a day, where that is longer), unless
    /// [`since`](SyncOptions::since) says otherwise. A later one begins two hours before the end of what was seen
    /// without a gap, and reads every gap after that. Periods that were begun and not finished, by whichever process,
    /// are finished first, each from the page at which it stopped; should the service take its cursor no longer,
    /// that period is read anew, once. A period of more than two days is read in four parts, side by side. Two
    /// calls on one program follow each other.
    ///
    /// What arrives settles attempts of unknown outcome; prompts that no attempt explains start the cooldown
    /// too. An event that cannot be read is kept raw and does not stop the others.
    ///
    /// Limit of the service (doc): 1,000 pages of 100 events in 15 minutes, and nothing younger than 24 hours is
    /// shown. Where a limit is hit the client waits as it was built to, then this fails with `rate_limited`, and the
    /// next call goes on from there.
    ///
    /// # Cancellation
    /// Dropping the future stops reading. Pages are stored together with the cursor that follows them, with the
    /// first page that comes later than a quarter of a second after the last commit; what was stored stays, and the next call goes on behind it.
    ///
    /// # Errors
    /// Whatever it fails with, all that the progress was told of is stored, and the next call goes on from there. A
    /// part that fails does not stop the parts beside it.
    /// * `invalid_request` when `since` lies after `until`.
    /// * `ledger` where the ledger cannot be read or written, or was opened before a fork.
    /// * `server` when the service sends a listing round in a circle twice.
    /// * What [`EventStream::next_page`](crate::EventStream::next_page), [`Client::service_time`](crate::Client::service_time)
    ///   and, where the ledger does not know the account yet,
    ///   [`Client::verify_credentials`](crate::Client::verify_credentials) fail with.
    pub async fn sync(&self, options: SyncOptions<'_>) -> Result<SyncReport, FeedbackError> {
        require_runtime()?;
        options.check()?;
        self.parts().pull(options).await
    }
}
