use rusqlite::{Connection, OptionalExtension, params};

use super::attempt_rows::{error_as_text, error_from_text};
use super::failure::Done;
use super::times::{time, time_or_none};
use crate::ledger::claim::{Pause, PauseScope, TokenDigest};
use crate::ledger::unresolved::{Backfill, KnownAccount};
use crate::model::{Id, Timestamp};

pub(super) fn high_water(connection: &Connection) -> Done<Option<Timestamp>> {
    let millis =
        connection.prepare_cached("SELECT high_water FROM meta WHERE id = 1")?.query_row([], |row| row.get(0))?;
    time_or_none(millis)
}

pub(super) fn has_asked(connection: &Connection, user_id: &Id) -> Done<bool> {
    let asked = "SELECT 1 FROM attempt WHERE sender = ?1 AND state IN ('sending', 'unknown', 'sent') LIMIT 1";
    Ok(connection.prepare_cached(asked)?.exists([user_id.as_str()])?)
}

pub(super) fn raise_high_water(connection: &Connection, now: Timestamp) -> Done<()> {
    connection
        .prepare_cached("UPDATE meta SET high_water = ?1 WHERE id = 1 AND (high_water IS NULL OR high_water < ?1)")?
        .execute([now.as_millis()])?;
    Ok(())
}

pub(super) fn account(connection: &Connection, token: TokenDigest) -> Done<Option<KnownAccount>> {
    let found: Option<(String, i64)> = connection
        .prepare_cached(
            "SELECT account.user_id, known_since FROM token JOIN account ON account.user_id = token.user_id WHERE digest = ?1",
        )?
        .query_row([token.0.as_slice()], |row| row.try_into())
        .optional()?;
    found.map(|(user_id, since)| Ok(KnownAccount { user_id: user_id.into(), known_since: time(since)? })).transpose()
}

pub(super) fn introduce(
    connection: &Connection,
    token: TokenDigest,
    user_id: &Id,
    now: Timestamp,
) -> Done<KnownAccount> {
    let since = connection
        .prepare_cached(
            "INSERT INTO account (user_id, known_since) VALUES (?1, ?2)
             ON CONFLICT (user_id) DO UPDATE SET known_since = coalesce(known_since, excluded.known_since)
             RETURNING known_since",
        )?
        .query_row(params![user_id.as_str(), now.as_millis()], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO token (digest, user_id) VALUES (?1, ?2)
             ON CONFLICT (digest) DO UPDATE SET user_id = excluded.user_id",
        )?
        .execute(params![token.0.as_slice(), user_id.as_str()])?;
    Ok(KnownAccount { user_id: user_id.clone(), known_since: time(since)? })
}

/// A pause is never shortened by another one.
pub(super) fn pause(connection: &Connection, token: TokenDigest, scope: PauseScope, pause: &Pause) -> Done<()> {
    let sql = match scope {
        PauseScope::Token => {
            "UPDATE token SET paused_until = ?2, pause_error = ?3
             WHERE digest = ?1 AND (paused_until IS NULL OR paused_until <= ?2)"
        }
        PauseScope::Account => {
            "UPDATE account SET paused_until = ?2, pause_error = ?3
             WHERE user_id = (SELECT user_id FROM token WHERE digest = ?1)
                 AND (paused_until IS NULL OR paused_until <= ?2)"
        }
    };
    let error = error_as_text(&pause.error)?;
    connection.prepare_cached(sql)?.execute(params![token.0.as_slice(), pause.until.as_millis(), error])?;
    Ok(())
}

/// What holds this token or this account up at that time; the longer one of two.
pub(super) fn pause_at(
    connection: &Connection,
    token: TokenDigest,
    user_id: &Id,
    now: Timestamp,
) -> Done<Option<Pause>> {
    let held: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT paused_until, pause_error FROM (
                 SELECT 1 AS wider, paused_until, pause_error FROM account WHERE user_id = ?2
                 UNION ALL SELECT 0, paused_until, pause_error FROM token WHERE digest = ?1
             ) WHERE paused_until > ?3 ORDER BY paused_until DESC, wider DESC LIMIT 1",
        )?
        .query_row(params![token.0.as_slice(), user_id.as_str(), now.as_millis()], |row| row.try_into())
        .optional()?;
    held.map(|(until, error)| Ok(Pause { until: time(until)?, error: error_from_text(&error)? })).transpose()
}

pub(super) fn begin_backfill(
    connection: &Connection,
    user_id: &Id,
    now: Timestamp,
    lease_until: Timestamp,
) -> Done<Backfill> {
    let found: Option<(Option<i64>, Option<i64>)> = connection
        .prepare_cached("SELECT backfilled_at, backfill_lease_until FROM account WHERE user_id = ?1")?
        .query_row([user_id.as_str()], |row| row.try_into())
        .optional()?;
    let (done, lease) = found.unwrap_or_default();
    match (done, lease) {
        (Some(_), _) => Ok(Backfill::Done),
        (None, Some(until)) if until > now.as_millis() => Ok(Backfill::Theirs { until: time(until)? }),
        (None, _) => {
            connection
                .prepare_cached(
                    "INSERT INTO account (user_id, backfill_lease_until) VALUES (?1, ?2)
                     ON CONFLICT (user_id) DO UPDATE SET backfill_lease_until = excluded.backfill_lease_until",
                )?
                .execute(params![user_id.as_str(), lease_until.as_millis()])?;
            Ok(Backfill::Yours)
        }
    }
}

pub(super) fn end_backfill(connection: &Connection, user_id: &Id, now: Timestamp, done: bool) -> Done<()> {
    let done_at = done.then_some(now.as_millis());
    connection
        .prepare_cached(
            "INSERT INTO account (user_id, backfilled_at) VALUES (?1, ?2)
             ON CONFLICT (user_id) DO UPDATE SET backfill_lease_until = NULL,
                 backfilled_at = coalesce(backfilled_at, excluded.backfilled_at)",
        )?
        .execute(params![user_id.as_str(), done_at])?;
    Ok(())
}
