//! Answers that go wrong on order.

use std::time::Instant;

use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use twitter_feedback_sandbox::FaultRule;

use crate::support::{Api, Reply};

const VERIFY: &str = "/1.1/account/verify_credentials.json";

async fn faulted(api: &Api, fault: &str) -> Reply {
    let rule = FaultRule::named("create", fault).unwrap();
    api.sandbox.fault(rule).unwrap();
    api.create("12").await
}

#[tokio::test]
async fn a_status_comes_with_the_services_error() {
    let api = Api::plain().await;
    for (status, code) in [
        (400, 215),
        (401, 32),
        (403, 87),
        (404, 34),
        (410, 251),
        (418, 214),
        (420, 88),
        (429, 88),
        (500, 131),
        (502, 130),
        (503, 130),
        (599, 131),
    ] {
        let reply = faulted(&api, &format!("status:{status}")).await;
        assert_eq!(reply.refusal(), (status, code));
        assert!(reply.header("x-transaction-id").is_some());
    }
    assert_eq!(api.create("12").await.status, 200, "no work was done");
}

#[tokio::test]
async fn html_is_a_503_page() {
    let api = Api::plain().await;
    let reply = faulted(&api, "html").await;
    assert_eq!(reply.status, 503);
    assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"));
    assert!(reply.body.starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn a_rate_limit_has_headers_but_not_on_create() {
    let api = Api::plain().await;
    let reply = faulted(&api, "rate_limit").await;
    assert_eq!(reply.refusal(), (429, 88));
    assert_eq!(reply.header("x-rate-limit-reset"), None);
    api.sandbox.fault(FaultRule::named("events", "rate_limit").unwrap()).unwrap();
    let reply = api.events(&[]).await;
    assert_eq!(reply.refusal(), (429, 88));
    let reset = (api.sandbox.now() / 1000 + 900).to_string();
    assert_eq!(reply.header("x-rate-limit-limit"), Some("1000"));
    assert_eq!(reply.header("x-rate-limit-remaining"), Some("0"));
    assert_eq!(reply.header("x-rate-limit-reset"), Some(reset.as_str()));
}

#[tokio::test]
async fn latency_delays_and_then_all_goes_well() {
    let api = Api::plain().await;
    let began = Instant::now();
    assert_eq!(faulted(&api, "latency:30").await.status, 200);
    assert!(began.elapsed().as_millis() >= 30);
}

#[tokio::test]
async fn an_answer_is_played_exactly() {
    let api = Api::plain().await;
    let order = r#"{"operation": "events", "fault": "respond", "status": 420, "times": 1,
        "headers": {"Retry-After": 7, "x-odd": "a b", "content-type": null},
        "body": {"next_cursor": "", "events": [1.0, 9007199254740993]}}"#;
    assert_eq!(api.control("faults", order).await.status, 200);
    let reply = api.events(&[]).await;
    assert_eq!(reply.status, 420);
    assert_eq!(reply.json()["events"][1], 9_007_199_254_740_993_u64);
    assert_eq!(reply.header("retry-after"), Some("7"));
    assert_eq!(reply.header("x-odd"), Some("a b"));
    assert_eq!(reply.header("content-type"), None);
    assert_eq!(reply.header("x-transaction-id"), None);
    assert_eq!(reply.header("date"), Some("Tue, 15 Dec 2015 17:58:20 GMT"));

    let order = r#"{"operation": "any", "fault": "respond",
        "headers": {"Date": null}, "body": "not {json"}"#;
    api.control("faults", order).await;
    let reply = api.get(VERIFY, &[]).await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "not {json"));
    assert_eq!(reply.header("date"), None);

    let order = r#"{"operation": "any", "fault": "respond", "status": 204,
        "headers": {"date": "yesterday", "content-length": "2"}, "body": "{}"}"#;
    api.control("faults", order).await;
    let reply = api.get(VERIFY, &[]).await;
    assert_eq!((reply.status, reply.body.as_str()), (204, ""));
    assert_eq!(reply.header("date"), Some("yesterday"));
    assert_eq!(api.get(VERIFY, &[]).await.status, 200);
}

#[tokio::test]
async fn a_played_body_is_sent_to_the_letter() {
    let api = Api::plain().await;
    for (body, played) in [
        (r#"{"b":1.0,  "a":123456789012345678901234567890,"b":1e400}"#, None),
        ("null", None),
        (r#""{\"b\": 1.0}""#, Some(r#"{"b": 1.0}"#)),
    ] {
        let order = format!(r#"{{"operation": "any", "fault": "respond", "body": {body}}}"#);
        let active = api.control("faults", &order).await;
        assert!(active.body.contains(body), "{}", active.body);
        assert_eq!(api.get(VERIFY, &[]).await.body, played.unwrap_or(body));
    }
}

#[tokio::test]
async fn a_204_or_304_has_neither_body_nor_length() {
    let api = Api::plain().await;
    let authority = api.sandbox.url().strip_prefix("http://").unwrap();
    for status in [204, 304] {
        for order in [
            format!(r#"{{"operation": "any", "fault": "status:{status}"}}"#),
            format!(r#"{{"operation": "any", "fault": "respond", "status": {status}, "body": "{{}}"}}"#),
            format!(r#"{{"operation": "any", "fault": "respond", "status": {status}}}"#),
            format!(
                r#"{{"operation": "any", "fault": "respond", "status": {status}, "body": "{{}}",
                    "headers": {{"content-length": 2}}}}"#
            ),
        ] {
            assert_eq!(api.control("faults", &order).await.status, 200, "{order}");
            let mut socket = TcpStream::connect(authority).await.unwrap();
            let request = format!("GET {VERIFY} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
            socket.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            socket.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
            assert!(answer.ends_with("\r\n\r\n"), "{order}: {answer}");
            assert!(!answer.contains("content-length") && !answer.contains("transfer-encoding"), "{order}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_rule_is_used_up_by_the_requests_of_its_operation() {
    let api = Api::plain().await;
    let rule = FaultRule::named("show", "status:500").unwrap().times(2);
    let active = api.sandbox.fault(rule.clone()).unwrap();
    assert_eq!(active, [rule]);
    assert_eq!(api.create("12").await.status, 200);
    assert_eq!(api.show("1").await.status, 500);
    // An unsigned probe uses a fault up as well.
    let url = format!("{}/1.1/feedback/show/1.json", api.sandbox.url());
    let probe = crate::support::read(api.http.get(url)).await.unwrap();
    assert_eq!(probe.status, 500);
    assert_eq!(api.show("1").await.status, 404);
}

#[tokio::test]
async fn any_meets_every_request_to_the_service_and_no_control() {
    let api = Api::plain().await;
    let order = r#"{"operation": "any", "fault": "status:500", "times": 3}"#;
    let active = api.control("faults", order).await.json();
    assert_eq!(active["active"][0]["times"], 3);
    assert_eq!(api.control("advance", r#"{"milliseconds":0}"#).await.status, 200);
    assert_eq!(api.get(VERIFY, &[]).await.status, 500);
    assert_eq!(api.get("/1.1/unknown.json", &[]).await.status, 500);
    let friendship = "/1.1/friendships/show.json";
    let reply = api.try_send(Method::GET, friendship, &[]).await.unwrap();
    assert_eq!(reply.status, 500);
    assert_eq!(api.get(VERIFY, &[]).await.status, 200);
}
