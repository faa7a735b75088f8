//! Limits of reading.

use crate::support::{Api, plain_but};

const VERIFY: &str = "/1.1/account/verify_credentials.json";

#[tokio::test]
async fn over_the_limit_is_429_88_until_the_window_ends() {
    let api = Api::plain().await;
    let reset = (api.sandbox.now() / 1000 + 900).to_string();
    for used in 1..=75 {
        let reply = api.get(VERIFY, &[]).await;
        assert_eq!(reply.status, 200);
        let remaining = (75 - used).to_string();
        assert_eq!(reply.header("x-rate-limit-limit"), Some("75"));
        assert_eq!(reply.header("x-rate-limit-remaining"), Some(remaining.as_str()));
        assert_eq!(reply.header("x-rate-limit-reset"), Some(reset.as_str()));
    }
    let over = api.get(VERIFY, &[]).await;
    assert_eq!(over.status, 429);
    assert_eq!(over.body, r#"{"errors":[{"code":88,"message":"Rate limit exceeded"}]}"#);
    assert_eq!(over.header("x-rate-limit-remaining"), Some("0"));
    assert_eq!(over.header("x-rate-limit-reset"), Some(reset.as_str()));
    api.advance(899_999);
    assert_eq!(api.get(VERIFY, &[]).await.status, 429);
    api.advance(1);
    assert_eq!(api.get(VERIFY, &[]).await.status, 200);
}

#[tokio::test]
async fn each_family_and_each_token_has_its_own_window() {
    let mut api = Api::plain().await;
    for _ in 0..75 {
        api.get(VERIFY, &[]).await;
    }
    assert_eq!(api.get(VERIFY, &[]).await.status, 429);
    for (path, limit) in [
        ("/1.1/users/show.json", "900"),
        ("/1.1/friendships/show.json", "180"),
        ("/1.1/feedback/show/1.json", "180"),
        ("/1.1/feedback/events.json", "1000"),
    ] {
        let reply = api.get(path, &[]).await;
        assert_ne!(reply.status, 429);
        assert_eq!(reply.header("x-rate-limit-limit"), Some(limit), "{path}");
    }
    api.credentials = api.sandbox.sender(1);
    assert_eq!(api.get(VERIFY, &[]).await.status, 200);
}

#[tokio::test]
async fn an_unsigned_request_does_not_count() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    for _ in 0..80 {
        let reply = crate::support::read(api.http.get(&url)).await.unwrap();
        assert_eq!(reply.status, 400);
        assert_eq!(reply.header("x-rate-limit-limit"), None);
    }
    assert_eq!(api.get(VERIFY, &[]).await.status, 200);
}

#[tokio::test]
async fn without_limits_there_are_neither_headers_nor_refusals() {
    let api = Api::start(plain_but(|options| options.limits = false)).await;
    for _ in 0..80 {
        let reply = api.get(VERIFY, &[]).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("x-rate-limit-limit"), None);
    }
}
