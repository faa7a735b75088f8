//! Folding is a join-semilattice: the state depends only on which events were seen.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use proptest::prelude::*;
use twitter_feedback::{FeedbackEvent, Fold};

/// Few ids, few seconds and few values, so that ties and conflicts are the rule.
fn event() -> impl Strategy<Value = FeedbackEvent> {
    let second = || 0..3_u32;
    let time = |s: u32| format!("\"Tue Dec 15 17:58:0{s} +0000 2015\"");
    (
        1..3_u32,
        second(),
        second(),
        proptest::option::of(second()),
        proptest::option::of((second(), 0..12_i64)),
        proptest::option::of((second(), "[ab\u{e9}]{0,2}")),
        proptest::option::of("[xy]"),
        proptest::option::of(0..3_u32),
        any::<bool>(),
    )
        .prop_map(move |(id, at, updated, created, score, text, name, unknown, test)| {
            let mut members = vec![format!("\"id\":{id}"), format!("\"updated_at\":{}", time(updated))];
            members.extend(created.map(|s| format!("\"created_at\":{}", time(s))));
            members.extend(name.map(|name| format!("\"display_name\":\"{name}\"")));
            members.extend(unknown.map(|value| format!("\"unknown\": [{value}]")));
            members.push(format!("\"type\":\"{}\"", if id == 1 { "nps" } else { "csat" }));
            members.push(format!("\"test\":{test}"));
            let mut response = Vec::new();
            response.extend(score.map(|(s, v)| format!("\"score\":{{\"created_at\":{},\"value\":{v}}}", time(s))));
            response.extend(text.map(|(s, v)| format!("\"text\":{{\"created_at\":{},\"value\":\"{v}\"}}", time(s))));
            members.push(format!("\"response\":{{{}}}", response.join(",")));
            let json = format!(
                "{{\"event_type\":\"feedback.updated\",\"created_at\":{},\"feedback\":{{{}}}}}",
                time(at),
                members.join(",")
            );
            FeedbackEvent::from_json(&json).unwrap()
        })
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
