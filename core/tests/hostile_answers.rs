//! Nothing that comes from the network panics, and nothing it says is believed too far.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use proptest::prelude::*;
use serde_json::json;
use twitter_feedback::{EventPage, Feedback, FeedbackEvent, Fold, Timestamp, report::Row};

/// JSON of every shape, around the names that are read.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|v| json!(v)),
        any::<i64>().prop_map(|v| json!(v)),
        any::<u64>().prop_map(|v| json!(v)),
        any::<f64>().prop_map(|v| json!(v)),
        any::<String>().prop_map(|v| json!(v)),
        Just(json!("Tue Dec 15 17:58:20 +0000 2015")),
    ];
    let name = prop_oneof![
        proptest::sample::select(vec![
            "id",
            "type",
            "test",
            "created_at",
            "updated_at",
            "response",
            "score",
            "text",
            "value",
            "events",
            "feedback",
            "next_cursor",
            "event_type",
            "errors",
            "error",
            "code",
            "message",
            "relationship",
            "source",
            "can_dm",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(|v| json!(v)),
            proptest::collection::btree_map(name.clone(), inner, 0..8).prop_map(|v| json!(v)),
        ]
    })
}

fn read_everything(text: &str) {
    let mut fold = Fold::new();
    if let Ok(feedback) = Feedback::from_json(text) {
        let _ = (feedback.raw(), feedback.to_json(), feedback.question_text(), feedback.score_band());
        fold.apply_feedback(&feedback);
    }
    if let Ok(event) = FeedbackEvent::from_json(text) {
        let _ = (event.raw(), event.to_json(), event.feedback.raw().len());
        fold.apply(&event);
    }
    for folded in fold.iter() {
        let _ = Row::from(folded);
    }
    let _ = EventPage::from_body(text.to_owned());
    let _ = text.parse::<Timestamp>();
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        read_everything(&text);
    }

    #[test]
    fn no_json_panics(value in value(), cut in any::<prop::sample::Index>()) {
        let text = value.to_string();
        read_everything(&text);
        // Cut off anywhere, as a broken connection does.
        let kept = cut.index(text.chars().count());
        read_everything(&text.chars().take(kept).collect::<String>());
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = EventPage::from_body(bytes);
    }

    #[test]
    fn no_date_panics(text in "[A-Za-z]{3} ?[A-Za-z]{3} ?[0-9]{1,3} ?[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3} ?[+-][0-9]{3,5} ?[0-9]{3,5}") {
        let _ = text.parse::<Timestamp>();
    }
}

#[test]
fn deeply_nested_json_is_an_error_and_no_overflow() {
    for open in ["[", "{\"id\":", "{\"errors\":[", "{\"events\":[{\"feedback\":"] {
        read_everything(&open.repeat(100_000));
    }
    let nested = format!("{{\"id\":\"1\",\"later\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    read_everything(&nested);
}

#[tokio::test]
async fn odd_headers_statuses_and_bodies_become_errors() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    let headers = [
        json!({"date": "yesterday"}),
        json!({"date": "Sun, 06 Nov 1994 08:49:37 GMT"}),
        json!({"date": "Fri, 31 Dec 9999 23:59:59 GMT"}),
        json!({"date": null}),
        json!({"x-rate-limit-reset": "99999999999999999999", "x-rate-limit-limit": "-1", "x-rate-limit-remaining": "x"}),
        json!({"x-rate-limit-reset": "9223372036854775807"}),
        json!({"x-transaction-id": "x".repeat(4000)}),
        json!({"content-type": "\u{fc}"}),
    ];
    for status in [200, 201, 204, 299, 301, 304, 400, 418, 420, 429, 451, 499, 500, 599] {
        for headers in &headers {
            for body in [
                json!(""),
                json!("\u{0}\u{1b}[31m"),
                json!([]),
                json!({"errors": {}}),
                json!({"errors": [[[]]]}),
                json!({"error": 7}),
            ] {
                for operation in ["show", "create", "events", "friendship"] {
                    let rule = json!({"operation": operation, "fault": "respond", "status": status, "headers": headers, "body": body});
                    support::fault(&sandbox, &rule);
                    let error = match operation {
                        "show" => client.show("1").await.map(drop),
                        "create" => client.create(&support::prompt("12")).await.map(drop),
                        "events" => client.events(support::past(&sandbox)).next_page().await.map(drop),
                        _ => client.can_dm("12").await.map(drop),
                    }
                    .expect_err(&format!("no answer of these is good: {operation} {status} {headers} {body}"));
                    let shown = error.to_string();
                    assert!(!shown.chars().any(char::is_control), "{shown:?}");
                    assert!(shown.len() < 2000, "{}", shown.len());
                }
            }
        }
    }
}
