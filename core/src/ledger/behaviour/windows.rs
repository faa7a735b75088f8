use super::Subject;
use super::given::*;
use crate::ledger::batch::Window;
use crate::ledger::{Coverage, Period};

fn period(from: i64, to: i64) -> Period {
    Period::new(at(from), at(to))
}

async fn begun(subject: &Subject, periods: &[Period]) -> Vec<Window> {
    subject.begin_windows(SENDER.into(), periods.to_vec(), at(9 * DAY)).await.unwrap()
}

async fn open(subject: &Subject) -> Vec<Window> {
    subject.open_windows(SENDER.into()).await.unwrap()
}

async fn stepped(subject: &Subject, window_id: i64, next_cursor: Option<&str>) {
    let mut page = batch(at(9 * DAY), &[]);
    page.step = Some(step(window_id, next_cursor));
    subject.store(page).await.unwrap();
}

async fn covered(subject: &Subject) -> Coverage {
    subject.coverage(SENDER.into()).await.unwrap()
}

pub(super) async fn windows_are_begun_in_the_order_of_their_periods(subject: Subject) {
    let windows = begun(&subject, &[period(10, 20), period(0, 5)]).await;
    let window = |id, from, to| Window { id, from_time: at(from), to_time: at(to), cursor: None };
    assert_eq!(windows, vec![window(1, 10, 20), window(2, 0, 5)]);
    assert_eq!(open(&subject).await, windows);
    assert_eq!(begun(&subject, &[period(0, 5)]).await, vec![window(3, 0, 5)]);
    assert_eq!(begun(&subject, &[]).await, vec![]);
    assert_eq!(subject.open_windows("901".into()).await.unwrap(), vec![]);
}

pub(super) async fn a_cursor_is_kept_with_its_window(subject: Subject) {
    let windows = begun(&subject, &[period(0, 10), period(11, 20)]).await;
    stepped(&subject, windows[1].id, Some("next/2=")).await;
    let cursors: Vec<_> = open(&subject).await.into_iter().map(|window| window.cursor).collect();
    assert_eq!(cursors, vec![None, Some("next/2=".to_owned())]);
    stepped(&subject, windows[1].id, Some("next/3=")).await;
    assert_eq!(open(&subject).await[1].cursor.as_deref(), Some("next/3="));
}

pub(super) async fn a_window_is_complete_after_its_last_page_and_not_before(subject: Subject) {
    let windows = begun(&subject, &[period(0, 10)]).await;
    stepped(&subject, windows[0].id, Some("a")).await;
    assert_eq!(covered(&subject).await, Coverage::default());
    stepped(&subject, windows[0].id, None).await;
    assert_eq!(covered(&subject).await.periods(), [period(0, 10)]);
    assert_eq!(open(&subject).await, vec![]);
    assert_eq!(subject.coverage("901".into()).await.unwrap(), Coverage::default());
}

pub(super) async fn a_complete_window_stays_complete(subject: Subject) {
    let id = begun(&subject, &[period(0, 10)]).await[0].id;
    stepped(&subject, id, None).await;
    stepped(&subject, id, Some("late")).await;
    subject.restart_window(id).await.unwrap();
    assert_eq!(open(&subject).await, vec![]);
    assert_eq!(covered(&subject).await.periods(), [period(0, 10)]);
}

pub(super) async fn a_page_of_a_window_that_is_complete_or_unknown_is_stored_all_the_same(subject: Subject) {
    let id = begun(&subject, &[period(0, 10)]).await[0].id;
    stepped(&subject, id, None).await;
    for (window_id, feedback) in [(id, "f1"), (99, "f2")] {
        let mut page = batch(at(9 * DAY), &[told(feedback, "1", at(0)).json()]);
        page.step = Some(step(window_id, Some("late")));
        assert_eq!(subject.store(page).await.unwrap().new, 1);
        assert!(subject.folded(feedback.into()).await.unwrap().is_some());
    }
}

pub(super) async fn a_window_whose_cursor_is_refused_begins_anew_and_keeps_what_was_stored(subject: Subject) {
    let id = begun(&subject, &[period(0, 10)]).await[0].id;
    let mut page = batch(at(9 * DAY), &[told("f1", "1", at(0)).json()]);
    page.step = Some(step(id, Some("refused")));
    subject.store(page).await.unwrap();
    subject.restart_window(id).await.unwrap();
    assert_eq!(open(&subject).await, vec![Window { id, from_time: at(0), to_time: at(10), cursor: None }]);
    assert!(subject.folded("f1".into()).await.unwrap().is_some());
    subject.restart_window(99).await.unwrap();
}

pub(super) async fn coverage_is_the_union_of_complete_windows(subject: Subject) {
    let windows = begun(&subject, &[period(20, 30), period(0, 10), period(5, 12), period(14, 18)]).await;
    for window in windows.iter().take(3) {
        stepped(&subject, window.id, None).await;
    }
    let coverage = covered(&subject).await;
    assert_eq!(coverage.periods(), [period(0, 12), period(20, 30)]);
    assert_eq!((coverage.start(), coverage.end()), (Some(at(0)), Some(at(30))));
}
