use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::settlement::Outcome;
use crate::ledger::unresolved::Standing;
use crate::model::{FeedbackType, Timestamp};

async fn assert_settled_by_event(subject: &Subject, attempt_id: i64, person: &str, created_at: Timestamp) {
    tell(subject, at(3 * DAY), &[told("f1", person, created_at)]).await;
    let sent = attempt(subject, attempt_id).await;
    assert_eq!((sent.state, sent.feedback_id), (AttemptState::Sent, Some("f1".into())));
    assert_eq!((sent.asked_at, sent.settled_at), (Some(created_at), Some(at(3 * DAY))));
    assert_eq!(all(subject).await.len(), 1);
    assert_cools_until(subject, person, created_at.saturating_add(length(COOLDOWN))).await;
}

pub(super) async fn an_event_settles_an_attempt_on_its_way(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    assert_settled_by_event(&subject, id, "1", at(3)).await;
}

pub(super) async fn an_event_settles_an_unknown_attempt(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    assert_settled_by_event(&subject, id, "1", at(3)).await;
    assert_eq!(attempt(&subject, id).await.error, Some(error()));
}

pub(super) async fn an_event_settles_an_absent_attempt(subject: Subject) {
    let id = absent(&subject, "1", at(0)).await;
    assert_settled_by_event(&subject, id, "1", at(3)).await;
}

pub(super) async fn what_an_event_settled_stays_settled(subject: Subject) {
    let outcomes =
        [Outcome::Unknown(error()), Outcome::Failed { error: error(), cool_until: None }, Outcome::Released(None)];
    for (number, outcome) in outcomes.into_iter().enumerate() {
        let (person, feedback) = (format!("{number}"), format!("f{number}"));
        let id = sending(&subject, &person, at(0)).await;
        tell(&subject, at(5), &[told(&feedback, &person, at(3))]).await;
        let before = attempt(&subject, id).await;
        let settled = settle(&subject, id, at(6), outcome).await;
        assert_eq!((settled.state, settled.feedback_id), (AttemptState::Sent, Some(feedback.as_str().into())));
        assert_eq!(attempt(&subject, id).await, before);
    }
}

/// Whether an event of this kind is taken for the prompt of an unknown attempt, and not for another tool's.
async fn explained(subject: &Subject, person: &str, reference: Option<&str>, told: &Told<'_>) -> bool {
    let mut wish = claim(person, at(0));
    wish.asking.external_id = reference.map(str::to_owned);
    let id = claim_reserves(subject, wish).await;
    assert!(subject.intend(intent(id, at(0))).await.unwrap());
    let before = all(subject).await.len();
    tell(subject, at(DAY), std::slice::from_ref(told)).await;
    let (own, now) = (attempt(subject, id).await.state, all(subject).await.len());
    match own {
        AttemptState::Sent => assert_eq!(now, before),
        _ => assert_eq!((own, now), (AttemptState::Sending, before + 1)),
    }
    own == AttemptState::Sent
}

pub(super) async fn a_prompt_is_known_by_its_time(subject: Subject) {
    let cases =
        [(-5 * MINUTE - 1, false), (-5 * MINUTE, true), (0, true), (15 * MINUTE, true), (15 * MINUTE + 1, false)];
    for (number, (created, expected)) in cases.into_iter().enumerate() {
        let (person, feedback) = (format!("{number}"), format!("f{number}"));
        let event = told(&feedback, &person, at(created));
        assert_eq!(explained(&subject, &person, None, &event).await, expected, "created at {created} s");
    }
}

pub(super) async fn a_prompt_is_known_by_its_question(subject: Subject) {
    for (number, (question, expected)) in
        [(Some("nps"), true), (Some("csat"), false), (Some("ces"), false), (Some(""), true), (None, true)]
            .into_iter()
            .enumerate()
    {
        let (person, feedback) = (format!("{number}"), format!("f{number}"));
        let event = Told { r#type: question, ..told(&feedback, &person, at(3)) };
        assert_eq!(explained(&subject, &person, None, &event).await, expected, "{question:?}");
    }
}

pub(super) async fn a_prompt_is_known_by_its_reference_where_it_is_echoed(subject: Subject) {
    let cases = [
        (Some("a"), Some("a"), true),
        (Some("a"), None, true),
        (None, None, true),
        (Some("a"), Some("b"), false),
        (None, Some("a"), false),
    ];
    for (number, (own, echoed, expected)) in cases.into_iter().enumerate() {
        let (person, feedback) = (format!("{number}"), format!("f{number}"));
        let event = Told { external_id: echoed, ..told(&feedback, &person, at(3)) };
        assert_eq!(explained(&subject, &person, own, &event).await, expected, "{own:?} {echoed:?}");
    }
}

pub(super) async fn a_prompt_is_known_by_its_event_where_it_has_no_date(subject: Subject) {
    let undated = Told { created_at: None, ..told("f1", "1", at(3)) };
    assert!(explained(&subject, "1", None, &undated).await);
    let late = Told { created_at: None, event_at: Some(at(HOUR)), ..told("f2", "2", at(3)) };
    assert!(!explained(&subject, "2", None, &late).await);
    let never = Told { created_at: None, event_at: None, ..told("f3", "3", at(3)) };
    assert!(!explained(&subject, "3", None, &never).await);
}

pub(super) async fn only_what_may_have_asked_explains_a_prompt(subject: Subject) {
    let waiting = reserved(&subject, "1", at(0)).await;
    let refused = sending(&subject, "2", at(0)).await;
    settle(&subject, refused, at(1), Outcome::Failed { error: error(), cool_until: None }).await;
    let taken = sent(&subject, "3", at(0), "f0").await;
    tell(&subject, at(5), &[told("f1", "1", at(1)), told("f2", "2", at(1)), told("f3", "3", at(1))]).await;
    assert_eq!(attempt(&subject, waiting).await.state, AttemptState::Reserved);
    assert_eq!(attempt(&subject, refused).await.state, AttemptState::Failed);
    assert_eq!(attempt(&subject, taken).await.feedback_id, Some("f0".into()));
    let foreign: Vec<_> = all(&subject).await.into_iter().filter(|a| a.state == AttemptState::Foreign).collect();
    assert_eq!(foreign.len(), 3);
}

pub(super) async fn one_attempt_explains_one_prompt(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    tell(&subject, at(HOUR), &[told("f1", "1", at(1)), told("f2", "1", at(2))]).await;
    assert_eq!(attempt(&subject, id).await.feedback_id, Some("f1".into()));
    let other = attempt(&subject, id + 1).await;
    assert_eq!((other.state, other.feedback_id), (AttemptState::Foreign, Some("f2".into())));
}

pub(super) async fn a_foreign_prompt_starts_the_cooldown(subject: Subject) {
    let event = Told { external_id: Some("theirs"), test: true, ..told("f1", "1", at(0)) };
    tell(&subject, at(HOUR), &[event]).await;
    let foreign = attempt(&subject, 1).await;
    assert_eq!((foreign.state, foreign.feedback_id), (AttemptState::Foreign, Some("f1".into())));
    assert_eq!((foreign.attempted_at, foreign.settled_at), (at(HOUR), Some(at(HOUR))));
    assert_eq!((foreign.asked_at, foreign.cool_until), (Some(at(0)), Some(at(COOLDOWN))));
    assert_eq!((foreign.from_user_id, foreign.to_user_id), (SENDER.into(), "1".into()));
    assert_eq!((foreign.r#type, foreign.external_id), (FeedbackType::Nps, Some("theirs".to_owned())));
    assert_eq!((foreign.sending_at, foreign.error, foreign.reason), (None, None, None));
    assert!(foreign.test);
    assert_cools_until(&subject, "1", at(COOLDOWN)).await;
    let answer = subject.claim(claim("1", at(HOUR))).await.unwrap();
    let until = Some(at(COOLDOWN));
    let reason = crate::ledger::SkipReason::Cooldown;
    assert_eq!(answer, crate::ledger::claim::Claimed::Skipped { attempt_id: 2, reason, until });
}

pub(super) async fn a_foreign_prompt_counts_once_however_often_it_is_told(subject: Subject) {
    for hour in 1..4 {
        let event = Told { updated_at: Some(at(hour)), score: Some(hour), ..told("f1", "1", at(0)) };
        tell(&subject, at(hour * HOUR), &[event]).await;
    }
    assert_eq!(all(&subject).await.len(), 1);
    assert_eq!(attempt(&subject, 1).await.attempted_at, at(HOUR));
}

pub(super) async fn a_foreign_prompt_without_a_date_counts_from_its_event_or_from_when_it_was_seen(subject: Subject) {
    let undated = Told { created_at: None, ..told("f1", "1", at(0)) };
    let never = Told { created_at: None, event_at: None, ..told("f2", "2", at(0)) };
    tell(&subject, at(HOUR), &[undated, never]).await;
    assert_eq!(attempt(&subject, 1).await.asked_at, Some(at(0)));
    assert_eq!(attempt(&subject, 2).await.asked_at, Some(at(HOUR)));
}

pub(super) async fn a_foreign_prompt_of_long_ago_is_remembered_for_longer_intervals(subject: Subject) {
    tell(&subject, at(0), &[told("f1", "1", at(-10 * DAY))]).await;
    assert_eq!(standing(&subject, "1", at(0)).await, Standing::Free);
    let longer = subject.standing(&SENDER.into(), &"1".into(), at(0), length(30 * DAY)).await.unwrap();
    assert_eq!(longer, cooling(at(20 * DAY)));
    let mut wish = claim("1", at(0));
    wish.cooldown = length(30 * DAY);
    let answer = subject.claim(wish).await.unwrap();
    let (reason, until) = (crate::ledger::SkipReason::Cooldown, Some(at(20 * DAY)));
    assert_eq!(answer, crate::ledger::claim::Claimed::Skipped { attempt_id: 2, reason, until });
    reserved(&subject, "1", at(0)).await;
}

pub(super) async fn a_foreign_prompt_cools_again_for_a_clock_a_little_behind(subject: Subject) {
    let mut seen = batch(at(0), &[told("f1", "1", at(-10 * DAY)).json()]);
    seen.cooldown = length(10 * DAY);
    subject.store(seen).await.unwrap();
    assert_eq!(standing(&subject, "1", at(-1)).await, cooling(at(0)));
    assert_eq!(standing(&subject, "1", at(0)).await, Standing::Free);
}

pub(super) async fn an_outcome_absorbs_the_foreign_attempt_made_in_between(subject: Subject) {
    let mut wish = claim("1", at(0));
    wish.asking.external_id = Some("mine".to_owned());
    let id = claim_reserves(&subject, wish).await;
    assert!(subject.intend(intent(id, at(0))).await.unwrap());
    // The service changed the reference, so the event explains nothing until the outcome comes.
    let event = Told { external_id: Some("changed"), ..told("f1", "1", at(3)) };
    tell(&subject, at(5), &[event]).await;
    assert_eq!(attempt(&subject, id + 1).await.state, AttemptState::Foreign);
    let settled = settle(&subject, id, at(6), answered("f1", Some(at(3)))).await;
    assert_eq!(settled.state, AttemptState::Sent);
    let left = all(&subject).await;
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].state, left[0].feedback_id.as_ref()), (AttemptState::Sent, Some(&"f1".into())));
    assert_cools_until(&subject, "1", at(3 + COOLDOWN)).await;
}

pub(super) async fn the_id_of_an_absorbed_attempt_is_not_given_again(subject: Subject) {
    let id = sending(&subject, "1", at(0)).await;
    tell(&subject, at(HOUR), &[told("f1", "1", at(HOUR))]).await;
    settle(&subject, id, at(HOUR), answered("f1", Some(at(3)))).await;
    assert_eq!(all(&subject).await.len(), 1);
    assert_eq!(reserved(&subject, "2", at(HOUR)).await, id + 2);
}

pub(super) async fn a_feedback_waits_for_the_event_that_names_its_pair(subject: Subject) {
    let id = unknown(&subject, "1", at(0)).await;
    let nameless = Told { to_user_id: None, ..told("f1", "1", at(3)) };
    tell(&subject, at(HOUR), &[nameless]).await;
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Unknown);
    tell(&subject, at(2 * HOUR), &[told("f1", "1", at(3))]).await;
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Sent);
    assert_eq!(all(&subject).await.len(), 1);
}

pub(super) async fn the_answer_to_create_is_kept_and_tied_to_its_attempt(subject: Subject) {
    let id = sent(&subject, "1", at(0), "f1").await;
    let mut answer = batch(at(5), &[Told { event_at: None, ..told("f1", "1", at(0)) }.json()]);
    answer.source = crate::ledger::batch::Source::Create;
    assert_eq!(subject.store(answer).await.unwrap().new, 1);
    assert_eq!(all(&subject).await.len(), 1);
    assert_eq!(attempt(&subject, id).await.feedback_id, Some("f1".into()));
    assert_eq!((subject.events)().len(), 1);
}
