//! Connections that break on order.

use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::time::Duration;

use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use twitter_feedback_sandbox::FaultRule;

use crate::support::{Api, form, prompt};

const CREATE: &str = "/1.1/feedback/create.json";

fn order(api: &Api, operation: &str, fault: &str) {
    let rule = FaultRule::named(operation, fault).unwrap();
    api.sandbox.fault(rule).unwrap();
}

/// Sends a create on a bare socket and returns what came back and how the connection ended.
async fn bare_create(api: &Api, to_user_id: &str) -> (Vec<u8>, io::Result<usize>) {
    let url = format!("{}{CREATE}", api.sandbox.url());
    let authority = api.sandbox.url().strip_prefix("http://").unwrap();
    let params = prompt(to_user_id);
    let body = form(&params);
    let head = format!(
        "POST {CREATE} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        api.authorization("POST", &url, &params),
        body.len()
    );
    let mut socket = TcpStream::connect(authority).await.unwrap();
    socket.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut received = Vec::new();
    let end = socket.read_to_end(&mut received).await;
    (received, end)
}

fn is_reset(end: io::Result<usize>) -> bool {
    end.is_err_and(|error| error.kind() == ErrorKind::ConnectionReset)
}

#[tokio::test]
async fn reset_before_work_is_a_reset_and_nothing_was_done() {
    let api = Api::plain().await;
    order(&api, "create", "reset_before_work");
    let (received, end) = bare_create(&api, "12").await;
    assert_eq!(received, b"");
    assert!(is_reset(end));
    assert_eq!(api.create("12").await.status, 200);
    let log = api.sandbox.requests();
    assert_eq!(log[0].status, None);
    assert_eq!(log[0].to_user_id.as_deref(), Some("12"));
    assert_eq!(log[0].sender.as_deref(), Some(api.sandbox.user_id()));
    assert_eq!(log[1].status, Some(200));
}

#[tokio::test]
async fn reset_after_work_is_a_reset_and_the_prompt_exists() {
    let api = Api::plain().await;
    order(&api, "create", "reset_after_work");
    let (received, end) = bare_create(&api, "12").await;
    assert_eq!(received, b"");
    assert!(is_reset(end));
    assert_eq!(api.sandbox.requests()[0].status, None);
    assert_eq!(api.create("12").await.status, 403, "asked before");
}

#[tokio::test]
async fn a_truncated_answer_announces_all_and_sends_half() {
    let api = Api::plain().await;
    order(&api, "create", "truncate");
    let (received, end) = bare_create(&api, "12").await;
    assert!(is_reset(end));
    let text = String::from_utf8(received).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let announced: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    assert_eq!(body.len(), announced / 2);
    assert_eq!(api.sandbox.requests()[0].status, Some(200));
    assert_eq!(api.create("12").await.status, 403, "the work was done");
}

#[tokio::test]
async fn a_client_library_sees_the_reset_as_one() {
    let api = Api::plain().await;
    order(&api, "any", "reset_before_work");
    let error = api.try_send(Method::POST, CREATE, &prompt("12")).await.unwrap_err();
    let mut cause = error.source();
    let mut reset = false;
    while let Some(inner) = cause {
        reset |= inner.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::ConnectionReset);
        cause = inner.source();
    }
    assert!(reset, "{error:?}");
}

#[tokio::test]
async fn a_slow_body_starts_with_the_head() {
    let api = Api::plain().await;
    order(&api, "create", "slow_body");
    let url = format!("{}{CREATE}", api.sandbox.url());
    let params = prompt("12");
    let mut response = api
        .http
        .post(&url)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", api.authorization("POST", &url, &params))
        .body(form(&params))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let announced = response.content_length().unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"{"));
    // However late this test was, ten seconds' worth of bytes are still to come.
    assert!(announced > 100 + u64::try_from(first.len()).unwrap());
}

#[tokio::test]
async fn a_hung_request_is_never_answered_nor_worked_on() {
    let api = Api::plain().await;
    order(&api, "create", "hang");
    let params = prompt("12");
    let met = async {
        while api.sandbox.requests().first().is_none_or(|first| first.to_user_id.is_none()) {
            tokio::task::yield_now().await;
        }
        assert_eq!(api.create("12").await.status, 200);
    };
    tokio::select! {
        reply = api.try_send(Method::POST, CREATE, &params) => panic!("{reply:?}"),
        () = met => {}
    }
    assert_eq!(api.sandbox.requests()[0].status, None);
}

#[tokio::test]
async fn stopping_drops_hung_requests() {
    let api = Api::plain().await;
    order(&api, "create", "hang");
    let url = format!("{}{CREATE}", api.sandbox.url());
    let hanging = tokio::spawn(api.http.post(url).send());
    while api.sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    tokio::time::timeout(Duration::from_secs(5), api.sandbox.stop()).await.expect("stops promptly");
    assert!(hanging.await.unwrap().is_err());
}
