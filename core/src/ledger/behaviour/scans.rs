use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::unresolved::{Scan, Unresolved};
use crate::model::ErrorKind;

fn scan(attempt_id: i64, seconds: i64, absent: bool) -> Scan {
    Scan { attempt_id, now: at(seconds), absent }
}

pub(super) async fn unknown_attempts_are_listed_until_they_are_settled(subject: Subject) {
    let first = unknown(&subject, "1", at(0)).await;
    let second = unknown(&subject, "2", at(10)).await;
    sending(&subject, "3", at(20)).await;
    sent(&subject, "4", at(20), "f4").await;
    let listed = subject.unresolved(SENDER.into()).await.unwrap();
    let expected = |attempt_id, seconds| Unresolved { attempt_id, sending_at: at(seconds), first_scan_at: None };
    assert_eq!(listed, vec![expected(first, 0), expected(second, 10)]);
    assert_eq!(subject.unresolved("901".into()).await.unwrap(), vec![]);
    settle(&subject, first, at(HOUR), answered("f1", None)).await;
    assert_eq!(subject.unresolved(SENDER.into()).await.unwrap(), vec![expected(second, 10)]);
}

pub(super) async fn the_first_complete_scan_is_remembered(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    assert_eq!(subject.scanned(scan(id, 2 * DAY, false)).await.unwrap(), AttemptState::Unknown);
    assert_eq!(subject.scanned(scan(id, 2 * DAY + 5, false)).await.unwrap(), AttemptState::Unknown);
    let listed = subject.unresolved(SENDER.into()).await.unwrap();
    assert_eq!(listed, vec![Unresolved { attempt_id: id, sending_at: at(0), first_scan_at: Some(at(2 * DAY)) }]);
}

pub(super) async fn absent_never_frees_the_slot(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    subject.scanned(scan(id, 2 * DAY, false)).await.unwrap();
    assert_eq!(subject.scanned(scan(id, 2 * DAY + HOUR, true)).await.unwrap(), AttemptState::Absent);
    let absent = attempt(&subject, id).await;
    assert_eq!((absent.state, absent.settled_at), (AttemptState::Absent, Some(at(2 * DAY + HOUR))));
    assert_eq!((absent.asked_at, absent.error), (Some(at(PATIENCE)), Some(error())));
    assert_cools_until(&subject, "1", at(PATIENCE + COOLDOWN)).await;
    assert_eq!(subject.unresolved(SENDER.into()).await.unwrap(), vec![]);
}

pub(super) async fn a_scan_changes_nothing_once_the_attempt_is_settled(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    tell(&subject, at(DAY), &[told("f1", "1", at(3))]).await;
    let before = attempt(&subject, id).await;
    assert_eq!(subject.scanned(scan(id, 2 * DAY, true)).await.unwrap(), AttemptState::Sent);
    assert_eq!(attempt(&subject, id).await, before);
}

pub(super) async fn a_scan_for_an_attempt_that_does_not_exist_fails(subject: Subject) {
    let failure = subject.scanned(scan(7, 0, true)).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Ledger);
    assert!(failure.message().contains("no attempt 7"), "{failure}");
}
