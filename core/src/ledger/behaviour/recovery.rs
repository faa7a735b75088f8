use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::settlement::Outcome;
use crate::model::ErrorKind;

pub(super) async fn a_request_that_nobody_settled_becomes_unknown(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    let overdue = PATIENCE + 30;
    assert_eq!(subject.recover(at(overdue - 1)).await.unwrap(), 0);
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Sending);
    assert_eq!(subject.recover(at(overdue)).await.unwrap(), 1);
    let unknown = attempt(&subject, id).await;
    assert_eq!((unknown.state, unknown.settled_at), (AttemptState::Unknown, Some(at(overdue))));
    assert_eq!(unknown.asked_at, Some(at(PATIENCE)));
    let error = unknown.error.unwrap();
    assert_eq!((error.kind, error.status, error.codes), (ErrorKind::OutcomeUnknown, None, vec![]));
    assert_eq!(error.message, "the process that sent it never said what became of it");
    assert_cools_until(&subject, "1", at(PATIENCE + COOLDOWN)).await;
}

pub(super) async fn a_reservation_past_its_lease_is_released(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    assert_eq!(subject.recover(at(LEASE - 1)).await.unwrap(), 0);
    assert_eq!(subject.recover(at(LEASE)).await.unwrap(), 1);
    let released = attempt(&subject, id).await;
    assert_eq!((released.state, released.settled_at), (AttemptState::Released, Some(at(LEASE))));
    assert_eq!((released.asked_at, released.error), (None, None));
}

pub(super) async fn recovering_again_finds_nothing(subject: Subject) {
    for person in ["1", "2", "3"] {
        reserved(&subject, person, at(0)).await;
    }
    sending(&subject, "4", at(0)).await;
    assert_eq!(subject.recover(at(HOUR)).await.unwrap(), 4);
    let before = all(&subject).await;
    assert_eq!(subject.recover(at(2 * HOUR)).await.unwrap(), 0);
    assert_eq!(all(&subject).await, before);
}

pub(super) async fn recovering_with_a_clock_turned_back_takes_nothing(subject: Subject) {
    reserved(&subject, "1", at(0)).await;
    sending(&subject, "2", at(0)).await;
    assert_eq!(subject.recover(at(-10 * DAY)).await.unwrap(), 0);
}

pub(super) async fn a_clock_turned_forward_can_release_but_never_free_what_may_have_asked(subject: Subject) {
    let waiting = reserved(&subject, "1", at(0)).await;
    let on_its_way = sending(&subject, "2", at(0)).await;
    assert_eq!(subject.recover(at(DAY)).await.unwrap(), 2);
    assert!(!subject.intend(intent(waiting, at(1))).await.unwrap());
    assert_eq!(standing(&subject, "2", at(2)).await, cooling(at(PATIENCE + COOLDOWN)));
    let settled = settle(&subject, on_its_way, at(3), answered("f2", Some(at(1)))).await;
    assert_eq!(settled.state, AttemptState::Sent);
}

pub(super) async fn a_claim_takes_back_its_own_pair_alone(subject: Subject) {
    let own = reserved(&subject, "1", at(0)).await;
    let other = reserved(&subject, "2", at(0)).await;
    reserved(&subject, "1", at(HOUR)).await;
    assert_eq!(attempt(&subject, own).await.state, AttemptState::Released);
    assert_eq!(attempt(&subject, other).await.state, AttemptState::Reserved);
}

pub(super) async fn asking_how_a_slot_stands_changes_nothing(subject: Subject) {
    sending(&subject, "1", at(0)).await;
    reserved(&subject, "2", at(0)).await;
    let before = all(&subject).await;
    standing(&subject, "1", at(HOUR)).await;
    standing(&subject, "2", at(HOUR)).await;
    assert_eq!(all(&subject).await, before);
    assert_eq!(subject.high_water().await.unwrap(), Some(at(0)));
}

pub(super) async fn a_late_outcome_still_settles_what_was_taken_back(subject: Subject) {
    let refused = sending(&subject, "1", at(0)).await;
    subject.recover(at(HOUR)).await.unwrap();
    let settled = settle(&subject, refused, at(2 * HOUR), Outcome::Failed { error: error(), cool_until: None }).await;
    assert_eq!(settled.state, AttemptState::Failed);
    assert_eq!(attempt(&subject, refused).await.error, Some(error()));
    reserved(&subject, "1", at(2 * HOUR)).await;
}
