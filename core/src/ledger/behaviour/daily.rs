use super::Subject;
use super::given::*;
use crate::ledger::SkipReason;
use crate::ledger::claim::{Claim, Claimed};
use crate::ledger::settlement::Outcome;
use crate::model::Timestamp;

fn at_most(max_per_day: u32, to_user_id: &str, now: Timestamp) -> Claim {
    Claim { max_per_day, ..claim(to_user_id, now) }
}

async fn is_full(subject: &Subject, max_per_day: u32, now: Timestamp) -> Option<Timestamp> {
    match subject.claim(at_most(max_per_day, "99", now)).await.unwrap() {
        Claimed::Skipped { reason: SkipReason::DailyMaximum, until, .. } => until,
        Claimed::Reserved { attempt_id } => {
            settle(subject, attempt_id, now, Outcome::Released(None)).await;
            None
        }
        other => panic!("{other:?}"),
    }
}

pub(super) async fn the_daily_maximum_counts_what_may_have_been_sent(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    unknown(&subject, "2", at(10)).await;
    sending(&subject, "3", at(20)).await;
    reserved(&subject, "4", at(30)).await;
    assert_eq!(is_full(&subject, 5, at(40)).await, None);
    assert_eq!(is_full(&subject, 4, at(40)).await, Some(at(DAY)));
}

pub(super) async fn the_daily_maximum_counts_nothing_that_asked_nobody(subject: Subject) {
    let failed = sending(&subject, "1", at(0)).await;
    settle(&subject, failed, at(1), Outcome::Failed { error: error(), cool_until: Some(at(DAY)) }).await;
    let released = reserved(&subject, "2", at(0)).await;
    settle(&subject, released, at(1), Outcome::Released(None)).await;
    subject.claim(claim("1", at(2))).await.unwrap();
    tell(&subject, at(3), &[told("f3", "3", at(2))]).await;
    let mut other = claim("1", at(0));
    other.asking.from_user_id = "901".into();
    claim_reserves(&subject, other).await;
    assert_eq!(is_full(&subject, 1, at(10)).await, None);
}

pub(super) async fn the_daily_maximum_ends_when_the_oldest_that_fills_it_is_a_day_old(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    sent(&subject, "2", at(100), "f2").await;
    sent(&subject, "3", at(200), "f3").await;
    assert_eq!(is_full(&subject, 3, at(300)).await, Some(at(DAY)));
    assert_eq!(is_full(&subject, 2, at(300)).await, Some(at(DAY + 100)));
    assert_eq!(is_full(&subject, 1, at(300)).await, Some(at(DAY + 200)));
    assert_eq!(is_full(&subject, 3, at(DAY - 1)).await, Some(at(DAY)));
    assert_eq!(is_full(&subject, 3, at(DAY)).await, None);
}

pub(super) async fn a_full_day_leaves_the_slot_free_and_is_recorded(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    let answer = subject.claim(at_most(1, "2", at(10))).await.unwrap();
    let (reason, until) = (SkipReason::DailyMaximum, Some(at(DAY)));
    assert_eq!(answer, Claimed::Skipped { attempt_id: 2, reason, until });
    let skipped = attempt(&subject, 2).await;
    assert_eq!((skipped.reason, skipped.until, skipped.asked_at), (Some(reason), until, None));
    claim_reserves(&subject, at_most(2, "2", at(10))).await;
}

pub(super) async fn a_taken_slot_is_told_before_a_full_day(subject: Subject) {
    sent(&subject, "1", at(0), "f1").await;
    let answer = subject.claim(at_most(1, "1", at(10))).await.unwrap();
    let (reason, until) = (SkipReason::Cooldown, Some(at(COOLDOWN)));
    assert_eq!(answer, Claimed::Skipped { attempt_id: 2, reason, until });
}
