//! Who signed a request, and who delivers: both are told from text that anybody may write.
//!
//! One input is up to eight lines: `Authorization`, query, form, method, host, path, remote address, `X-Forwarded-For`.
#![no_main]

use std::sync::LazyLock;

use base64::Engine as _;
use libfuzzer_sys::fuzz_target;
use twitter_feedback::fuzzing::signed;
use twitter_feedback::{Timestamp, WebhookCredentials, WebhookVerifier};
use twitter_feedback_sandbox::fuzzing::{Request, authenticates, form, header, percent};
use twitter_feedback_sandbox::oauth::{encode, signature_base_string};

fuzz_target!(|data: &[u8]| {
    let mut lines = data.split(|byte| *byte == b'\n');
    let [authorization, query, body, method, host, path, remote, forwarded] =
        std::array::from_fn(|_| lines.next().unwrap_or_default());
    let [query_text, method, host, path, remote, forwarded] =
        [query, method, host, path, remote, forwarded].map(String::from_utf8_lossy);
    check_header(authorization);
    for encoded in [query, body, authorization] {
        check_encoding(encoded);
    }
    check_base_string(&method, &format!("http://{host}{path}"), query);
    let request = Request {
        method: &method,
        host: &host,
        path: &path,
        authorization: Some(authorization),
        query: Some(&query_text),
        form: Some(body),
    };
    assert!(!authenticates(&request, OURS, NOW), "nobody can sign without the secrets");
    check_signed([&query_text, &method, &host, &path], &[&remote, &forwarded]);
    check_delivery(&String::from_utf8_lossy(authorization), &remote, &forwarded);
    check_network(&remote);
});

const NOW: i64 = 1_450_202_300;
/// Known to the dictionary, but for the secrets.
const OURS: [&str; 4] = ["key", "7f1d4d9a0c", "1-token", "b3e2a88f61"];

/// What was read of a header, encoded as section 3.6 says, is read as the same.
fn check_header(authorization: &[u8]) {
    let Some(found) = header(authorization) else { return };
    assert!(found.iter().all(|(name, _)| !name.eq_ignore_ascii_case("realm")), "a realm is no parameter");
    let parameters: Vec<String> =
        found.iter().map(|(name, value)| format!("{}=\"{}\"", encode(name), encode(value))).collect();
    assert_eq!(header(format!("OAuth {}", parameters.join(", ")).as_bytes()), Some(found));
}

/// What was decoded, encoded again, is the same; and text that is encoded can always be decoded.
fn check_encoding(encoded: &[u8]) {
    let text = String::from_utf8_lossy(encoded);
    assert_eq!(percent(encode(&text).as_bytes()).as_deref(), Some(&*text));
    if let Some(plain) = percent(encoded) {
        assert_eq!(percent(encode(&plain).as_bytes()), Some(plain));
    }
    if let Some(pairs) = form(encoded) {
        assert_eq!(form(as_form(&pairs).as_bytes()), Some(pairs));
    }
}

fn as_form(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// The text that is signed holds every parameter, in an order that is theirs alone.
fn check_base_string(method: &str, uri: &str, query: &[u8]) {
    let Some(mut pairs) = form(query) else { return };
    let base = signature_base_string(method, uri, &pairs);
    assert!(base.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%&".contains(&byte)), "{base}");
    pairs.reverse();
    assert_eq!(signature_base_string(&method.to_ascii_lowercase(), uri, &pairs), base, "the order sent has no say");
    let [_, _, parameters] = base.split('&').collect::<Vec<_>>().try_into().expect("three parts");
    let parameters = percent(parameters.as_bytes()).expect("it was encoded");
    let mut held = form(parameters.as_bytes()).expect("it was encoded twice");
    pairs.retain(|(name, _)| name != "oauth_signature");
    pairs.sort_unstable();
    held.sort_unstable();
    assert_eq!(held, pairs);
}

/// Whatever the keys and the values are: what core signs, the sandbox recognises, and nothing else.
fn check_signed(keys: [&str; 4], values: &[&str]) {
    let names = ["message", "external_id"];
    let params: Vec<(&str, String)> = names.into_iter().zip(values.iter().map(|value| (*value).to_owned())).collect();
    let at = Timestamp::from_millis(NOW * 1000).expect("a time");
    let uri = "http://api.example.com/1.1/feedback/create.json";
    let (authorization, body) = signed(keys, "POST", uri, &params, at).expect("random numbers");
    let request = Request {
        method: "POST",
        host: "api.example.com",
        path: "/1.1/feedback/create.json",
        authorization: Some(authorization.as_bytes()),
        query: None,
        form: Some(body.as_bytes()),
    };
    assert!(authenticates(&request, keys, NOW), "core signs and the sandbox agrees");
    assert!(!authenticates(&Request { path: "/1.1/feedback/create", ..request }, keys, NOW));
    assert!(!authenticates(&request, keys, NOW + 301));
    let more = format!("{body}&test=true");
    assert!(!authenticates(&Request { form: Some(more.as_bytes()), ..request }, keys, NOW));
}

/// Let in the pair from anywhere, from the published networks, and from there also through proxies at 10.0.0.0/8.
static VERIFIERS: LazyLock<[WebhookVerifier; 3]> = LazyLock::new(|| {
    let pair = WebhookCredentials::new("feedback", "pass:wörd").expect("credentials");
    let known = WebhookVerifier::builder().credentials(pair);
    let near = known.clone().network(WebhookVerifier::PUBLISHED_NETWORKS[0]);
    let behind = near.clone().trusted_proxy("10.0.0.0/8");
    [known, near, behind].map(|builder| builder.build().expect("a verifier"))
});

/// Only the pair is let in, from addresses that no sender can make up.
fn check_delivery(authorization: &str, remote: &str, forwarded: &str) {
    let [known, near, behind] = &*VERIFIERS;
    let theirs = Some(authorization);
    let ours = Some("Basic ZmVlZGJhY2s6cGFzczp3w7ZyZA==");
    if known.authenticate(theirs, None, None).is_ok() {
        let encoded = authorization.trim().get(5..).expect("a scheme").trim().trim_end_matches('=');
        let decoded = base64::engine::general_purpose::STANDARD_NO_PAD.decode(encoded).expect("base64");
        assert_eq!(decoded, "feedback:pass:wörd".as_bytes(), "only the pair is let in");
    } else {
        assert!(behind.authenticate(theirs, Some("199.59.148.1"), None).is_err(), "the address does not help");
    }
    let is_near = near.authenticate(ours, Some(remote), None).is_ok();
    let claims = near.authenticate(ours, Some(remote), Some(forwarded)).is_ok();
    assert_eq!(is_near, claims, "without a proxy nobody is believed");
    // What a proxy that is trusted appends counts, whatever stands before it.
    for (appended, expected) in [("199.59.151.255", true), ("199.59.152.0", false), ("10.1.2.3, 199.59.148.9:80", true)]
    {
        let chain = format!("{forwarded},{appended}");
        assert_eq!(behind.authenticate(ours, Some("10.9.9.9"), Some(&chain)).is_ok(), expected, "{chain}");
    }
}

/// An address that is let in is let in as it was written.
fn check_network(given: &str) {
    if let Ok(verifier) = WebhookVerifier::builder().network(given).build() {
        assert!(given.contains('/') || verifier.authenticate(None, Some(given), None).is_ok(), "{given}");
    }
}
