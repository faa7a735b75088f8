//! How often one may ask.

use std::time::Duration;

use twitter_feedback_sandbox::CODE_ALREADY_ASKED;

use crate::support::{Api, DAY, plain_but, prompt};

#[tokio::test]
async fn a_person_is_asked_once_in_24_hours() {
    let api = Api::plain().await;
    assert_eq!(api.create("12").await.status, 200);
    let again = api.create("12").await;
    assert_eq!(again.refusal(), (403, u64::from(CODE_ALREADY_ASKED)));
    assert_eq!(again.message(), "You have already requested feedback from this user in the last 24 hours.");
    assert_eq!(again.header("x-rate-limit-limit"), None);
    assert_eq!(api.create("13").await.status, 200);
    api.advance(DAY - 1);
    assert_eq!(api.create("12").await.status, 403);
    api.advance(1);
    assert_eq!(api.create("12").await.status, 200);
}

#[tokio::test]
async fn a_test_prompt_counts_too() {
    let api = Api::plain().await;
    let mut params = prompt("12").to_vec();
    params.push(("test", "true"));
    let path = "/1.1/feedback/create.json";
    assert_eq!(api.post(path, &params).await.json()["test"], true);
    assert_eq!(api.post(path, &params).await.status, 403);
}

#[tokio::test]
async fn a_refused_prompt_does_not_count() {
    let api = Api::plain().await;
    let mut params = prompt("12");
    params[0].1 = "neither";
    let path = "/1.1/feedback/create.json";
    assert_eq!(api.post(path, &params).await.status, 403);
    assert_eq!(api.create("12").await.status, 200);
}

#[tokio::test]
async fn an_allow_listed_handle_keeps_the_daily_limit_alone() {
    let api = Api::start(plain_but(|options| options.allow_listed = true)).await;
    for _ in 0..1_000 {
        assert_eq!(api.create("12").await.status, 200);
    }
    let over = api.create("13").await;
    assert_eq!(over.refusal(), (403, 185));
    assert_eq!(over.header("x-rate-limit-limit"), None);
    api.sandbox.advance(Duration::from_secs(86_400)).unwrap();
    assert_eq!(api.create("12").await.status, 200);
}

#[tokio::test]
async fn without_limits_nobody_is_counted() {
    let api = Api::start(plain_but(|options| options.limits = false)).await;
    for _ in 0..1_010 {
        assert_eq!(api.create("12").await.status, 200);
    }
}

#[tokio::test]
async fn each_sender_has_his_own_quotas() {
    let mut api = Api::plain().await;
    assert_eq!(api.create("12").await.status, 200);
    api.credentials = api.sandbox.sender(1);
    assert_eq!(api.create("12").await.status, 200);
    assert_eq!(api.create("12").await.status, 403);
}
