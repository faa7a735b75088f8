use std::sync::LazyLock;

use super::Subject;
use super::given::*;
use crate::fold::Fold;
use crate::ledger::batch::{Batch, SeenEvent};
use crate::model::FeedbackEvent;

const BATCHES: i64 = 20;
const EACH: i64 = 5000;

/// Spelled once for every ledger: that is what takes the time.
static UPDATES: LazyLock<Vec<Batch>> = LazyLock::new(|| (0..BATCHES).map(|number| updates(number * EACH)).collect());

/// Updates of one feedback, a second apart. Only the times differ, so nothing has to be read for each of them.
fn updates(first: i64) -> Batch {
    let told = told("f1", "1", at(0)).json();
    let mut event = FeedbackEvent::from_json(&told).unwrap();
    let mut fold = Fold::new();
    let seen = (first..first + EACH).map(|second| {
        event.feedback.updated_at = Some(at(second));
        event.created_at = Some(at(second));
        fold.apply(&event);
        SeenEvent { feedback_id: "f1".into(), event_at: event.created_at, raw: format!("{told} {second}") }
    });
    let events = seen.collect();
    Batch { events, folded: fold.iter().cloned().collect(), ..batch(at(0), &[]) }
}

pub(super) async fn a_hundred_thousand_updates_leave_a_state_of_the_same_size(subject: Subject) {
    let mut sizes = Vec::new();
    for batch in &*UPDATES {
        subject.store(batch.clone()).await.unwrap();
        sizes.push(subject.folded("f1".into()).await.unwrap().unwrap().to_bytes().len());
    }
    assert!(sizes.iter().all(|size| *size == sizes[0] && *size < 1024), "{sizes:?}");
    assert_eq!(subject.folded("f1".into()).await.unwrap().unwrap().feedback().updated_at, Some(at(99_999)));
    assert_eq!((subject.events)().len(), 100_000);
    assert_eq!(all(&subject).await.len(), 1);
}
