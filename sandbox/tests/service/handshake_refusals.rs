//! Signing in, as it is refused.

use http::Method;

use crate::sign_in::{ACCESS_TOKEN, CALLBACK, REQUEST_TOKEN};
use crate::signer::{Keys, ToSign};
use crate::support::{Api, Reply, header, read};

const WRONG_TOKEN: (u16, &str) = (401, "Invalid request token.");
const WRONG_VERIFIER: (u16, &str) = (401, "Error processing your OAuth request: Invalid oauth_verifier parameter");
const MINUTE: i64 = 60_000;

fn told(reply: &Reply) -> (u16, &str) {
    (reply.status, &reply.body)
}

/// Asks for a request token with what `change` makes of the signed parameters.
async fn ask_with(api: &Api, keys: &Keys, change: impl FnOnce(&mut Vec<(String, String)>)) -> Reply {
    let url = format!("{}{REQUEST_TOKEN}", api.sandbox.url());
    let more = [("oauth_callback", CALLBACK)];
    let now = api.sandbox.now() / 1000;
    let mut oauth = keys.sign(&ToSign { method: "POST", url: &url, more: &more, params: &[], now });
    change(&mut oauth);
    api.post_with(REQUEST_TOKEN, &header(&oauth), &[]).await
}

/// Asks for a request token with this callback and, where it is given, this `Accept`.
async fn ask_for(api: &Api, callback: &str, accept: Option<&str>) -> Reply {
    let url = format!("{}{REQUEST_TOKEN}", api.sandbox.url());
    let more = [("oauth_callback", callback)];
    let now = api.sandbox.now() / 1000;
    let oauth = api.app().sign(&ToSign { method: "POST", url: &url, more: &more, params: &[], now });
    let request = api.http.post(&url).header("authorization", header(&oauth));
    read(match accept {
        Some(accept) => request.header("accept", accept),
        None => request,
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_wrong_signature_is_401_32() {
    let api = Api::plain().await;
    let app = api.app();
    let own = &api.credentials;
    let mut wrong_key = app.clone();
    wrong_key.consumer.0 = "nobody".into();
    let mut wrong_secret = app.clone();
    wrong_secret.consumer.1.push('x');
    // The secret of the app where a token's belongs, and a token's where the app's belongs.
    let mut exchanged = app.clone();
    exchanged.token = Some((String::new(), std::mem::take(&mut exchanged.consumer.1)));
    let mut others = app.clone();
    others.consumer.1 = own.access_token_secret.clone();
    let with_a_token = Keys::account(own);
    for (what, keys) in [
        ("key", wrong_key),
        ("secret", wrong_secret),
        ("exchanged", exchanged),
        ("the account's secret", others),
        ("an account's token", with_a_token),
    ] {
        assert_eq!(ask_with(&api, &keys, |_| {}).await.refusal(), (401, 32), "{what}");
    }
    assert_eq!(ask_with(&api, &app, |_| {}).await.status, 200);
}

#[tokio::test]
async fn secrets_that_changed_places_are_refused_at_the_last_step_too() {
    let api = Api::plain().await;
    let (token, secret) = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token).unwrap();
    let mut keys = api.app().with(&token, &secret);
    let (app_secret, token_secret) = (keys.consumer.1.clone(), secret.clone());
    keys.consumer.1 = token_secret;
    keys.token = Some((token.clone(), app_secret));
    let reply = api.post_as(&keys, ACCESS_TOKEN, &[("oauth_verifier", &pin)], &[]).await;
    assert_eq!(reply.refusal(), (401, 32));
    assert_eq!(api.exchange(&(token, secret), &pin).await.status, 200, "a stranger uses no token up");
}

#[tokio::test]
async fn a_missing_or_repeated_parameter_is_400_215() {
    let api = Api::plain().await;
    for name in ["oauth_consumer_key", "oauth_nonce", "oauth_signature", "oauth_signature_method", "oauth_timestamp"] {
        let reply = ask_with(&api, &api.app(), |oauth| oauth.retain(|(found, _)| found != name)).await;
        assert_eq!(reply.refusal(), (400, 215), "{name}");
        let again = |oauth: &mut Vec<(String, String)>| {
            let twice = oauth.iter().find(|(found, _)| found == name).cloned();
            oauth.extend(twice);
        };
        assert_eq!(ask_with(&api, &api.app(), again).await.refusal(), (400, 215), "{name}");
    }
    let (token, secret) = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token).unwrap();
    let verifier = ("oauth_verifier", pin.as_str());
    let keys = api.app().with(&token, &secret);
    for (more, params) in [(vec![verifier, verifier], vec![]), (vec![verifier], vec![verifier])] {
        let reply = api.post_as(&keys, ACCESS_TOKEN, &more, &params).await;
        assert_eq!(reply.refusal(), (400, 215));
    }
    let callback = ("oauth_callback", "oob");
    let reply = api.post_as(&api.app(), REQUEST_TOKEN, &[callback], &[callback]).await;
    assert_eq!(reply.refusal(), (400, 215));
}

#[tokio::test]
async fn without_a_callback_or_a_token_the_answer_is_400_215() {
    let api = Api::plain().await;
    for more in [&[][..], &[("oauth_callback", "")]] {
        let reply = api.post_as(&api.app(), REQUEST_TOKEN, more, &[]).await;
        assert_eq!(reply.refusal(), (400, 215), "{more:?}");
    }
    let reply = api.post_as(&api.app(), ACCESS_TOKEN, &[("oauth_verifier", "1234567")], &[]).await;
    assert_eq!(reply.refusal(), (400, 215));
}

#[tokio::test]
async fn a_nonce_counts_once_and_a_timestamp_for_five_minutes() {
    let api = Api::plain().await;
    let url = format!("{}{REQUEST_TOKEN}", api.sandbox.url());
    let more = [("oauth_callback", "oob")];
    let now = api.sandbox.now() / 1000;
    let sign = |now| header(&api.app().sign(&ToSign { method: "POST", url: &url, more: &more, params: &[], now }));
    let once = sign(now);
    assert_eq!(api.post_with(REQUEST_TOKEN, &once, &[]).await.status, 200);
    assert_eq!(api.post_with(REQUEST_TOKEN, &once, &[]).await.refusal(), (401, 32));
    for (offset, expected) in [(-301, (401, 135)), (301, (401, 135))] {
        assert_eq!(api.post_with(REQUEST_TOKEN, &sign(now + offset), &[]).await.refusal(), expected);
    }
    assert_eq!(api.post_with(REQUEST_TOKEN, &sign(now - 300), &[]).await.status, 200);
}

#[tokio::test]
async fn a_callback_that_is_not_registered_is_403_415() {
    let api = Api::plain().await;
    for callback in [
        "https://unapproved.example/callback",
        "http://UNAPPROVED.example:8080",
        "/callback",
        "app.example",
        "javascript://x/%0aalert(1)",
        "https://app.example/\nx",
    ] {
        let reply = ask_for(&api, callback, Some("application/json")).await;
        assert_eq!(reply.refusal(), (403, 415), "{callback}");
        assert!(reply.message().starts_with("Callback URL not approved for this client application."));
    }
    for callback in [CALLBACK, "http://127.0.0.1:3000/cb?x=1", "myapp://callback", "https://unapproved.example.org/"] {
        api.begin(callback).await;
    }
}

#[tokio::test]
async fn that_refusal_is_xml_unless_json_is_asked_for_by_name() {
    let api = Api::plain().await;
    let xml = "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"415\">Callback URL not approved for this \
               client application. Approved callback URLs can be adjusted in your application settings</error></errors>";
    for accept in [None, Some("*/*"), Some("text/html, image/gif, */*; q=.2"), Some("application/xml")] {
        let reply = ask_for(&api, "https://unapproved.example/", accept).await;
        assert_eq!(told(&reply), (403, xml), "{accept:?}");
        assert_eq!(reply.header("content-type"), Some("application/xml;charset=utf-8"));
    }
    for accept in ["application/json", "text/html, Application/JSON;q=0.9", "application/json; charset=utf-8, */*"] {
        let reply = ask_for(&api, "https://unapproved.example/", Some(accept)).await;
        assert_eq!(reply.refusal(), (403, 415), "{accept}");
    }
    for accept in [None, Some("application/json")] {
        let reply = ask_for(&api, "oob", accept).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html;charset=utf-8")), "{accept:?}");
    }
}

#[tokio::test]
async fn a_request_token_is_exchanged_once() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token.0).unwrap();
    assert_eq!(api.exchange(&token, &pin).await.status, 200);
    assert_eq!(told(&api.exchange(&token, &pin).await), WRONG_TOKEN);
}

#[tokio::test]
async fn an_access_token_is_no_request_token_and_the_other_way_round() {
    let api = Api::plain().await;
    let own = Keys::account(&api.credentials);
    let reply = api.post_as(&own, ACCESS_TOKEN, &[("oauth_verifier", "1234567")], &[]).await;
    assert_eq!(told(&reply), WRONG_TOKEN);
    let (token, secret) = api.begin("oob").await;
    let reply = api.get_as(&api.app().with(&token, &secret), "/1.1/account/verify_credentials.json").await;
    assert_eq!(reply.refusal(), (401, 89));
}

#[tokio::test]
async fn a_wrong_or_missing_verifier_is_told_and_three_of_them_use_the_token_up() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token.0).unwrap();
    let wrong = if pin == "0000000" { "0000001" } else { "0000000" };
    assert_eq!(told(&api.exchange(&token, wrong).await), WRONG_VERIFIER);
    let keys = api.app().with(&token.0, &token.1);
    assert_eq!(told(&api.post_as(&keys, ACCESS_TOKEN, &[], &[]).await), WRONG_VERIFIER);
    assert_eq!(told(&api.exchange(&token, pin.strip_suffix(|_| true).unwrap()).await), WRONG_VERIFIER);
    assert_eq!(told(&api.exchange(&token, &pin).await), WRONG_TOKEN);

    let token = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token.0).unwrap();
    for _ in 0..2 {
        assert_eq!(told(&api.exchange(&token, "").await), WRONG_VERIFIER);
    }
    assert_eq!(api.exchange(&token, &pin).await.status, 200, "two are forgiven");
}

#[tokio::test]
async fn nothing_is_exchanged_before_somebody_has_authorized_the_app() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    assert_eq!(told(&api.exchange(&token, "1234567").await), WRONG_VERIFIER);
    let pin = api.sandbox.authorize(&token.0).unwrap();
    assert_eq!(api.exchange(&token, &pin).await.status, 200);
}

#[tokio::test]
async fn a_request_token_lives_for_fifteen_minutes_of_the_sandboxs_clock() {
    let api = Api::plain().await;
    let (early, late, unpressed) = (api.begin("oob").await, api.begin("oob").await, api.begin("oob").await);
    let pins = [&early, &late].map(|token| api.sandbox.authorize(&token.0).unwrap());
    api.advance(15 * MINUTE - 1);
    assert_eq!(api.exchange(&early, &pins[0]).await.status, 200);
    api.advance(1);
    assert_eq!(told(&api.exchange(&late, &pins[1]).await), WRONG_TOKEN);
    assert_eq!(api.page(&unpressed.0).await.status, 403);
    assert!(api.sandbox.authorize(&unpressed.0).is_err());
}

#[tokio::test]
async fn a_button_is_pressed_once() {
    let api = Api::plain().await;
    for callback in ["oob", CALLBACK] {
        let (token, _) = api.begin(callback).await;
        api.sandbox.authorize(&token).unwrap();
        for error in [api.sandbox.authorize(&token).unwrap_err(), api.sandbox.deny(&token).unwrap_err()] {
            assert!(error.to_string().starts_with("oauth_token must be a request token"), "{error}");
            assert!(!error.to_string().contains(&token));
        }
    }
}

#[tokio::test]
async fn whoever_cancels_uses_the_token_up_and_is_sent_back_where_there_is_a_callback() {
    let api = Api::plain().await;
    let token = api.begin("https://app.example/cb?a=1").await;
    let url = api.sandbox.deny(&token.0).unwrap().unwrap();
    assert_eq!(url, format!("https://app.example/cb?a=1&denied={}", token.0));
    assert_eq!(told(&api.exchange(&token, "1234567").await), WRONG_TOKEN);
    let token = api.begin("oob").await;
    assert_eq!(api.sandbox.deny(&token.0).unwrap(), None);
    assert!(api.sandbox.authorize(&token.0).is_err());
}

#[tokio::test]
async fn a_wrong_method_is_404_34() {
    let api = Api::plain().await;
    for (method, path) in [
        (Method::GET, REQUEST_TOKEN),
        (Method::GET, ACCESS_TOKEN),
        (Method::PUT, "/oauth/authorize"),
        (Method::GET, "/1.1/oauth/invalidate_token.json"),
        (Method::POST, "/1.1/oauth/request_token.json"),
        (Method::POST, "/oauth/request_token/"),
        (Method::POST, "/oauth/"),
    ] {
        let reply = api.try_send(method.clone(), path, &[]).await.unwrap();
        assert_eq!(reply.refusal(), (404, 34), "{method} {path}");
    }
}
