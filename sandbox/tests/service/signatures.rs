//! Who is let in, and how the others are refused.

use http::Method;

use crate::support::{Api, Reply, form, header, pairs, prompt, read};

const VERIFY: &str = "/1.1/account/verify_credentials.json";

async fn verify_with(api: &Api, change: impl FnOnce(&mut Vec<(String, String)>)) -> Reply {
    let url = format!("{}{VERIFY}", api.sandbox.url());
    let oauth = api.signed("GET", &url, &[], change);
    with_header(api, VERIFY, &header(&oauth)).await
}

async fn with_header(api: &Api, path: &str, authorization: &str) -> Reply {
    let url = format!("{}{path}", api.sandbox.url());
    read(api.http.get(url).header("authorization", authorization)).await.unwrap()
}

fn set(oauth: &mut Vec<(String, String)>, name: &str, value: &str) {
    oauth.retain(|(found, _)| found != name);
    oauth.push((name.to_owned(), value.to_owned()));
}

#[tokio::test]
async fn a_signed_request_is_let_in_and_told_its_access_level() {
    let api = Api::plain().await;
    let reply = api.get(VERIFY, &[]).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("x-access-level"), Some("read-write-directmessages"));
    assert_eq!(reply.header("content-type"), Some("application/json;charset=utf-8"));
    assert_eq!(reply.header("date"), Some("Tue, 15 Dec 2015 17:58:20 GMT"));
    let transaction = reply.header("x-transaction-id").unwrap();
    assert_eq!(transaction.len(), 16);
    assert!(transaction.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert!(reply.header("x-transaction").is_some());
    assert_eq!(reply.json()["id_str"], api.sandbox.user_id());
}

#[tokio::test]
async fn without_oauth_the_answer_is_400_215() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    let reply = read(api.http.get(&url)).await.unwrap();
    assert_eq!(reply.refusal(), (400, 215));
    assert_eq!(reply.header("x-access-level"), None);
    for authorization in ["Basic dXNlcjpwYXNz", "OAuth", "", "OAuth oauth_token"] {
        let reply = with_header(&api, VERIFY, authorization).await;
        assert_eq!(reply.refusal(), (400, 215), "{authorization}");
    }
}

#[tokio::test]
async fn a_missing_or_repeated_oauth_parameter_is_400_215() {
    let api = Api::plain().await;
    for name in ["oauth_consumer_key", "oauth_nonce", "oauth_signature_method", "oauth_timestamp", "oauth_token"] {
        let reply = verify_with(&api, |oauth| oauth.retain(|(found, _)| found != name)).await;
        assert_eq!(reply.refusal(), (400, 215), "{name}");
        let reply = verify_with(&api, |oauth| oauth.push((name.into(), "x".into()))).await;
        assert_eq!(reply.refusal(), (400, 215), "{name}");
    }
}

#[tokio::test]
async fn an_empty_nonce_is_a_missing_one() {
    let api = Api::plain().await;
    let reply = verify_with(&api, |oauth| set(oauth, "oauth_nonce", "")).await;
    assert_eq!(reply.refusal(), (400, 215));
}

#[tokio::test]
async fn oauth_parameters_stand_in_one_place_only() {
    let api = Api::plain().await;
    let url = format!("{}/1.1/feedback/create.json", api.sandbox.url());
    let oauth = api.signed("POST", &url, &prompt("12"), |_| {});
    // Rightly signed, but one parameter stands elsewhere than the rest.
    let rest: Vec<_> = oauth.iter().filter(|(name, _)| name != "oauth_version").cloned().collect();
    let pairs: Vec<_> = rest.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let version = "oauth_version=1.0";
    let prompt = form(&prompt("12"));
    let (as_header, as_form) = (header(&rest), form(&pairs));
    for (header, query, body) in [
        (Some(&as_header), version, prompt.clone()),
        (Some(&as_header), "", format!("{prompt}&{version}")),
        (None, version, format!("{prompt}&{as_form}")),
    ] {
        let mut request = api
            .http
            .post(format!("{url}?{query}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        assert_eq!(read(request).await.unwrap().refusal(), (400, 215), "{query}");
    }
}

#[tokio::test]
async fn a_bearer_token_is_403_220() {
    let api = Api::plain().await;
    let reply = with_header(&api, VERIFY, "Bearer AAAA").await;
    assert_eq!(reply.refusal(), (403, 220));
}

#[tokio::test]
async fn an_unknown_token_is_401_89_and_an_unknown_consumer_401_32() {
    let api = Api::plain().await;
    let reply = verify_with(&api, |oauth| set(oauth, "oauth_token", "nobody")).await;
    assert_eq!(reply.refusal(), (401, 89));
    let reply = verify_with(&api, |oauth| set(oauth, "oauth_consumer_key", "nobody")).await;
    assert_eq!(reply.refusal(), (401, 32));
}

#[tokio::test]
async fn a_wrong_signature_method_or_version_is_401_32() {
    let api = Api::plain().await;
    for (name, value) in [
        ("oauth_signature_method", "PLAINTEXT"),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_version", "2.0"),
        ("oauth_version", "1.0a"),
        ("oauth_version", ""),
    ] {
        let reply = verify_with(&api, |oauth| set(oauth, name, value)).await;
        assert_eq!(reply.refusal(), (401, 32), "{name} {value}");
    }
    let reply = verify_with(&api, |oauth| {
        oauth.retain(|(name, _)| name != "oauth_version");
    })
    .await;
    assert_eq!(reply.status, 200, "the version is optional");
}

#[tokio::test]
async fn what_was_changed_after_signing_is_401_32() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    // Another secret.
    let mut stranger = Api::plain().await;
    stranger.credentials = api.credentials.clone();
    stranger.credentials.access_token_secret.push('x');
    let forged = stranger.authorization("GET", &url, &[]);
    assert_eq!(with_header(&api, VERIFY, &forged).await.refusal(), (401, 32));
    // Another method, path, query or signature.
    let posted = api.authorization("POST", &url, &[]);
    assert_eq!(with_header(&api, VERIFY, &posted).await.refusal(), (401, 32));
    let other_path = api.authorization("GET", &url, &[]);
    let path = "/1.1/users/show.json";
    assert_eq!(with_header(&api, path, &other_path).await.refusal(), (401, 32));
    let unsigned = api.authorization("GET", &url, &[]);
    let path = format!("{VERIFY}?test=true");
    assert_eq!(with_header(&api, &path, &unsigned).await.refusal(), (401, 32));
    for signature in ["", "bm8="] {
        let mut oauth = api.signed("GET", &url, &[], |_| {});
        set(&mut oauth, "oauth_signature", signature);
        let reply = with_header(&api, VERIFY, &header(&oauth)).await;
        assert_eq!(reply.refusal(), (401, 32));
    }
}

#[tokio::test]
async fn a_changed_body_is_401_32() {
    let api = Api::plain().await;
    let url = format!("{}/1.1/feedback/create.json", api.sandbox.url());
    let authorization = api.authorization("POST", &url, &prompt("12"));
    let reply = read(
        api.http
            .post(&url)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", authorization)
            .body(form(&prompt("13"))),
    )
    .await
    .unwrap();
    assert_eq!(reply.refusal(), (401, 32));
}

#[tokio::test]
async fn a_timestamp_may_be_300_seconds_off_either_way() {
    let api = Api::plain().await;
    let now = api.sandbox.now() / 1000;
    for (offset, refused) in [(-301, true), (-300, false), (300, false), (301, true)] {
        let timestamp = (now + offset).to_string();
        let reply = verify_with(&api, |oauth| set(oauth, "oauth_timestamp", &timestamp)).await;
        let expected = if refused { (401, 135) } else { (200, 0) };
        assert_eq!(reply.refusal(), expected, "{offset}");
    }
    for timestamp in ["", "-1", "now", "99999999999999999999", "+1450202300"] {
        let reply = verify_with(&api, |oauth| set(oauth, "oauth_timestamp", timestamp)).await;
        assert_eq!(reply.refusal(), (401, 135), "{timestamp}");
    }
}

#[tokio::test]
async fn a_replayed_nonce_is_401_32() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    let once = api.authorization("GET", &url, &[]);
    assert_eq!(with_header(&api, VERIFY, &once).await.status, 200);
    assert_eq!(with_header(&api, VERIFY, &once).await.refusal(), (401, 32));
}

#[tokio::test]
async fn a_stranger_cannot_burn_a_nonce() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    let mine = api.signed("GET", &url, &[], |_| {});
    let mut forged = mine.clone();
    set(&mut forged, "oauth_signature", "bm8=");
    let reply = with_header(&api, VERIFY, &header(&forged)).await;
    assert_eq!(reply.refusal(), (401, 32));
    assert_eq!(with_header(&api, VERIFY, &header(&mine)).await.status, 200);
}

#[tokio::test]
async fn oauth_parameters_are_taken_from_query_and_form_body_too() {
    let api = Api::plain().await;
    let url = format!("{}{VERIFY}", api.sandbox.url());
    let oauth = api.signed("GET", &url, &[], |_| {});
    let query: Vec<(&str, &str)> = oauth.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let reply = read(api.http.get(format!("{url}?{}", form(&query)))).await.unwrap();
    assert_eq!(reply.status, 200);

    let url = format!("{}/1.1/feedback/create.json", api.sandbox.url());
    let prompt = prompt("12");
    let oauth = api.signed("POST", &url, &prompt, |_| {});
    let mut body = prompt.to_vec();
    body.extend(oauth.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let reply = read(
        api.http
            .post(&url)
            .header("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
            .body(form(&body)),
    )
    .await
    .unwrap();
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[tokio::test]
async fn every_character_survives_signing_and_sending() {
    let api = Api::plain().await;
    let message = "100% * ' ( ) ! ~ + & = / ? # \" \\ é 🦀 \n\t";
    let mut params = prompt("12");
    params[2].1 = message;
    let reply = api.post("/1.1/feedback/create.json", &params).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let id = reply.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(api.show(&id).await.json()["text"], message);
}

#[tokio::test]
async fn a_plus_in_a_form_is_a_space() {
    let api = Api::plain().await;
    let url = format!("{}/1.1/feedback/create.json", api.sandbox.url());
    let mut params = prompt("12");
    params[2].1 = "a b";
    let authorization = api.authorization("POST", &url, &params);
    let reply = read(
        api.http
            .post(&url)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", authorization)
            .body(form(&params).replace("%20", "+")),
    )
    .await
    .unwrap();
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[tokio::test]
async fn the_host_that_is_signed_is_the_host_header_in_lower_case() {
    let api = Api::plain().await;
    let url = format!("http://localhost.example{VERIFY}");
    let authorization = api.authorization("GET", &url, &[]);
    let reply = read(
        api.http
            .get(format!("{}{VERIFY}", api.sandbox.url()))
            .header("host", "LocalHost.Example:80")
            .header("authorization", authorization),
    )
    .await
    .unwrap();
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[tokio::test]
async fn an_unknown_path_or_a_wrong_method_is_404_34() {
    let api = Api::plain().await;
    for (method, path) in [
        (Method::GET, "/1.1/feedback/create.json"),
        (Method::POST, "/1.1/feedback/events.json"),
        (Method::POST, "/1.1/account/verify_credentials.json"),
        (Method::PUT, "/1.1/feedback/create.json"),
        (Method::GET, "/1.1/feedback/create"),
        (Method::GET, "/1.1/statuses/update.json"),
        (Method::GET, "/1.1"),
        (Method::GET, "/2/users"),
        (Method::POST, "/oauth/unknown"),
    ] {
        let reply = api.try_send(method.clone(), path, &[]).await.unwrap();
        assert_eq!(reply.refusal(), (404, 34), "{method} {path}");
    }
}

#[test]
fn the_helper_signs_what_it_sends() {
    assert_eq!(form(&[("a b", "c+d")]), "a%20b=c%2Bd");
    assert_eq!(header(&pairs(&[("oauth_signature", "a/b=")])), "OAuth oauth_signature=\"a%2Fb%3D\"");
}
