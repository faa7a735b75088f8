//! Whatever is sent, the service never fails.

use proptest::prelude::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::sign_in::REQUEST_TOKEN;
use crate::signer::Keys;
use crate::support::{Api, header};

/// Bytes that a header may carry.
fn header_soup() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(prop_oneof![Just(b'\t'), 0x20..=0x7e_u8, 0x80..=0xff_u8], 0..80),
        "OAuth [a-z_%=\", +0-9]{0,60}".prop_map(String::into_bytes),
    ]
}

/// Bytes that a request target may carry.
fn query_soup() -> impl Strategy<Value = String> {
    "[a-z0-9%&=+_.~!*'();:@/?-]{0,60}"
}

fn body_soup() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..120),
        "(type|message|%|&|=|%00|%zz|to_user_id|oauth_token|oauth_verifier|authenticity_token|cancel|\\+){0,20}"
            .prop_map(String::into_bytes),
    ]
}

/// The status of the answer to a raw request.
async fn status(authority: &str, request: &[u8]) -> u16 {
    let mut socket = TcpStream::connect(authority).await.unwrap();
    socket.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    let text = String::from_utf8_lossy(&answer);
    text.split(' ').nth(1).unwrap().parse().unwrap()
}

fn request(line: &str, authority: &str, authorization: &[u8], body: &[u8]) -> Vec<u8> {
    let mut request = format!("{line} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n").into_bytes();
    request.extend_from_slice(b"content-type: application/x-www-form-urlencoded\r\n");
    request.extend_from_slice(b"authorization: ");
    request.extend_from_slice(authorization);
    request.extend_from_slice(format!("\r\ncontent-length: {}\r\n\r\n", body.len()).as_bytes());
    request.extend_from_slice(body);
    request
}

#[test]
fn random_bytes_are_refused_and_never_a_5xx() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let api = runtime.block_on(Api::plain());
    let authority = api.sandbox.url().strip_prefix("http://").unwrap();
    let paths = prop_oneof![
        Just("POST /1.1/feedback/create.json"),
        Just("GET /1.1/feedback/events.json"),
        Just("GET /1.1/feedback/show/%00.json"),
        Just("GET /1.1/users/show.json"),
        Just("POST /1.1/feedback/submit/1.json"),
        Just("POST /1.1/feedback/dismiss/%00.json"),
        Just("POST /1.1/oauth/invalidate_token.json"),
        Just("POST /oauth/request_token"),
        Just("POST /oauth/access_token"),
        Just("GET /oauth/authorize"),
        Just("POST /oauth/authorize"),
        Just("POST /_sandbox/answer"),
        Just("POST /_sandbox/authorize"),
        Just("POST /_sandbox/recipient"),
        Just("POST /_sandbox/dismiss"),
        Just("POST /_sandbox/faults"),
    ];
    let soups = (paths, header_soup(), query_soup(), body_soup());
    proptest!(ProptestConfig::with_cases(256), |((line, authorization, query, body) in soups)| {
        let line = format!("{line}?{query}");
        let raw = request(&line, authority, &authorization, &body);
        let status = runtime.block_on(status(authority, &raw));
        prop_assert!((400..500).contains(&status), "{status}");
    });
}

#[test]
fn signed_nonsense_is_never_a_5xx() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let api = runtime.block_on(Api::plain());
    let authority = api.sandbox.url().strip_prefix("http://").unwrap();
    let names = prop_oneof![
        Just("type"),
        Just("to_user_id"),
        Just("message"),
        Just("privacy_url"),
        Just("external_id"),
        Just("question_variant_id"),
        Just("from_time"),
        Just("to_time"),
        Just("cursor"),
        Just("count"),
        Just("target_id"),
        Just("screen_name"),
    ];
    let values = prop_oneof![
        any::<String>(),
        any::<i64>().prop_map(|number| number.to_string()),
        Just("csat".to_owned()),
        Just("https://example.com".to_owned()),
    ];
    let params = proptest::collection::vec((names, values), 0..8);
    let paths = prop_oneof![
        Just("/1.1/feedback/create.json"),
        Just("/1.1/feedback/events.json"),
        Just("/1.1/friendships/show.json"),
        Just("/1.1/users/show.json"),
    ];
    proptest!(ProptestConfig::with_cases(256), |(path in paths, params in params)| {
        let params: Vec<(&str, &str)> =
            params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let method = if path.contains("create") { "POST" } else { "GET" };
        let url = format!("{}{path}", api.sandbox.url());
        let authorization = header(&api.signed(method, &url, &params, |_| {}));
        let encoded = crate::support::form(&params);
        let (line, body) = match method {
            "POST" => (format!("POST {path}"), encoded),
            _ => (format!("GET {path}?{encoded}"), String::new()),
        };
        let raw = request(&line, authority, authorization.as_bytes(), body.as_bytes());
        let status = runtime.block_on(status(authority, &raw));
        prop_assert!(status < 500 && status != 401 && status != 400, "{status}");
    });
}

#[test]
fn a_customers_nonsense_and_an_apps_are_never_a_5xx() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let api = runtime.block_on(Api::plain());
    let id = runtime.block_on(api.created("12"));
    let customer = Keys::account(&api.sandbox.recipient("12").unwrap());
    let names = prop_oneof![Just("score"), Just("text"), Just("test"), Just("oauth_callback")];
    let values = prop_oneof![any::<String>(), any::<i64>().prop_map(|number| number.to_string()), "[0-9]{1,2}"];
    let params = proptest::collection::vec((names, values), 0..4);
    let paths = prop_oneof![
        4 => Just(format!("/1.1/feedback/submit/{id}.json")),
        1 => Just(format!("/1.1/feedback/dismiss/{id}.json")),
        4 => Just(REQUEST_TOKEN.to_owned()),
    ];
    proptest!(ProptestConfig::with_cases(256), |(path in paths, params in params)| {
        let params: Vec<(&str, &str)> =
            params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let keys = if path == REQUEST_TOKEN { api.app() } else { customer.clone() };
        let reply = runtime.block_on(api.post_as(&keys, &path, &[], &params));
        prop_assert!(reply.status < 500 && reply.status != 401, "{reply:?}");
    });
}
