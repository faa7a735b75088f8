//! What a program tells, as JSON, which TypeScript turns into objects. Names are JavaScript's, times epoch milliseconds.

use serde_json::{Value, json};
use twitter_feedback::{
    Attempt, AttemptError, Coverage, Id, Period, PromptContext, PromptStatus, ReconcileReport, SkipReason,
    SyncProgress, SyncReport, Timestamp,
};

pub(crate) fn skipped(attempt_id: &Id, reason: SkipReason, until: Option<Timestamp>) -> String {
    json!({ "status": "skipped", "attemptId": attempt_id.as_str(), "reason": reason.as_str(), "until": millis(until) })
        .to_string()
}

pub(crate) fn unknown(attempt_id: &Id, message: &str) -> String {
    json!({ "status": "unknown", "attemptId": attempt_id.as_str(), "message": message }).to_string()
}

pub(crate) fn progress(progress: &SyncProgress) -> String {
    json!({
        "pages": progress.pages,
        "events": progress.events,
        "new": progress.new,
        "updated": progress.updated,
        "unreadable": progress.unreadable,
        "windowsDone": progress.windows_done,
        "windows": progress.windows,
    })
    .to_string()
}

pub(crate) fn sync_report(report: &SyncReport) -> String {
    json!({
        "pages": report.pages,
        "events": report.events,
        "new": report.new,
        "updated": report.updated,
        "unreadable": report.unreadable,
        "completeThrough": millis(report.complete_through),
    })
    .to_string()
}

pub(crate) fn reconcile_report(report: &ReconcileReport) -> String {
    json!({
        "examined": report.examined,
        "sent": report.sent,
        "absent": report.absent,
        "unknown": report.unknown,
    })
    .to_string()
}

pub(crate) fn prompt_status(status: &PromptStatus) -> String {
    json!({
        "externalId": status.external_id,
        "attemptId": status.attempt_id.as_str(),
        "state": status.state.as_str(),
        "reason": status.reason.map(SkipReason::as_str),
        "type": status.r#type.as_str(),
        "toUserId": status.to_user_id.as_str(),
        "askedAt": millis(status.asked_at),
        "answered": status.answered,
    })
    .to_string()
}

pub(crate) fn coverage(coverage: &Coverage) -> String {
    let periods = |periods: &[Period]| -> Value {
        periods.iter().map(|it| json!([it.from_time.as_millis(), it.to_time.as_millis()])).collect()
    };
    json!({
        "periods": periods(coverage.periods()),
        "gaps": periods(&coverage.gaps()),
        "start": millis(coverage.start()),
        "end": millis(coverage.end()),
    })
    .to_string()
}

pub(crate) fn attempts(attempts: &[Attempt]) -> String {
    attempts.iter().map(attempt).collect::<Value>().to_string()
}

fn attempt(attempt: &Attempt) -> Value {
    json!({
        "id": attempt.id.as_str(),
        "state": attempt.state.as_str(),
        "reason": attempt.reason.map(SkipReason::as_str),
        "until": millis(attempt.until),
        "fromUserId": attempt.from_user_id.as_str(),
        "toUserId": attempt.to_user_id.as_str(),
        "type": attempt.r#type.as_str(),
        "externalId": attempt.external_id,
        "questionVariantId": attempt.question_variant_id.as_deref(),
        "displayName": attempt.display_name,
        "test": attempt.test,
        "context": context(&attempt.context),
        "attemptedAt": attempt.attempted_at.as_millis(),
        "sendingAt": millis(attempt.sending_at),
        "askedAt": millis(attempt.asked_at),
        "settledAt": millis(attempt.settled_at),
        "coolUntil": millis(attempt.cool_until),
        "feedbackId": attempt.feedback_id.as_deref(),
        "error": attempt.error.as_ref().map(error),
    })
}

fn context(context: &PromptContext) -> Value {
    json!({
        "agentId": context.agent_id,
        "team": context.team,
        "tags": context.tags,
        "language": context.language,
    })
}

fn error(error: &AttemptError) -> Value {
    json!({
        "kind": error.kind.as_str(),
        "status": error.status,
        "codes": error.codes,
        "message": error.message,
    })
}

fn millis(time: Option<Timestamp>) -> Option<i64> {
    time.map(Timestamp::as_millis)
}
