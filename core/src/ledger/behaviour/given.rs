//! The beginnings of stories: a day to tell them on, a person to ask, and how far the asking has come.

use std::time::Duration;

use super::Subject;
use crate::fold::Fold;
use crate::ledger::batch::{Batch, SeenEvent, Source, Stored, WindowStep};
use crate::ledger::claim::{Asking, Claim, Claimed, Intent, TokenDigest};
use crate::ledger::settlement::{Outcome, Settled, Settlement};
use crate::ledger::unresolved::{Scan, Standing};
use crate::ledger::{Attempt, AttemptError, AttemptFilter, AttemptState, PromptContext, SkipReason};
use crate::model::{ErrorKind, FeedbackEvent, FeedbackType, Id, Timestamp};

pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;
/// Seven days and an hour.
pub(super) const COOLDOWN: i64 = 7 * DAY + HOUR;
/// How long a request may be on its way.
pub(super) const PATIENCE: i64 = 70;
pub(super) const LEASE: i64 = 30;
pub(super) const SENDER: &str = "900";
pub(super) const TOKEN: TokenDigest = TokenDigest([9; 32]);

/// So many seconds after the story's first moment.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000 + seconds * 1000).unwrap()
}

pub(super) fn length(seconds: i64) -> Duration {
    Duration::from_secs(u64::try_from(seconds).unwrap())
}

pub(super) fn asking(to_user_id: &str) -> Asking {
    Asking {
        from_user_id: SENDER.into(),
        to_user_id: to_user_id.into(),
        r#type: FeedbackType::Nps,
        external_id: None,
        question_variant_id: None,
        display_name: None,
        test: false,
        context: PromptContext::new(),
    }
}

pub(super) fn claim(to_user_id: &str, now: Timestamp) -> Claim {
    Claim {
        asking: asking(to_user_id),
        token: TOKEN,
        now,
        lease_until: now.saturating_add(length(LEASE)),
        cooldown: length(COOLDOWN),
        max_per_day: 1000,
    }
}

pub(super) fn intent(attempt_id: i64, now: Timestamp) -> Intent {
    Intent { attempt_id, now, deadline: now.saturating_add(length(PATIENCE)) }
}

pub(super) fn error() -> AttemptError {
    AttemptError {
        kind: ErrorKind::Permission,
        status: Some(403),
        codes: vec![349, 220],
        message: "no messages to this person".to_owned(),
    }
}

pub(super) async fn claim_reserves(subject: &Subject, claim: Claim) -> i64 {
    match subject.claim(claim).await.unwrap() {
        Claimed::Reserved { attempt_id } => attempt_id,
        other => panic!("not reserved: {other:?}"),
    }
}

pub(super) async fn reserved(subject: &Subject, to_user_id: &str, now: Timestamp) -> i64 {
    claim_reserves(subject, claim(to_user_id, now)).await
}

/// Claimed and intended at once.
pub(super) async fn sending(subject: &Subject, to_user_id: &str, now: Timestamp) -> i64 {
    let id = reserved(subject, to_user_id, now).await;
    assert!(subject.intend(intent(id, now)).await.unwrap());
    id
}

/// Sent at this time, and given up a minute later.
pub(super) async fn unknown(subject: &Subject, to_user_id: &str, now: Timestamp) -> i64 {
    let id = sending(subject, to_user_id, now).await;
    let settled = settle(subject, id, now.saturating_add(length(MINUTE)), Outcome::Unknown(error())).await;
    assert_eq!(settled.state, AttemptState::Unknown);
    id
}

/// The service answered at once.
pub(super) async fn sent(subject: &Subject, to_user_id: &str, now: Timestamp, feedback_id: &str) -> i64 {
    let id = sending(subject, to_user_id, now).await;
    let settled = settle(subject, id, now, answered(feedback_id, Some(now))).await;
    assert_eq!(settled.state, AttemptState::Sent);
    id
}

pub(super) async fn absent(subject: &Subject, to_user_id: &str, now: Timestamp) -> i64 {
    let id = unknown(subject, to_user_id, now).await;
    let scan = Scan { attempt_id: id, now: now.saturating_add(length(2 * DAY)), absent: true };
    assert_eq!(subject.scanned(scan).await.unwrap(), AttemptState::Absent);
    id
}

pub(super) fn answered(feedback_id: &str, created_at: Option<Timestamp>) -> Outcome {
    Outcome::Sent { feedback_id: feedback_id.into(), created_at }
}

pub(super) async fn settle(subject: &Subject, attempt_id: i64, now: Timestamp, outcome: Outcome) -> Settled {
    subject.settle(Settlement { attempt_id, now, outcome }).await.unwrap()
}

/// What a claim with these ends says of the slot, without recording anything.
pub(super) async fn standing(subject: &Subject, to_user_id: &str, now: Timestamp) -> Standing {
    subject.standing(&SENDER.into(), &to_user_id.into(), now, length(COOLDOWN)).await.unwrap()
}

pub(super) fn cooling(until: Timestamp) -> Standing {
    Standing::Taken { reason: SkipReason::Cooldown, until: Some(until) }
}

pub(super) fn in_progress(until: Timestamp) -> Standing {
    Standing::Taken { reason: SkipReason::InProgress, until: Some(until) }
}

/// The slot is taken until this moment and free from it on.
pub(super) async fn assert_cools_until(subject: &Subject, to_user_id: &str, until: Timestamp) {
    let before = until.saturating_sub(Duration::from_millis(1));
    assert_eq!(standing(subject, to_user_id, before).await, cooling(until));
    assert_eq!(standing(subject, to_user_id, until).await, Standing::Free);
}

pub(super) async fn all(subject: &Subject) -> Vec<Attempt> {
    subject.attempts(AttemptFilter::default().limit(10_000), None).await.unwrap()
}

pub(super) async fn attempt(subject: &Subject, attempt_id: i64) -> Attempt {
    let id = Id::from(attempt_id.to_string());
    all(subject).await.into_iter().find(|attempt| attempt.id == id).unwrap()
}

/// An event as the service tells it.
#[derive(Debug, Clone)]
pub(super) struct Told<'a> {
    pub(super) feedback_id: &'a str,
    pub(super) from_user_id: Option<&'a str>,
    pub(super) to_user_id: Option<&'a str>,
    pub(super) r#type: Option<&'a str>,
    pub(super) external_id: Option<&'a str>,
    pub(super) test: bool,
    pub(super) created_at: Option<Timestamp>,
    pub(super) updated_at: Option<Timestamp>,
    pub(super) event_at: Option<Timestamp>,
    pub(super) score: Option<i64>,
    pub(super) text: Option<&'a str>,
}

/// The service created this prompt for this person at this time.
pub(super) fn told<'a>(feedback_id: &'a str, to_user_id: &'a str, created_at: Timestamp) -> Told<'a> {
    Told {
        feedback_id,
        from_user_id: Some(SENDER),
        to_user_id: Some(to_user_id),
        r#type: Some("nps"),
        external_id: None,
        test: false,
        created_at: Some(created_at),
        updated_at: Some(created_at),
        event_at: Some(created_at),
        score: None,
        text: None,
    }
}

impl Told<'_> {
    pub(super) fn json(&self) -> String {
        let answered_at = self.updated_at.unwrap_or(at(0));
        let answer = |value: serde_json::Value| serde_json::json!({ "created_at": answered_at, "value": value });
        let mut response = serde_json::Map::new();
        self.score.into_iter().for_each(|score| drop(response.insert("score".to_owned(), answer(score.into()))));
        self.text.into_iter().for_each(|text| drop(response.insert("text".to_owned(), answer(text.into()))));
        let event = serde_json::json!({
            "event_type": "feedback.updated",
            "created_at": self.event_at,
            "feedback": {
                "id": self.feedback_id,
                "from_user_id": self.from_user_id,
                "to_user_id": self.to_user_id,
                "type": self.r#type,
                "external_id": self.external_id,
                "test": self.test,
                "created_at": self.created_at,
                "updated_at": self.updated_at,
                "response": response,
            },
        });
        event.to_string()
    }
}

/// These events in one batch, read as a program reads them.
pub(super) fn batch(received_at: Timestamp, events: &[String]) -> Batch {
    let mut fold = Fold::new();
    let seen = events.iter().map(|raw| {
        let event = FeedbackEvent::from_json(raw).unwrap();
        fold.apply(&event);
        SeenEvent { feedback_id: event.feedback.id.clone(), event_at: event.created_at, raw: raw.clone() }
    });
    let events = seen.collect();
    Batch {
        source: Source::Events,
        received_at,
        cooldown: length(COOLDOWN),
        events,
        folded: fold.iter().cloned().collect(),
        quarantined: Vec::new(),
        step: None,
    }
}

pub(super) async fn tell(subject: &Subject, received_at: Timestamp, told: &[Told<'_>]) -> Stored {
    let events: Vec<String> = told.iter().map(Told::json).collect();
    subject.store(batch(received_at, &events)).await.unwrap()
}

pub(super) fn step(window_id: i64, next_cursor: Option<&str>) -> WindowStep {
    WindowStep { window_id, pages: 1, next_cursor: next_cursor.map(str::to_owned) }
}
