use std::fmt::Debug;

use futures_core::future::BoxFuture;

use super::batch::{Batch, Stored, Window};
use super::claim::{Claim, Claimed, Intent, Pause, PauseScope, Skip, TokenDigest};
use super::settlement::{Settled, Settlement};
use super::unresolved::{Backfill, KnownAccount, Scan, Standing, Unresolved};
use super::{Attempt, AttemptFilter, AttemptState, Coverage, Period, PromptStatus};
use crate::fold::{Fold, Folded};
use crate::model::{FeedbackError, Id, Timestamp};

/// The answer of a ledger: errors have the kind `ledger`.
pub(crate) type Answer<'a, T> = BoxFuture<'a, Result<T, FeedbackError>>;

/// What a business remembers: whom it asked, and everything that was seen of the answers.
///
/// Whatever writes is one transaction, durable before it is answered, and either happens as a whole or fails
/// as a whole; where an answer says that it failed, nobody may act as if it had happened. Nothing is held
/// between two calls. A future that is dropped does not undo what it began.
///
/// The ids of attempts and windows begin at 1, rise, and are never given twice, although an attempt can vanish: one
/// that stood for another tool's prompt does when it turns out to be this ledger's own. A command that names an
/// attempt the ledger does not have fails, `intend` answers false.
///
/// One suite of behaviour (`behaviour/`) runs on every ledger there is.
pub(crate) trait Ledger: Send + Sync + Debug {
    /// Decides who asks. In this order: takes back what is overdue for the pair, which stays so whatever comes
    /// next; a clock more than five minutes behind the high-water mark is refused; a pause; the slot; the daily
    /// maximum. Where it reserves or records a skip, it raises the high-water mark to the claim's `now`.
    ///
    /// The slot is `in_progress` until what holds it is overdue. It is in its `cooldown` until the latest of every
    /// attempt's `cool_until` and every `asked_at` and this claim's cooldown, whoever asked, over all attempts of the
    /// pair. The daily maximum counts what was asked, or may have been, by this ledger in the day before `now`, and
    /// what is reserved, by the time of its claim; it holds until the `max_per_day`th latest of them and a day.
    fn claim(&self, claim: Claim) -> Answer<'_, Claimed>;

    /// Turns `reserved` into `sending`. False, and nothing is changed, where the attempt is no longer reserved, where
    /// the clock is more than five minutes behind the high-water mark by now, or where another attempt of the pair
    /// (a prompt of another tool, seen since the claim) cools it at this `now`: then nothing may be sent.
    fn intend(&self, intent: Intent) -> Answer<'_, bool>;

    /// Records what became of an attempt. Ranks only rise: what an event has settled stays settled.
    ///
    /// `Sent` takes `sending`, `unknown` and `absent`; `Unknown` takes `sending`; `Failed` takes `sending` and
    /// `unknown`; `Released` takes `reserved`, `sending` and `unknown`. Everything else changes nothing. `Sent` keeps the
    /// error that an attempt had while it was unknown; `Failed` and `Released` write their own over it.
    fn settle(&self, settlement: Settlement) -> Answer<'_, Settled>;

    /// Records that the policy left a person out; returns the attempt. The high-water mark stays: the policy asks no
    /// clock but the machine's.
    fn skip(&self, skip: Skip) -> Answer<'_, i64>;

    /// Whether a claim would find the slot taken. A hint that saves requests; `claim` decides. What is overdue holds
    /// nothing here either, but is not taken back.
    fn standing<'a>(
        &'a self,
        from_user_id: &'a Id,
        to_user_id: &'a Id,
        now: Timestamp,
        cooldown: std::time::Duration,
    ) -> Answer<'a, Standing>;

    /// Takes back everything that is overdue: `sending` past its deadline and half a minute becomes `unknown`,
    /// `reserved` past its lease becomes `released`. Returns how many. Safe with any clock.
    fn recover(&self, now: Timestamp) -> Answer<'_, u64>;

    /// The account behind a token, where it was introduced.
    fn account(&self, token: TokenDigest) -> Answer<'_, Option<KnownAccount>>;

    /// Remembers whose token it is. `known_since` is the account's: its first token's time.
    fn introduce(&self, token: TokenDigest, user_id: Id, now: Timestamp) -> Answer<'_, KnownAccount>;

    /// Holds all sending up until then: with this token, or with every token of its account, those too that are
    /// introduced later. A pause that would end before the one that holds changes nothing, and neither does one of a
    /// token that was not introduced.
    fn pause(&self, token: TokenDigest, scope: PauseScope, pause: Pause) -> Answer<'_, ()>;

    /// The latest time that was known to be within five minutes of the service's.
    fn high_water(&self) -> Answer<'_, Option<Timestamp>>;

    /// Whether this account has, or may have, asked anybody through this ledger.
    fn has_asked(&self, user_id: Id) -> Answer<'_, bool>;

    /// Takes part in back-filling for this account.
    fn begin_backfill(&self, user_id: Id, now: Timestamp, lease_until: Timestamp) -> Answer<'_, Backfill>;

    /// Back-filling is done, or was given up: then somebody else may begin at once. What is done stays done.
    fn end_backfill(&self, user_id: Id, now: Timestamp, done: bool) -> Answer<'_, ()>;

    /// Fixes windows before anything is asked: one for each period, in their order.
    fn begin_windows(&self, user_id: Id, periods: Vec<Period>, now: Timestamp) -> Answer<'_, Vec<Window>>;

    /// Windows of this account that were begun and not completed, oldest first.
    fn open_windows(&self, user_id: Id) -> Answer<'_, Vec<Window>>;

    /// The service takes this window's cursor no longer: it begins anew. What was stored stays. A window that is
    /// complete stays so.
    fn restart_window(&self, window_id: i64) -> Answer<'_, ()>;

    /// Stores what was seen, folds it, and matches it with attempts, feedback by feedback in the batch's order.
    ///
    /// An event is kept once for its feedback and text, what is quarantined once for its text. A step of a window
    /// that is complete, or that nobody began, moves nothing; what came with it is stored.
    ///
    /// A feedback is dated by its `created_at`, else by the earliest event of it in this batch. It belongs to the
    /// oldest attempt of its pair that is `sending`, `unknown` or `absent`, that has its type (a feedback without one
    /// has any) and its reference (likewise), and that was sent at most 15 minutes before that date or 5 after; without
    /// a date to none. That attempt is `sent` then, as if settled at `received_at` with that date. Where there is
    /// none, a `foreign` attempt is made, settled at `received_at`, which asked at that date, else at `received_at`. A
    /// feedback that does not name its pair waits for an event that does; one that has its attempt keeps it.
    fn store(&self, batch: Batch) -> Answer<'_, Stored>;

    /// Which time was seen completely.
    fn coverage(&self, user_id: Id) -> Answer<'_, Coverage>;

    /// Attempts of this account that are `unknown`, oldest first.
    fn unresolved(&self, user_id: Id) -> Answer<'_, Vec<Unresolved>>;

    /// Records a complete scan that found nothing, where the attempt is `unknown`; returns where it stands now. The
    /// time of the first one is kept. `absent` settles it; whom it may have asked stays left alone.
    fn scanned(&self, scan: Scan) -> Answer<'_, AttemptState>;

    /// What became of the prompt with this reference: of the newest attempt with it that is not `skipped`, `failed` or
    /// `released`, else of the newest.
    fn prompt_status<'a>(&'a self, external_id: &'a str) -> Answer<'a, Option<PromptStatus>>;

    /// The history of asking, newest first: by id, downwards. `before` was checked already.
    fn attempts(&self, filter: AttemptFilter, before: Option<i64>) -> Answer<'_, Vec<Attempt>>;

    /// The state of one feedback.
    fn folded(&self, feedback_id: Id) -> Answer<'_, Option<Folded>>;

    /// The state of every feedback.
    fn fold(&self) -> Answer<'_, Fold>;
}
