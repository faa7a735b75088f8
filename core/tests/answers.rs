//! The language-neutral cases that are played through the sandbox.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::error::Error as _;

use serde_json::{Value, json};
use twitter_feedback::{Client, FeedbackError};
use twitter_feedback_sandbox::Sandbox;

#[tokio::test]
async fn an_answer_means_what_the_vectors_say() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    for (number, case) in support::cases("errors.json").into_iter().enumerate() {
        let name = &case["name"];
        let operation = case["operation"].as_str().unwrap();
        let mut rule = case["respond"].clone();
        rule["operation"] = operation.into();
        rule["fault"] = "respond".into();
        date_reset(&mut rule, &sandbox);
        support::fault(&sandbox, &rule);
        let now = sandbox.now();

        let error = call(&client, &sandbox, operation, number).await.expect_err(&name.to_string());
        let expected = &case["expected"];
        assert_eq!(error.kind().as_str(), expected["kind"], "{name}: {error:?}");
        assert_eq!(json!(error.status()), expected["status"], "{name}");
        assert_eq!(json!(error.codes()), expected["codes"], "{name}");
        assert_eq!(json!(error.retryable()), expected["retryable"], "{name}");
        assert_eq!(json!(error.maybe_sent()), expected["maybe_sent"], "{name}");
        if let Some(message) = expected["message"].as_str() {
            assert_eq!(error.message(), message, "{name}");
        }
        if let Some(id) = expected["request_id"].as_str() {
            assert_eq!(error.request_id(), Some(id), "{name}");
        }
        let cause = error.source().and_then(|cause| cause.downcast_ref::<FeedbackError>()).map(|e| e.kind().as_str());
        assert_eq!(json!(cause), expected["cause"], "{name}");
        match expected["retry_after_seconds"].as_i64() {
            Some(seconds) => {
                let after = (error.retry_at().expect("retry_at").as_millis() - now) / 1000;
                // `Date` and the reset are told in whole seconds, and the sandbox's clock runs on.
                assert!((after - seconds).abs() <= 2, "{name}: {after} s");
            }
            None => assert_eq!(error.retry_at(), None, "{name}"),
        }
    }
}

/// `+600` stands for 600 seconds from now.
fn date_reset(rule: &mut Value, sandbox: &Sandbox) {
    let reset = &mut rule["headers"]["x-rate-limit-reset"];
    if let Some(seconds) = reset.as_str().and_then(|text| text.parse::<i64>().ok()) {
        *reset = (sandbox.now() / 1000 + seconds).to_string().into();
    }
    if rule["headers"]["x-rate-limit-reset"].is_null() {
        rule["headers"].as_object_mut().unwrap().remove("x-rate-limit-reset");
    }
}

async fn call(client: &Client, sandbox: &Sandbox, operation: &str, number: usize) -> Result<(), FeedbackError> {
    match operation {
        "create" => client.create(&support::prompt(&(1000 + number).to_string())).await.map(drop),
        "show" => client.show("1").await.map(drop),
        "events" => client.events(support::past(sandbox)).next_page().await.map(drop),
        other => panic!("unknown operation {other}"),
    }
}

#[tokio::test]
async fn a_listing_is_read_as_the_vectors_say() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    for case in support::cases("paging.json") {
        let name = &case["name"];
        let pages = case["pages"].as_array().unwrap().iter();
        for body in pages.chain(case["raw_pages"].as_array().into_iter().flatten()) {
            support::fault(&sandbox, &json!({"operation": "events", "fault": "respond", "body": body}));
        }
        let before = sandbox.requests().len();

        let mut listing = client.events(support::past(&sandbox));
        let (mut ids, mut unreadable) = (Vec::new(), 0);
        let error = loop {
            match listing.next_page().await {
                Ok(Some(page)) => {
                    ids.extend(page.events.iter().map(|event| event.feedback.id.to_string()));
                    unreadable += page.unreadable.len();
                }
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        let expected = &case["expected"];
        assert_eq!(json!(ids), expected["ids"], "{name}");
        assert_eq!(json!(unreadable), expected["unreadable"], "{name}");
        assert_eq!(json!(sandbox.requests().len() - before), expected["requests"], "{name}");
        assert_eq!(json!(error.as_ref().map(|e| e.kind().as_str())), expected["error"]["kind"], "{name}: {error:?}");
        if let Some(part) = expected["error"]["message"].as_str() {
            let message = error.unwrap().to_string();
            assert!(message.contains(part), "{name}: {message}");
        }
    }
}
