use super::Subject;
use super::given::*;
use crate::ledger::claim::Skip;
use crate::ledger::settlement::Outcome;
use crate::ledger::{AttemptFilter, AttemptState, PromptStatus, SkipReason};
use crate::model::FeedbackType;

async fn ids(subject: &Subject, filter: AttemptFilter) -> Vec<String> {
    let before = filter.check().unwrap();
    let listed = subject.attempts(filter, before).await.unwrap();
    listed.into_iter().map(|attempt| attempt.id.to_string()).collect()
}

async fn skipped(subject: &Subject, person: &str, seconds: i64, reference: Option<&str>) -> i64 {
    let mut asking = asking(person);
    asking.external_id = reference.map(str::to_owned);
    subject.skip(Skip { asking, now: at(seconds), reason: SkipReason::SampledOut, until: None }).await.unwrap()
}

async fn sending_for(subject: &Subject, person: &str, seconds: i64, reference: &str) -> i64 {
    let mut wish = claim(person, at(seconds));
    wish.asking.external_id = Some(reference.to_owned());
    let id = claim_reserves(subject, wish).await;
    assert!(subject.intend(intent(id, at(seconds))).await.unwrap());
    id
}

pub(super) async fn attempts_are_listed_newest_first_page_by_page(subject: Subject) {
    for number in 1..=5 {
        skipped(&subject, "1", 100 - number, None).await;
    }
    let filter = AttemptFilter::default().limit(2);
    assert_eq!(ids(&subject, filter.clone()).await, ["5", "4"]);
    assert_eq!(ids(&subject, filter.clone().before("4")).await, ["3", "2"]);
    assert_eq!(ids(&subject, filter.clone().before("2")).await, ["1"]);
    assert_eq!(ids(&subject, filter.clone().before("1")).await, [""; 0]);
    assert_eq!(ids(&subject, filter.before("-5")).await, [""; 0]);
}

pub(super) async fn attempts_are_filtered_by_everything_that_is_set(subject: Subject) {
    skipped(&subject, "1", 0, Some("a")).await;
    skipped(&subject, "2", 10, Some("a")).await;
    skipped(&subject, "1", 20, Some("b")).await;
    reserved(&subject, "1", at(30)).await;
    let all = AttemptFilter::default;
    assert_eq!(ids(&subject, all()).await, ["4", "3", "2", "1"]);
    assert_eq!(ids(&subject, all().to_user_id("1")).await, ["4", "3", "1"]);
    assert_eq!(ids(&subject, all().external_id("a")).await, ["2", "1"]);
    assert_eq!(ids(&subject, all().state(AttemptState::Skipped)).await, ["3", "2", "1"]);
    assert_eq!(ids(&subject, all().from_time(at(10)).to_time(at(20))).await, ["3", "2"]);
    let narrow = all().to_user_id("1").external_id("a").state(AttemptState::Skipped).to_time(at(0)).before("4");
    assert_eq!(ids(&subject, narrow.clone()).await, ["1"]);
    assert_eq!(ids(&subject, narrow.to_user_id("2")).await, [""; 0]);
}

async fn status(subject: &Subject, reference: &str) -> Option<(String, AttemptState)> {
    let status = subject.prompt_status(reference).await.unwrap()?;
    Some((status.attempt_id.to_string(), status.state))
}

pub(super) async fn a_reference_that_nobody_used_has_no_status(subject: Subject) {
    skipped(&subject, "1", 0, None).await;
    skipped(&subject, "1", 0, Some("b")).await;
    assert_eq!(status(&subject, "a").await, None);
    assert_eq!(status(&subject, "").await, None);
    assert_eq!(status(&subject, "B").await, None);
}

pub(super) async fn a_status_is_of_the_newest_attempt_that_may_have_asked(subject: Subject) {
    skipped(&subject, "1", 0, Some("a")).await;
    skipped(&subject, "1", 1, Some("a")).await;
    assert_eq!(status(&subject, "a").await, Some(("2".to_owned(), AttemptState::Skipped)));
    let refused = sending_for(&subject, "1", 2, "a").await;
    assert_eq!(status(&subject, "a").await, Some(("3".to_owned(), AttemptState::Sending)));
    skipped(&subject, "1", 3, Some("a")).await;
    assert_eq!(status(&subject, "a").await, Some(("3".to_owned(), AttemptState::Sending)));
    settle(&subject, refused, at(4), Outcome::Failed { error: error(), cool_until: None }).await;
    assert_eq!(status(&subject, "a").await, Some(("4".to_owned(), AttemptState::Skipped)));
    let event = Told { external_id: Some("a"), ..told("f1", "2", at(-DAY)) };
    tell(&subject, at(5), &[event]).await;
    assert_eq!(status(&subject, "a").await, Some(("5".to_owned(), AttemptState::Foreign)));
    sending_for(&subject, "3", 6, "a").await;
    assert_eq!(status(&subject, "a").await, Some(("6".to_owned(), AttemptState::Sending)));
}

pub(super) async fn a_status_tells_whether_not_what_was_answered(subject: Subject) {
    let mut expected = PromptStatus {
        external_id: "a".to_owned(),
        attempt_id: "1".into(),
        state: AttemptState::Sending,
        reason: None,
        r#type: FeedbackType::Nps,
        to_user_id: "1".into(),
        asked_at: Some(at(PATIENCE)),
        answered: false,
    };
    let id = sending_for(&subject, "1", 0, "a").await;
    assert_eq!(subject.prompt_status("a").await.unwrap(), Some(expected.clone()));
    settle(&subject, id, at(5), answered("f1", Some(at(1)))).await;
    (expected.state, expected.asked_at) = (AttemptState::Sent, Some(at(1)));
    assert_eq!(subject.prompt_status("a").await.unwrap(), Some(expected.clone()));
    tell(&subject, at(9), &[told("f1", "1", at(1))]).await;
    assert_eq!(subject.prompt_status("a").await.unwrap(), Some(expected.clone()));
    tell(&subject, at(20), &[Told { text: Some("late"), updated_at: Some(at(9)), ..told("f1", "1", at(1)) }]).await;
    expected.answered = true;
    assert_eq!(subject.prompt_status("a").await.unwrap(), Some(expected));
    sending_for(&subject, "2", 0, "b").await;
    tell(&subject, at(20), &[Told { score: Some(0), external_id: Some("b"), ..told("f2", "2", at(1)) }]).await;
    assert!(subject.prompt_status("b").await.unwrap().unwrap().answered);
}

pub(super) async fn a_skip_shows_its_reason_in_the_status(subject: Subject) {
    skipped(&subject, "1", 0, Some("a")).await;
    let status = subject.prompt_status("a").await.unwrap().unwrap();
    assert_eq!((status.reason, status.asked_at), (Some(SkipReason::SampledOut), None));
}
