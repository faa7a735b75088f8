use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::attempt_rows::{COLUMNS, read, reason, state};
use super::failure::{Done, Failure};
use super::times::{time, time_or_none};
use crate::ledger::unresolved::{Scan, Unresolved};
use crate::ledger::{Attempt, AttemptFilter, AttemptState, PromptStatus};
use crate::model::{FeedbackType, Id};

/// Newest first.
pub(super) fn attempts(connection: &Connection, filter: &AttemptFilter, before: Option<i64>) -> Done<Vec<Attempt>> {
    let text = |text: &str| Value::from(text.to_owned());
    let conditions = [
        ("to_user = ?", filter.to_user_id.as_deref().map(text)),
        ("external_id = ?", filter.external_id.as_deref().map(text)),
        ("state = ?", filter.state.map(|state| text(state.as_str()))),
        ("attempted_at >= ?", filter.from_time.map(|time| Value::from(time.as_millis()))),
        ("attempted_at <= ?", filter.to_time.map(|time| Value::from(time.as_millis()))),
        ("id < ?", before.map(Value::from)),
    ];
    let (mut wanted, mut values) = (vec!["true"], Vec::new());
    for (condition, value) in conditions {
        if let Some(value) = value {
            wanted.push(condition);
            values.push(value);
        }
    }
    values.push(Value::from(i64::from(filter.limit)));
    let wanted = wanted.join(" AND ");
    connection
        .prepare(&format!("SELECT {COLUMNS} FROM attempt WHERE {wanted} ORDER BY id DESC LIMIT ?"))?
        .query_and_then(params_from_iter(values), read)?
        .collect()
}

/// Reads whether there is an answer, never the answer.
pub(super) fn prompt_status(connection: &Connection, external_id: &str) -> Done<Option<PromptStatus>> {
    let found = connection
        .prepare_cached(
            "SELECT attempt.id, attempt.state, reason, type, to_user, asked_at, coalesce(answered, 0)
             FROM attempt LEFT JOIN feedback ON feedback.id = feedback_id WHERE external_id = ?1
             ORDER BY attempt.state NOT IN ('skipped', 'released', 'failed') DESC, attempt.id DESC LIMIT 1",
        )?
        .query_and_then([external_id], |row| {
            let id: i64 = row.get(0)?;
            Ok(PromptStatus {
                external_id: external_id.to_owned(),
                attempt_id: Id::from(id.to_string()),
                state: state(&row.get::<_, String>(1)?)?,
                reason: reason(row.get(2)?)?,
                r#type: FeedbackType::from(row.get::<_, String>(3)?.as_str()),
                to_user_id: Id::from(row.get::<_, String>(4)?),
                asked_at: time_or_none(row.get(5)?)?,
                answered: row.get(6)?,
            })
        })?
        .next();
    found.transpose()
}

/// Oldest first.
pub(super) fn unresolved(connection: &Connection, user_id: &Id) -> Done<Vec<Unresolved>> {
    connection
        .prepare_cached(
            "SELECT id, sending_at, first_scan_at FROM attempt WHERE sender = ?1 AND state = 'unknown' ORDER BY id",
        )?
        .query_and_then([user_id.as_str()], |row| {
            Ok(Unresolved {
                attempt_id: row.get(0)?,
                sending_at: time(row.get(1)?)?,
                first_scan_at: time_or_none(row.get(2)?)?,
            })
        })?
        .collect()
}

/// `absent` keeps its cooldown: only a parsed refusal frees a slot early.
pub(super) fn scanned(connection: &Connection, scan: &Scan) -> Done<AttemptState> {
    let sql = if scan.absent {
        "UPDATE attempt SET state = 'absent', settled_at = ?2, first_scan_at = coalesce(first_scan_at, ?2)
         WHERE id = ?1 AND state = 'unknown'"
    } else {
        "UPDATE attempt SET first_scan_at = ?2 WHERE id = ?1 AND state = 'unknown' AND first_scan_at IS NULL"
    };
    connection.prepare_cached(sql)?.execute(params![scan.attempt_id, scan.now.as_millis()])?;
    let word: Option<String> = connection
        .prepare_cached("SELECT state FROM attempt WHERE id = ?1")?
        .query_row([scan.attempt_id], |row| row.get(0))
        .optional()?;
    state(&word.ok_or(Failure::NoAttempt(scan.attempt_id))?)
}
