//! Signing in, as it goes well.

use crate::sign_in::{ACCESS_TOKEN, CALLBACK, REQUEST_TOKEN, keys};
use crate::signer::{Keys, ToSign};
use crate::support::{Api, form, header, plain_but, read};

const VERIFY: &str = "/1.1/account/verify_credentials.json";

#[tokio::test]
async fn the_answers_are_form_encoded_whatever_their_content_type_says() {
    let api = Api::plain().await;
    let reply = api.post_as(&api.app(), REQUEST_TOKEN, &[("oauth_callback", "oob")], &[]).await;
    assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let asked = reply.form();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked["oauth_callback_confirmed"], "true");
    let token = (asked["oauth_token"].clone(), asked["oauth_token_secret"].clone());
    let pin = api.sandbox.authorize(&token.0).unwrap();
    let reply = api.exchange(&token, &pin).await;
    assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"));
    let own = api.sandbox.credentials();
    let expected = format!(
        "oauth_token={}&oauth_token_secret={}&user_id={}&screen_name={}",
        own.access_token, own.access_token_secret, own.user_id, own.screen_name
    );
    assert_eq!(reply.body, expected);
}

#[tokio::test]
async fn a_pin_has_seven_digits() {
    let api = Api::plain().await;
    let (token, _) = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token).unwrap();
    assert!(pin.len() == 7 && pin.bytes().all(|digit| digit.is_ascii_digit()), "{pin}");
}

#[tokio::test]
async fn with_a_callback_the_browser_brings_token_and_verifier() {
    let api = Api::plain().await;
    let token = api.begin("https://app.example/callback?state=a%20b#top").await;
    let url = api.sandbox.authorize(&token.0).unwrap();
    let (before, rest) = url.split_once("&oauth_verifier=").unwrap();
    assert_eq!(before, format!("https://app.example/callback?state=a%20b&oauth_token={}", token.0));
    let verifier = rest.strip_suffix("#top").unwrap();
    assert_eq!(api.exchange(&token, verifier).await.status, 200);
}

#[tokio::test]
async fn the_verifier_and_the_callback_may_stand_in_the_body_or_all_in_the_query() {
    let api = Api::plain().await;
    let reply = api.post_as(&api.app(), REQUEST_TOKEN, &[], &[("oauth_callback", "oob")]).await;
    let asked = reply.form();
    let request_keys = api.app().with(&asked["oauth_token"], &asked["oauth_token_secret"]);
    let pin = api.sandbox.authorize(&asked["oauth_token"]).unwrap();
    let reply = api.post_as(&request_keys, ACCESS_TOKEN, &[], &[("oauth_verifier", &pin)]).await;
    assert_eq!(reply.form()["user_id"], api.sandbox.user_id());

    let url = format!("{}{REQUEST_TOKEN}", api.sandbox.url());
    let now = api.sandbox.now() / 1000;
    let request = ToSign { method: "POST", url: &url, more: &[("oauth_callback", CALLBACK)], params: &[], now };
    let oauth = api.app().sign(&request);
    let oauth: Vec<_> = oauth.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let reply = read(api.http.post(format!("{url}?{}", form(&oauth)))).await.unwrap();
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[tokio::test]
async fn a_client_that_repeats_its_token_in_the_body_signs_it_once() {
    let api = Api::plain().await;
    let url = format!("{}{ACCESS_TOKEN}", api.sandbox.url());
    let now = api.sandbox.now() / 1000;
    for (named, expected) in [(true, 200), (false, 400)] {
        let token = api.begin("oob").await;
        let pin = api.sandbox.authorize(&token.0).unwrap();
        let keys = api.app().with(&token.0, &token.1);
        let params = [("oauth_verifier", pin.as_str())];
        let oauth = keys.sign(&ToSign { method: "POST", url: &url, more: &[], params: &params, now });
        let again = if named { token.0.as_str() } else { "another" };
        let body = [("oauth_token", again), ("oauth_verifier", &pin)];
        let reply = api.post_with(ACCESS_TOKEN, &header(&oauth), &body).await;
        assert_eq!(reply.status, expected, "{reply:?}");
    }
    // Everywhere else it is a parameter given twice.
    let own = Keys::account(&api.credentials);
    let oauth = own.sign(&ToSign {
        method: "POST",
        url: &format!("{}/1.1/feedback/create.json", api.sandbox.url()),
        more: &[],
        params: &[],
        now,
    });
    let body = [("oauth_token", api.credentials.access_token.as_str())];
    let reply = api.post_with("/1.1/feedback/create.json", &header(&oauth), &body).await;
    assert_eq!(reply.refusal(), (400, 215));
}

#[tokio::test]
async fn an_empty_oauth_token_is_none_where_the_app_signs_alone() {
    let api = Api::plain().await;
    let keys = api.app().with("", "");
    let reply = api.post_as(&keys, REQUEST_TOKEN, &[("oauth_callback", "oob")], &[]).await;
    assert_eq!(reply.form()["oauth_callback_confirmed"], "true");
}

#[tokio::test]
async fn the_same_account_gets_the_same_token_until_it_is_invalidated() {
    let api = Api::plain().await;
    let first = api.signed_in().await;
    assert_eq!(first, api.signed_in().await);
    let old = keys(&api, &first);
    assert_eq!(api.get_as(&old, VERIFY).await.status, 200);
    let reply = api.post_as(&old, "/1.1/oauth/invalidate_token.json", &[], &[]).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, format!("{{\"access_token\":\"{}\"}}", first["oauth_token"]));
    assert_eq!(api.get_as(&old, VERIFY).await.refusal(), (401, 89));
    assert_eq!(api.post_as(&old, "/1.1/oauth/invalidate_token.json", &[], &[]).await.refusal(), (401, 89));

    let fresh = api.signed_in().await;
    assert_ne!(fresh["oauth_token"], first["oauth_token"]);
    assert_ne!(fresh["oauth_token_secret"], first["oauth_token_secret"]);
    assert_eq!(fresh["user_id"], first["user_id"]);
    assert_eq!(fresh, api.signed_in().await);
    assert_eq!(api.get_as(&old, VERIFY).await.refusal(), (401, 89));
    let reply = api.get_as(&keys(&api, &fresh), VERIFY).await;
    assert_eq!(reply.json()["id_str"], api.sandbox.user_id());
    // Whoever asks the sandbox for this sender's keys is given those that work.
    assert_eq!(api.sandbox.sender(0).access_token, fresh["oauth_token"]);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_tokens_and_pins() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let api = Api::plain().await;
        let token = api.begin("oob").await;
        let pin = api.sandbox.authorize(&token.0).unwrap();
        seen.push((token, pin, api.begin(CALLBACK).await));
    }
    assert_eq!(seen[0], seen[1]);
    let other = Api::start(plain_but(|options| options.seed = 2)).await;
    assert_ne!(other.begin("oob").await, seen[0].0);
}

#[tokio::test]
async fn every_step_stands_in_the_log_and_is_met_by_faults_of_any() {
    let api = Api::plain().await;
    for step in [REQUEST_TOKEN, ACCESS_TOKEN, "/oauth/authorize"] {
        api.control("faults", r#"{"operation": "any", "fault": "status:503"}"#).await;
        let reply = api.post_as(&api.app(), step, &[], &[]).await;
        assert_eq!(reply.refusal(), (503, 130), "{step}");
    }
    api.control("faults", r#"{"operation": "create", "fault": "status:503"}"#).await;
    assert_eq!(api.page("unknown").await.status, 403);
    let logged = api.sandbox.requests();
    let logged: Vec<_> = logged.iter().map(|request| (&*request.method, &*request.path, request.status)).collect();
    assert_eq!(
        logged,
        [
            ("POST", REQUEST_TOKEN, Some(503)),
            ("POST", ACCESS_TOKEN, Some(503)),
            ("POST", "/oauth/authorize", Some(503)),
            ("GET", "/oauth/authorize", Some(403)),
        ]
    );
}

#[tokio::test]
async fn an_exchange_whose_answer_is_lost_has_used_the_token_up() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    let pin = api.sandbox.authorize(&token.0).unwrap();
    api.control("faults", r#"{"operation": "any", "fault": "truncate"}"#).await;
    let url = format!("{}{ACCESS_TOKEN}", api.sandbox.url());
    let keys = api.app().with(&token.0, &token.1);
    let more = [("oauth_verifier", pin.as_str())];
    let now = api.sandbox.now() / 1000;
    let oauth = keys.sign(&ToSign { method: "POST", url: &url, more: &more, params: &[], now });
    assert!(read(api.http.post(&url).header("authorization", header(&oauth))).await.is_err());
    let reply = api.exchange(&token, &pin).await;
    assert_eq!((reply.status, &*reply.body), (401, "Invalid request token."));
}
