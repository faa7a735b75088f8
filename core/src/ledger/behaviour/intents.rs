use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::settlement::Outcome;

pub(super) async fn an_intent_makes_a_reserved_attempt_one_that_may_have_asked(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    assert!(subject.intend(intent(id, at(5))).await.unwrap());
    let sending = attempt(&subject, id).await;
    assert_eq!((sending.state, sending.sending_at), (AttemptState::Sending, Some(at(5))));
    assert_eq!(sending.asked_at, Some(at(5 + PATIENCE)));
    assert_eq!(sending.cool_until, Some(at(5 + PATIENCE + COOLDOWN)));
    assert_eq!((sending.attempted_at, sending.settled_at), (at(0), None));
}

pub(super) async fn an_intent_needs_a_reserved_attempt(subject: Subject) {
    assert!(!subject.intend(intent(1, at(0))).await.unwrap());
    let id = sending(&subject, "1", at(0)).await;
    assert!(!subject.intend(intent(id, at(1))).await.unwrap());
    assert_eq!(attempt(&subject, id).await.sending_at, Some(at(0)));
    let id = reserved(&subject, "2", at(0)).await;
    settle(&subject, id, at(1), Outcome::Released(None)).await;
    assert!(!subject.intend(intent(id, at(2))).await.unwrap());
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Released);
}

pub(super) async fn an_attempt_recovered_before_its_intent_sends_nothing(subject: Subject) {
    let slow = reserved(&subject, "1", at(0)).await;
    let quick = reserved(&subject, "1", at(LEASE)).await;
    assert!(!subject.intend(intent(slow, at(LEASE + 1))).await.unwrap());
    assert!(subject.intend(intent(quick, at(LEASE + 1))).await.unwrap());
    let slow = attempt(&subject, slow).await;
    assert_eq!((slow.state, slow.asked_at, slow.cool_until), (AttemptState::Released, None, None));
}

pub(super) async fn an_intent_after_its_lease_counts_where_nobody_took_the_slot_back(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    assert!(subject.intend(intent(id, at(LEASE + 10))).await.unwrap());
    let until = at(LEASE + 10 + PATIENCE + 30);
    assert_eq!(standing(&subject, "1", at(LEASE + 11)).await, in_progress(until));
}

pub(super) async fn an_intent_is_refused_once_another_tools_prompt_was_seen(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    tell(&subject, at(5), &[told("f1", "1", at(-HOUR))]).await;
    assert!(!subject.intend(intent(id, at(6))).await.unwrap());
    let id = reserved(&subject, "2", at(0)).await;
    tell(&subject, at(5), &[told("f2", "2", at(-COOLDOWN))]).await;
    assert!(subject.intend(intent(id, at(6))).await.unwrap());
}

pub(super) async fn an_intent_is_refused_once_the_clock_was_turned_back(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    assert!(!subject.intend(intent(id, at(-5 * MINUTE - 1))).await.unwrap());
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Reserved);
    assert!(subject.intend(intent(id, at(-5 * MINUTE))).await.unwrap());
}

pub(super) async fn an_intent_at_a_time_that_an_earlier_prompt_cools_is_refused(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    let id = reserved(&subject, "1", at(COOLDOWN)).await;
    assert!(!subject.intend(intent(id, at(COOLDOWN - 1))).await.unwrap());
    assert!(subject.intend(intent(id, at(COOLDOWN))).await.unwrap());
}
