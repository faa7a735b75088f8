//! Folding is a join-semilattice: the state depends only on which events were seen.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

#[path = "support/event_texts.rs"]
mod event_texts;

use proptest::prelude::*;
use twitter_feedback::{FeedbackEvent, Fold};

fn event() -> impl Strategy<Value = FeedbackEvent> {
    event_texts::event_text().prop_map(|text| FeedbackEvent::from_json(&text).unwrap())
}

fn fold<'a>(events: impl IntoIterator<Item = &'a FeedbackEvent>) -> Fold {
    let mut fold = Fold::new();
    events.into_iter().for_each(|event| fold.apply(event));
    fold
}

/// Everything that can be seen of a fold, as bytes.
fn bytes(fold: &Fold) -> String {
    fold.iter()
        .map(|f| format!("{} {:?} {:?} {}\n", f.feedback().to_json(), f.scores(), f.texts(), f.score_out_of_range()))
        .collect()
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_bytes(
        (events, shuffled) in proptest::collection::vec(event(), 0..12)
            .prop_flat_map(|events| {
                let twice: Vec<_> = events.iter().chain(&events).cloned().collect();
                (Just(events), Just(twice).prop_shuffle())
            })
    ) {
        let (once, twice) = (fold(&events), fold(&shuffled));
        prop_assert_eq!(bytes(&once), bytes(&twice));
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn merging_commutes_associates_and_repeats_without_effect(
        a in proptest::collection::vec(event(), 0..6),
        b in proptest::collection::vec(event(), 0..6),
        c in proptest::collection::vec(event(), 0..6),
    ) {
        let merged = |parts: [&Fold; 2]| { let mut m = parts[0].clone(); m.merge(parts[1]); m };
        let (fa, fb, fc) = (fold(&a), fold(&b), fold(&c));
        prop_assert_eq!(merged([&fa, &fb]), merged([&fb, &fa]));
        prop_assert_eq!(merged([&merged([&fa, &fb]), &fc]), merged([&fa, &merged([&fb, &fc])]));
        prop_assert_eq!(merged([&fa, &fa]), fa.clone());
        prop_assert_eq!(merged([&merged([&fa, &fb]), &fc]), fold(a.iter().chain(&b).chain(&c)));
    }

    #[test]
    fn what_was_seen_is_never_unseen(
        before in proptest::collection::vec(event(), 1..8),
        after in proptest::collection::vec(event(), 0..8),
    ) {
        let (less, more) = (fold(&before), fold(before.iter().chain(&after)));
        for was in less.iter() {
            let is = more.get(was.id()).unwrap();
            prop_assert!(is.feedback().updated_at >= was.feedback().updated_at);
            prop_assert!(is.feedback().created_at <= was.feedback().created_at || was.feedback().created_at.is_none());
            for score in was.scores() {
                prop_assert!(is.scores().iter().any(|i| i.value == score.value && i.created_at <= score.created_at));
            }
            for text in was.texts() {
                prop_assert!(is.texts().iter().any(|i| i.value == text.value && i.created_at <= text.created_at));
            }
            prop_assert!(is.feedback().display_name.is_some() || was.feedback().display_name.is_none());
        }
    }
}

#[test]
fn a_feedback_keeps_the_hundred_earliest_different_answers_however_many_come() {
    let event = |n: usize| {
        let (minute, second) = (n / 60 % 60, n % 60);
        let at = format!("\"Tue Dec 15 {:02}:{minute:02}:{second:02} +0000 2015\"", n / 3600);
        let score = format!("\"score\":{{\"created_at\":{at},\"value\":{n}}}");
        let text = format!("\"text\":{{\"created_at\":{at},\"value\":\"text {n}\"}}");
        let response = format!("\"updated_at\":{at},\"response\":{{{score},{text}}}");
        FeedbackEvent::from_json(&format!("{{\"created_at\":{at},\"feedback\":{{\"id\":1,{response}}}}}")).unwrap()
    };
    let events: Vec<_> = (0..5_000).map(event).collect();
    let (forwards, backwards) = (fold(&events), fold(events.iter().rev()));
    assert_eq!(forwards, backwards);
    let state = forwards.get("1").unwrap();
    let scores: Vec<_> = state.scores().iter().map(|score| score.value.value()).collect();
    assert_eq!(scores, (0..100).collect::<Vec<_>>());
    assert_eq!((state.texts().len(), state.texts()[99].value.as_str()), (100, "text 99"));
    assert!(state.score_conflict() && state.text_conflict());
    assert_eq!(state.feedback().updated_at, events.last().unwrap().created_at, "all else goes on");
}
