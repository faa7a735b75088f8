use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::settlement::{Outcome, Settlement};
use crate::ledger::unresolved::Standing;
use crate::model::ErrorKind;

/// One attempt in each state in which a settlement can find it; each has a person of its own.
async fn in_every_state(subject: &Subject) -> Vec<(AttemptState, i64)> {
    let reserved = reserved(subject, "1", at(0)).await;
    let sending = sending(subject, "2", at(0)).await;
    let unknown = unknown(subject, "3", at(0)).await;
    let sent = sent(subject, "4", at(0), "f4").await;
    let failed = super::given::sending(subject, "5", at(0)).await;
    settle(subject, failed, at(1), Outcome::Failed { error: error(), cool_until: None }).await;
    let released = super::given::reserved(subject, "6", at(0)).await;
    settle(subject, released, at(1), Outcome::Released(None)).await;
    let absent = absent(subject, "7", at(0)).await;
    tell(subject, at(1), &[told("f8", "8", at(0))]).await;
    super::given::reserved(subject, "9", at(0)).await;
    subject.claim(claim("9", at(0))).await.unwrap();
    let states = [
        (AttemptState::Reserved, reserved),
        (AttemptState::Sending, sending),
        (AttemptState::Unknown, unknown),
        (AttemptState::Sent, sent),
        (AttemptState::Failed, failed),
        (AttemptState::Released, released),
        (AttemptState::Absent, absent),
        (AttemptState::Foreign, absent + 1),
        (AttemptState::Skipped, absent + 3),
    ];
    for (state, id) in states {
        assert_eq!(attempt(subject, id).await.state, state);
    }
    states.to_vec()
}

async fn assert_takes(subject: &Subject, taken: &[AttemptState], becomes: AttemptState, outcome: &Outcome) {
    for (state, attempt_id) in in_every_state(subject).await {
        let before = attempt(subject, attempt_id).await;
        let settled = settle(subject, attempt_id, at(3 * DAY), outcome.clone()).await;
        let after = attempt(subject, attempt_id).await;
        assert_eq!((settled.state, settled.feedback_id), (after.state, after.feedback_id.clone()));
        if taken.contains(&state) {
            assert_eq!((after.state, after.settled_at), (becomes, Some(at(3 * DAY))), "from {state}");
        } else {
            assert_eq!(after, before, "from {state}");
        }
    }
}

pub(super) async fn an_answer_settles_what_may_have_asked(subject: Subject) {
    let taken = [AttemptState::Sending, AttemptState::Unknown, AttemptState::Absent];
    assert_takes(&subject, &taken, AttemptState::Sent, &answered("g", None)).await;
}

pub(super) async fn only_a_request_on_its_way_becomes_unknown(subject: Subject) {
    assert_takes(&subject, &[AttemptState::Sending], AttemptState::Unknown, &Outcome::Unknown(error())).await;
}

pub(super) async fn a_refusal_is_proof_for_what_may_have_asked(subject: Subject) {
    let outcome = Outcome::Failed { error: error(), cool_until: None };
    let taken = [AttemptState::Sending, AttemptState::Unknown];
    assert_takes(&subject, &taken, AttemptState::Failed, &outcome).await;
}

pub(super) async fn a_silent_witness_gives_back_what_is_not_settled(subject: Subject) {
    let taken = [AttemptState::Reserved, AttemptState::Sending, AttemptState::Unknown];
    assert_takes(&subject, &taken, AttemptState::Released, &Outcome::Released(None)).await;
}

pub(super) async fn a_prompt_is_dated_by_the_service_within_its_request(subject: Subject) {
    let cases = [
        (Some(at(-1)), at(0)),
        (Some(at(0)), at(0)),
        (Some(at(20)), at(20)),
        (Some(at(PATIENCE)), at(PATIENCE)),
        (Some(at(PATIENCE + 1)), at(PATIENCE)),
        (None, at(PATIENCE)),
    ];
    for (number, (created_at, asked_at)) in cases.into_iter().enumerate() {
        let person = number.to_string();
        let id = sending(&subject, &person, at(0)).await;
        let settled = settle(&subject, id, at(30), answered(&format!("f{number}"), created_at)).await;
        assert_eq!(settled.state, AttemptState::Sent);
        assert_eq!(settled.feedback_id, Some(format!("f{number}").into()));
        let sent = attempt(&subject, id).await;
        let cool_until = asked_at.saturating_add(length(COOLDOWN));
        assert_eq!((sent.asked_at, sent.cool_until), (Some(asked_at), Some(cool_until)));
        assert_eq!((sent.settled_at, sent.error), (Some(at(30)), None));
        assert_cools_until(&subject, &person, cool_until).await;
    }
}

pub(super) async fn the_first_answer_is_the_one_that_stays(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    settle(&subject, id, at(10), answered("f1", Some(at(1)))).await;
    let before = attempt(&subject, id).await;
    for outcome in [answered("f1", Some(at(9))), answered("f2", None)] {
        let settled = settle(&subject, id, at(20), outcome).await;
        assert_eq!(settled.feedback_id, Some("f1".into()));
        assert_eq!(attempt(&subject, id).await, before);
    }
}

pub(super) async fn an_outcome_that_is_unknown_counts_as_sent(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    let unknown = attempt(&subject, id).await;
    assert_eq!((unknown.asked_at, unknown.settled_at), (Some(at(PATIENCE)), Some(at(MINUTE))));
    assert_eq!(unknown.error, Some(error()));
    assert_cools_until(&subject, "1", at(PATIENCE + COOLDOWN)).await;
}

pub(super) async fn what_was_unknown_keeps_its_error_when_it_turns_out_to_be_sent(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    settle(&subject, id, at(HOUR), answered("f1", Some(at(2)))).await;
    let sent = attempt(&subject, id).await;
    assert_eq!((sent.state, sent.error), (AttemptState::Sent, Some(error())));
    assert_cools_until(&subject, "1", at(2 + COOLDOWN)).await;
}

pub(super) async fn a_refusal_frees_the_slot_at_once(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    settle(&subject, id, at(2), Outcome::Failed { error: error(), cool_until: None }).await;
    let failed = attempt(&subject, id).await;
    assert_eq!((failed.asked_at, failed.cool_until, failed.error), (None, None, Some(error())));
    assert_eq!(failed.sending_at, Some(at(0)));
    assert_eq!(standing(&subject, "1", at(2)).await, Standing::Free);
    reserved(&subject, "1", at(2)).await;
}

pub(super) async fn a_refusal_that_names_the_recipients_limit_cools_the_slot(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    let outcome = Outcome::Failed { error: error(), cool_until: Some(at(DAY)) };
    settle(&subject, id, at(2), outcome).await;
    let failed = attempt(&subject, id).await;
    assert_eq!((failed.asked_at, failed.cool_until), (None, Some(at(DAY))));
    assert_cools_until(&subject, "1", at(DAY)).await;
}

pub(super) async fn what_is_given_back_leaves_the_cooldown_that_was_there(subject: Subject) {
    tell(&subject, at(0), &[told("f1", "1", at(-COOLDOWN + 100))]).await;
    let id = reserved(&subject, "1", at(100)).await;
    assert!(subject.intend(intent(id, at(100))).await.unwrap());
    settle(&subject, id, at(101), Outcome::Released(Some(error()))).await;
    let released = attempt(&subject, id).await;
    assert_eq!((released.state, released.error), (AttemptState::Released, Some(error())));
    assert_eq!((released.asked_at, released.cool_until, released.settled_at), (None, None, Some(at(101))));
    assert_cools_until(&subject, "1", at(100)).await;
}

pub(super) async fn giving_back_in_silence_takes_the_error_away(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    settle(&subject, id, at(HOUR), Outcome::Released(None)).await;
    assert_eq!(attempt(&subject, id).await.error, None);
}

pub(super) async fn settling_an_attempt_that_does_not_exist_fails(subject: Subject) {
    for outcome in [answered("f1", None), Outcome::Unknown(error()), Outcome::Released(None)] {
        let settlement = Settlement { attempt_id: 1, now: at(0), outcome };
        let failure = subject.settle(settlement).await.unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::Ledger);
        assert!(failure.message().contains("no attempt 1"), "{failure}");
    }
}
