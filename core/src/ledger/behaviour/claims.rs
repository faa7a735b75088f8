use super::Subject;
use super::given::*;
use crate::ledger::claim::{Claimed, Skip};
use crate::ledger::unresolved::Standing;
use crate::ledger::{AttemptState, PromptContext, SkipReason};
use crate::model::{FeedbackType, Id};

pub(super) async fn a_slot_is_granted_to_one_of_many_who_claim_it_at_once(subject: Subject) {
    let handles = [subject.ledger.clone(), (subject.another)(), (subject.another)(), (subject.another)()];
    let claims = handles.iter().cycle().take(64).map(|ledger| {
        let ledger = ledger.clone();
        tokio::spawn(async move { ledger.claim(claim("1", at(0))).await.unwrap() })
    });
    let answers = futures_util::future::join_all(claims.collect::<Vec<_>>()).await;
    let answers: Vec<Claimed> = answers.into_iter().map(Result::unwrap).collect();
    let granted = answers.iter().filter(|answer| matches!(answer, Claimed::Reserved { .. })).count();
    let in_progress = answers.iter().filter(|answer| {
        matches!(answer, Claimed::Skipped { reason: SkipReason::InProgress, until, .. } if *until == Some(at(LEASE)))
    });
    assert_eq!((granted, in_progress.count()), (1, 63));
    assert_eq!(all(&subject).await.len(), 64);
}

pub(super) async fn what_one_handle_was_answered_every_other_sees(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    let other = (subject.another)();
    assert_eq!(other.high_water().await.unwrap(), Some(at(0)));
    assert!(other.intend(intent(id, at(1))).await.unwrap());
    assert!(!subject.intend(intent(id, at(2))).await.unwrap());
    drop(other);
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Sending);
}

pub(super) async fn a_slot_is_a_sender_and_a_person(subject: Subject) {
    reserved(&subject, "1", at(0)).await;
    reserved(&subject, "2", at(0)).await;
    let mut other_sender = claim("1", at(0));
    other_sender.asking.from_user_id = "901".into();
    claim_reserves(&subject, other_sender).await;
    assert_eq!(standing(&subject, "3", at(0)).await, Standing::Free);
}

pub(super) async fn an_attempt_shows_everything_that_its_claim_told(subject: Subject) {
    let mut told = claim("1", at(0));
    told.asking.r#type = FeedbackType::from("ces");
    told.asking.external_id = Some("case-1 ü".to_owned());
    told.asking.question_variant_id = Some(Id::from("7"));
    told.asking.display_name = Some("Äcme".to_owned());
    told.asking.test = true;
    told.asking.context = PromptContext::new().agent_id("a").team("b").tag("c").tag("d, e").language("pt-BR");
    let asking = told.asking.clone();
    let id = claim_reserves(&subject, told).await;
    let attempt = attempt(&subject, id).await;
    assert_eq!(attempt.from_user_id, asking.from_user_id);
    assert_eq!(attempt.to_user_id, asking.to_user_id);
    assert_eq!(attempt.r#type, asking.r#type);
    assert_eq!(attempt.external_id, asking.external_id);
    assert_eq!(attempt.question_variant_id, asking.question_variant_id);
    assert_eq!(attempt.display_name, asking.display_name);
    assert!(attempt.test);
    assert_eq!(attempt.context, asking.context);
    assert_eq!((attempt.state, attempt.attempted_at), (AttemptState::Reserved, at(0)));
    assert_eq!(
        (attempt.sending_at, attempt.asked_at, attempt.settled_at, attempt.cool_until),
        (None, None, None, None)
    );
    assert_eq!((attempt.reason, attempt.until, attempt.feedback_id, attempt.error), (None, None, None, None));
}

pub(super) async fn a_reserved_slot_is_in_progress_until_its_lease_is_over(subject: Subject) {
    reserved(&subject, "1", at(0)).await;
    assert_eq!(standing(&subject, "1", at(LEASE - 1)).await, in_progress(at(LEASE)));
    assert_eq!(standing(&subject, "1", at(LEASE)).await, Standing::Free);
    reserved(&subject, "1", at(LEASE)).await;
}

pub(super) async fn a_request_holds_its_slot_until_half_a_minute_after_its_deadline(subject: Subject) {
    sending(&subject, "1", at(0)).await;
    let over = PATIENCE + 30;
    assert_eq!(standing(&subject, "1", at(over - 1)).await, in_progress(at(over)));
    assert_eq!(standing(&subject, "1", at(over)).await, cooling(at(PATIENCE + COOLDOWN)));
}

pub(super) async fn a_prompt_that_was_sent_cools_its_person(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    assert_cools_until(&subject, "1", at(COOLDOWN)).await;
    reserved(&subject, "1", at(COOLDOWN)).await;
}

pub(super) async fn a_longer_interval_than_the_one_stored_is_honoured(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    let mut longer = claim("1", at(COOLDOWN));
    longer.cooldown = length(30 * DAY);
    let answer = subject.claim(longer.clone()).await.unwrap();
    let until = Some(at(30 * DAY));
    assert_eq!(answer, Claimed::Skipped { attempt_id: 2, reason: SkipReason::Cooldown, until });
    longer.now = at(30 * DAY);
    longer.lease_until = at(30 * DAY + LEASE);
    claim_reserves(&subject, longer).await;
}

pub(super) async fn a_shorter_interval_leaves_what_is_stored(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    let mut shorter = claim("1", at(2 * DAY));
    shorter.cooldown = length(DAY + HOUR);
    let until = Some(at(COOLDOWN));
    let answer = subject.claim(shorter).await.unwrap();
    assert_eq!(answer, Claimed::Skipped { attempt_id: 2, reason: SkipReason::Cooldown, until });
}

pub(super) async fn a_skip_is_recorded_with_its_reason(subject: Subject) {
    reserved(&subject, "1", at(0)).await;
    let answer = subject.claim(claim("1", at(1))).await.unwrap();
    let until = Some(at(LEASE));
    assert_eq!(answer, Claimed::Skipped { attempt_id: 2, reason: SkipReason::InProgress, until });
    let skipped = attempt(&subject, 2).await;
    assert_eq!((skipped.state, skipped.reason, skipped.until), (AttemptState::Skipped, answer_reason(&answer), until));
    assert_eq!((skipped.attempted_at, skipped.settled_at), (at(1), Some(at(1))));
    assert_eq!((skipped.asked_at, skipped.cool_until, skipped.sending_at), (None, None, None));
}

fn answer_reason(answer: &Claimed) -> Option<SkipReason> {
    match answer {
        Claimed::Skipped { reason, .. } => Some(*reason),
        _ => None,
    }
}

pub(super) async fn every_reason_of_a_policy_is_recorded_and_takes_no_slot(subject: Subject) {
    for (number, reason) in (1_i64..).zip(SkipReason::ALL) {
        let until = (number % 2 == 0).then(|| at(HOUR));
        let skip = Skip { asking: asking("1"), now: at(number), reason, until };
        assert_eq!(subject.skip(skip).await.unwrap(), number);
        let skipped = attempt(&subject, number).await;
        assert_eq!((skipped.state, skipped.reason, skipped.until), (AttemptState::Skipped, Some(reason), until));
        assert_eq!((skipped.attempted_at, skipped.settled_at), (at(number), Some(at(number))));
    }
    assert_eq!(standing(&subject, "1", at(10)).await, Standing::Free);
    assert_eq!(subject.high_water().await.unwrap(), None);
    reserved(&subject, "1", at(10)).await;
}

pub(super) async fn a_clock_behind_the_high_water_mark_is_refused(subject: Subject) {
    let id = reserved(&subject, "1", at(0)).await;
    let answer = subject.claim(claim("2", at(-5 * MINUTE - 1))).await.unwrap();
    assert_eq!(answer, Claimed::ClockBehind { high_water: at(0) });
    assert_eq!(all(&subject).await.len(), 1);
    reserved(&subject, "2", at(-5 * MINUTE)).await;
    assert_eq!(subject.high_water().await.unwrap(), Some(at(0)));
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Reserved);
}

pub(super) async fn the_high_water_mark_rises_with_claims_granted_and_skipped(subject: Subject) {
    assert_eq!(subject.high_water().await.unwrap(), None);
    reserved(&subject, "1", at(0)).await;
    assert_eq!(subject.high_water().await.unwrap(), Some(at(0)));
    subject.claim(claim("1", at(5))).await.unwrap();
    assert_eq!(subject.high_water().await.unwrap(), Some(at(5)));
    subject.claim(claim("1", at(3))).await.unwrap();
    assert_eq!(subject.high_water().await.unwrap(), Some(at(5)));
}

pub(super) async fn a_claim_takes_back_what_is_overdue_even_where_it_is_refused(subject: Subject) {
    let overdue = sending(&subject, "1", at(0)).await;
    reserved(&subject, "2", at(HOUR)).await;
    let answer = subject.claim(claim("1", at(40 * MINUTE))).await.unwrap();
    assert_eq!(answer, Claimed::ClockBehind { high_water: at(HOUR) });
    assert_eq!(attempt(&subject, overdue).await.state, AttemptState::Unknown);
}

pub(super) async fn a_command_that_nobody_waits_for_is_done_all_the_same(subject: Subject) {
    drop(subject.claim(claim("1", at(0))));
    let answer = subject.claim(claim("1", at(1))).await.unwrap();
    assert_eq!(answer_reason(&answer), Some(SkipReason::InProgress));
    assert_eq!(all(&subject).await.len(), 2);
}
