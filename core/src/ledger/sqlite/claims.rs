use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::accounts;
use super::attempt_rows::NewAttempt;
use super::failure::Done;
use super::recovery::recover_pair;
use super::slots::Pair;
use super::times::{SKEW, millis, time};
use crate::failpoint::failpoint;
use crate::ledger::claim::{Asking, Claim, Claimed, Intent, Skip};
use crate::ledger::unresolved::Standing;
use crate::ledger::{AttemptState, SkipReason};
use crate::model::{Id, Timestamp};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Decides who asks; see [`Ledger::claim`](crate::ledger::Ledger::claim) for the order.
pub(super) fn claim(connection: &Connection, claim: &Claim) -> Done<Claimed> {
    failpoint("claim.begun");
    let Claim { asking, now, .. } = claim;
    let pair = Pair::new(&asking.from_user_id, &asking.to_user_id);
    let cooldown = millis(claim.cooldown);
    recover_pair(connection, &pair, *now)?;
    if let Some(high_water) = clock_behind(connection, *now)? {
        return Ok(Claimed::ClockBehind { high_water });
    }
    if let Some(pause) = accounts::pause_at(connection, claim.token, &asking.from_user_id, *now)? {
        return Ok(Claimed::Paused(pause));
    }
    accounts::raise_high_water(connection, *now)?;
    if let Standing::Taken { reason, until } = take(connection, claim, &pair, cooldown)? {
        let attempt_id = record_skip(connection, asking, *now, reason, until)?;
        return Ok(Claimed::Skipped { attempt_id, reason, until });
    }
    let mut attempt = NewAttempt::new(asking, AttemptState::Reserved, *now);
    attempt.cooldown = cooldown;
    attempt.lease_until = Some(claim.lease_until);
    Ok(Claimed::Reserved { attempt_id: attempt.insert(connection)? })
}

/// `Free` where the slot is the claim's now; in every other case it is as it was.
fn take(connection: &Connection, claim: &Claim, pair: &Pair, cooldown: i64) -> Done<Standing> {
    if !pair.take(connection, claim.now, cooldown, claim.lease_until)? {
        return pair.taken(connection, claim.now, cooldown);
    }
    let mut standing = pair.cooling(connection, claim.now, cooldown)?;
    if standing == Standing::Free {
        standing = daily(connection, &claim.asking.from_user_id, claim.now, claim.max_per_day)?;
    }
    if standing != Standing::Free {
        pair.refresh(connection)?;
    }
    Ok(standing)
}

/// What may have asked in the last 24 hours, and what is about to, counts.
fn daily(connection: &Connection, sender: &Id, now: Timestamp, most: u32) -> Done<Standing> {
    let reason = SkipReason::DailyMaximum;
    let Some(last) = most.checked_sub(1) else { return Ok(Standing::Taken { reason, until: None }) };
    let since = now.as_millis().saturating_sub(DAY);
    // The one whose day must be over before the next may follow. Reserved ones are named in the words of the index
    // attempt_live, which has no other.
    let oldest: Option<i64> = connection
        .prepare_cached(
            "SELECT at FROM (
                 SELECT asked_at AS at FROM attempt
                     WHERE sender = ?1 AND asked_at > ?2 AND state IN ('sending', 'unknown', 'sent')
                 UNION ALL
                 SELECT attempted_at FROM attempt
                     WHERE sender = ?1 AND state IN ('reserved', 'sending') AND state = 'reserved' AND attempted_at > ?2
             ) ORDER BY at DESC LIMIT 1 OFFSET ?3",
        )?
        .query_row(params![sender.as_str(), since, last], |row| row.get(0))
        .optional()?;
    match oldest {
        None => Ok(Standing::Free),
        Some(oldest) => Ok(Standing::Taken { reason, until: Some(time(oldest.saturating_add(DAY))?) }),
    }
}

/// A skip is an attempt that ends where it begins; the slot does not know of it.
fn record_skip(
    connection: &Connection,
    asking: &Asking,
    now: Timestamp,
    reason: SkipReason,
    until: Option<Timestamp>,
) -> Done<i64> {
    let mut attempt = NewAttempt::new(asking, AttemptState::Skipped, now);
    attempt.reason = Some(reason);
    attempt.until = until;
    attempt.settled_at = Some(now);
    attempt.insert(connection)
}

/// The policy decided without a clock that anybody has checked, so the high-water mark stays.
pub(super) fn skip(connection: &Connection, skip: &Skip) -> Done<i64> {
    record_skip(connection, &skip.asking, skip.now, skip.reason, skip.until)
}

/// The high-water mark, where this clock is too far behind it.
fn clock_behind(connection: &Connection, now: Timestamp) -> Done<Option<Timestamp>> {
    Ok(accounts::high_water(connection)?.filter(|high_water| *high_water > now.saturating_add(SKEW)))
}

/// From here on the person counts as asked.
pub(super) fn intend(connection: &Connection, intent: &Intent) -> Done<bool> {
    failpoint("intent.begun");
    let reserved: Option<(String, String, i64)> = connection
        .prepare_cached("SELECT sender, to_user, cooldown FROM attempt WHERE id = ?1 AND state = 'reserved'")?
        .query_row([intent.attempt_id], |row| row.try_into())
        .optional()?;
    let Some((sender, to_user, cooldown)) = reserved else { return Ok(false) };
    let pair = Pair { sender: sender.into(), to_user: to_user.into() };
    // Since the claim, another tool's prompt may have been seen, or the clock been turned back.
    if clock_behind(connection, intent.now)?.is_some()
        || pair.cooling(connection, intent.now, cooldown)? != Standing::Free
    {
        return Ok(false);
    }
    let cool_until = intent.deadline.saturating_add(Duration::from_millis(cooldown.unsigned_abs()));
    let (sending_at, deadline_at) = (intent.now.as_millis(), intent.deadline.as_millis());
    connection
        .prepare_cached(
            "UPDATE attempt SET state = 'sending', sending_at = ?2, deadline_at = ?3, asked_at = ?3, cool_until = ?4
             WHERE id = ?1",
        )?
        .execute(params![intent.attempt_id, sending_at, deadline_at, cool_until.as_millis()])?;
    pair.refresh(connection)?;
    Ok(true)
}
