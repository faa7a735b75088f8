use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::Subject;
use super::given::*;
use crate::fold::Fold;
use crate::model::FeedbackEvent;

/// Something told of one of three feedbacks, often at the same time as something else.
fn event() -> impl Strategy<Value = String> {
    let words = prop::option::of(prop::sample::select(vec!["good", "bad", "\u{0}\u{1F600}"]));
    let times = (prop::option::of(0..4_i64), prop::option::of(0..4_i64), prop::option::of(0..4_i64));
    let question = prop::option::of(prop::sample::select(vec!["nps", "csat", "", "ces"]));
    let reference = prop::option::of(prop::sample::select(vec!["a", "b"]));
    let parts = (0..3_usize, times, question, reference, prop::option::of(-1..13_i64), words, any::<bool>());
    parts.prop_map(|(number, (created, updated, event), question, external_id, score, text, named)| {
        let (feedback_id, person) = [("f1", "1"), ("f2", "2"), ("f3", "3")][number];
        let event = Told {
            to_user_id: named.then_some(person),
            r#type: question,
            external_id,
            created_at: created.map(at),
            updated_at: updated.map(at),
            event_at: event.map(at),
            score,
            text,
            ..told(feedback_id, person, at(0))
        };
        event.json()
    })
}

/// A history, an order in which all of it arrives, some of it repeated, and how many arrive at once.
fn arrivals() -> impl Strategy<Value = (Vec<String>, Vec<usize>, Vec<usize>)> {
    prop::collection::vec(event(), 1..12).prop_flat_map(|history| {
        let length = history.len();
        let order = prop::collection::vec(0..length, 0..6)
            .prop_flat_map(move |repeated| Just((0..length).chain(repeated).collect::<Vec<usize>>()).prop_shuffle());
        (Just(history), order, prop::collection::vec(1..5_usize, 18))
    })
}

pub(super) fn what_is_folded_does_not_depend_on_order_repetition_or_grouping(fresh: fn() -> Subject, cases: u32) {
    let runtime = tokio::runtime::Handle::current();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&arrivals(), |(history, order, groups)| {
        let subject = fresh();
        runtime.block_on(async {
            let mut order = order.as_slice();
            for (number, size) in (0_i64..).zip(groups) {
                let (now, rest) = order.split_at(size.min(order.len()));
                let events: Vec<String> = now.iter().map(|place| history[*place].clone()).collect();
                subject.store(batch(at(HOUR + number), &events)).await.unwrap();
                order = rest;
            }
            assert!(order.is_empty());
            same_as_in_memory(&subject, &history).await
        })
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

async fn same_as_in_memory(subject: &Subject, history: &[String]) -> Result<(), TestCaseError> {
    let mut expected = Fold::new();
    for event in history {
        expected.apply(&FeedbackEvent::from_json(event).unwrap());
    }
    prop_assert_eq!(&subject.fold().await.unwrap(), &expected);
    for folded in expected.iter() {
        let stored = subject.folded(folded.id().clone()).await.unwrap();
        prop_assert_eq!(stored.map(|stored| stored.to_bytes()), Some(folded.to_bytes()));
    }
    let mut kept = (subject.events)();
    kept.sort();
    let mut texts: Vec<(crate::model::Id, String)> =
        history.iter().map(|event| (FeedbackEvent::from_json(event).unwrap().feedback.id, event.clone())).collect();
    texts.sort();
    texts.dedup();
    prop_assert_eq!(kept, texts);
    Ok(())
}
