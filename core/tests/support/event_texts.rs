//! Generated events as JSON text, for everything that folds.

use proptest::prelude::*;

/// Few ids, few seconds and few values, so that ties and conflicts are the rule.
pub(crate) fn event_text() -> impl Strategy<Value = String> {
    let second = || 0..3_u32;
    let time = |s: u32| format!("\"Tue Dec 15 17:58:0{s} +0000 2015\"");
    (
        (1..3_u32, proptest::option::of(second()), proptest::option::of(second())),
        proptest::option::of(second()),
        proptest::option::of((second(), 0..12_i64)),
        proptest::option::of((second(), "[ab\u{e9}]{0,2}")),
        proptest::option::of("[xy]"),
        proptest::option::of(0..3_u32),
        proptest::option::of(0..2_u32),
        proptest::option::of(any::<bool>()),
    )
        .prop_map(move |((id, at, updated), created, score, text, name, unknown, source, test)| {
            let mut members = vec![format!("\"id\":{id}")];
            members.extend(updated.map(|s| format!("\"updated_at\":{}", time(s))));
            members.extend(created.map(|s| format!("\"created_at\":{}", time(s))));
            members.extend(name.map(|name| format!("\"display_name\":\"{name}\"")));
            members.extend(unknown.map(|value| format!("\"unknown{value}\": [{value}]")));
            members.push(format!("\"type\":\"{}\"", if id == 1 { "nps" } else { "csat" }));
            members.extend(test.map(|test| format!("\"test\":{test}")));
            let mut response = Vec::new();
            response.extend(score.map(|(s, v)| format!("\"score\":{{\"created_at\":{},\"value\":{v}}}", time(s))));
            response.extend(text.map(|(s, v)| format!("\"text\":{{\"created_at\":{},\"value\":\"{v}\"}}", time(s))));
            response.extend(source.map(|source| format!("\"source\": {source}")));
            members.push(format!("\"response\":{{{}}}", response.join(",")));
            let at = at.map(|s| format!("\"created_at\":{},", time(s))).unwrap_or_default();
            format!("{{\"event_type\":\"feedback.updated\",{at}\"feedback\":{{{}}}}}", members.join(","))
        })
}
