use super::Subject;
use super::given::*;
use crate::fold::Fold;
use crate::ledger::batch::{Quarantined, Stored};
use crate::model::FeedbackEvent;

fn unreadable(raw: &str, reason: &str) -> Quarantined {
    Quarantined { raw: raw.to_owned(), json_path: "events[3]".to_owned(), reason: reason.to_owned() }
}

pub(super) async fn an_event_is_kept_as_it_came_and_once(subject: Subject) {
    let raw = told("f1", "1", at(0)).json();
    let spaced = raw.replace(',', " ,\n");
    subject.store(batch(at(1), &[raw.clone(), spaced.clone(), raw.clone()])).await.unwrap();
    subject.store(batch(at(2), std::slice::from_ref(&spaced))).await.unwrap();
    let mut kept = (subject.events)();
    kept.sort();
    let mut expected = vec![("f1".into(), raw), ("f1".into(), spaced)];
    expected.sort();
    assert_eq!(kept, expected);
}

pub(super) async fn what_a_batch_brought_is_counted(subject: Subject) {
    let first = [told("f1", "1", at(0)), told("f2", "2", at(0))];
    assert_eq!(tell(&subject, at(1), &first).await, Stored { new: 2, updated: 0 });
    assert_eq!(tell(&subject, at(2), &first).await, Stored { new: 0, updated: 0 });
    let scored = Told { score: Some(7), updated_at: Some(at(5)), ..told("f2", "2", at(0)) };
    let answer = tell(&subject, at(3), &[told("f1", "1", at(0)), scored, told("f3", "3", at(0))]).await;
    assert_eq!(answer, Stored { new: 1, updated: 1 });
}

pub(super) async fn what_cannot_be_read_is_kept_once_and_lets_the_rest_through(subject: Subject) {
    let mut page = batch(at(1), &[told("f1", "1", at(0)).json()]);
    page.quarantined = vec![unreadable("{\"a\":", "cut"), unreadable("{\"b\":", "cut"), unreadable("{\"a\":", "again")];
    assert_eq!(subject.store(page.clone()).await.unwrap().new, 1);
    subject.store(page).await.unwrap();
    let mut kept = (subject.quarantined)();
    kept.sort();
    assert_eq!(kept, ["{\"a\":", "{\"b\":"]);
}

pub(super) async fn what_was_seen_is_read_back_as_it_was_folded(subject: Subject) {
    let events = [
        told("f2", "2", at(0)).json(),
        Told { score: Some(11), text: Some("\u{0}é\u{1F600}"), ..told("f1", "1", at(0)) }.json(),
        Told { score: Some(3), updated_at: Some(at(9)), ..told("f1", "1", at(0)) }.json(),
    ];
    assert_eq!(subject.fold().await.unwrap(), Fold::new());
    assert_eq!(subject.folded("f1".into()).await.unwrap(), None);
    let mut expected = Fold::new();
    for event in &events {
        expected.apply(&FeedbackEvent::from_json(event).unwrap());
        subject.store(batch(at(1), std::slice::from_ref(event))).await.unwrap();
    }
    assert_eq!(subject.fold().await.unwrap(), expected);
    assert_eq!(subject.folded("f1".into()).await.unwrap().as_ref(), expected.get("f1"));
    assert!(expected.get("f1").unwrap().score_conflict());
}

pub(super) async fn an_empty_batch_changes_nothing(subject: Subject) {
    assert_eq!(subject.store(batch(at(1), &[])).await.unwrap(), Stored::default());
    assert_eq!(subject.fold().await.unwrap(), Fold::new());
    assert_eq!(all(&subject).await, vec![]);
}
