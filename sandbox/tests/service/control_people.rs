//! The control calls that play a person: who signs in, and who is asked.

use serde_json::json;

use crate::sign_in::CALLBACK;
use crate::signer::Keys;
use crate::support::Api;

#[tokio::test]
async fn authorize_gives_the_pin_or_where_the_browser_goes() {
    let api = Api::plain().await;
    let token = api.begin("oob").await;
    let reply = api.control("authorize", &json!({"oauth_token": token.0}).to_string()).await;
    let pin = reply.json()["pin"].as_str().unwrap().to_owned();
    assert_eq!(reply.json(), json!({"pin": pin}));
    assert_eq!(api.exchange(&token, &pin).await.status, 200);

    let token = api.begin(CALLBACK).await;
    let reply = api.control("authorize", &json!({"oauth_token": token.0, "deny": false}).to_string()).await;
    let url = reply.json()["redirect"].as_str().unwrap().to_owned();
    let verifier = url.strip_prefix(&format!("{CALLBACK}?oauth_token={}&oauth_verifier=", token.0)).unwrap();
    assert_eq!(api.exchange(&token, verifier).await.status, 200);
}

#[tokio::test]
async fn deny_gives_where_the_browser_goes_if_it_goes_anywhere() {
    let api = Api::plain().await;
    let deny = |token: &str| json!({"oauth_token": token, "deny": true}).to_string();
    let (token, _) = api.begin(CALLBACK).await;
    let reply = api.control("authorize", &deny(&token)).await;
    assert_eq!(reply.json(), json!({"redirect": format!("{CALLBACK}?denied={token}")}));
    let (token, _) = api.begin("oob").await;
    assert_eq!(api.control("authorize", &deny(&token)).await.json(), json!({}));
    let reply = api.control("authorize", &deny(&token)).await;
    assert_eq!(reply.status, 404);
    assert!(!reply.body.contains(&token), "{}", reply.body);
}

#[tokio::test]
async fn recipient_gives_the_keys_of_a_customer() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    let reply = api.control("recipient", r#"{"user_id": "12"}"#).await;
    assert_eq!(reply.json(), serde_json::to_value(api.sandbox.recipient("12").unwrap()).unwrap());
    assert_eq!(reply.json()["screen_name"], "user12");
    assert_eq!(reply.body, api.control("recipient", r#"{"user_id": 12}"#).await.body);
    let text = |name: &str| reply.json()[name].as_str().unwrap().to_owned();
    let keys = Keys {
        consumer: (text("consumer_key"), text("consumer_secret")),
        token: Some((text("access_token"), text("access_token_secret"))),
    };
    let path = format!("/1.1/feedback/submit/{id}.json");
    assert_eq!(api.post_as(&keys, &path, &[], &[("score", "9")]).await.status, 200);
}

#[tokio::test]
async fn dismiss_closes_a_card() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    assert_eq!(api.control("dismiss", &format!("{{\"feedback_id\": {id}}}")).await.json(), json!({}));
    let id = json!({"feedback_id": id}).to_string();
    assert_eq!(api.control("dismiss", &id).await.status, 409);
    let mut answer: serde_json::Value = serde_json::from_str(&id).unwrap();
    answer["score"] = json!(9);
    assert_eq!(api.control("answer", &answer.to_string()).await.status, 409);
    assert_eq!(api.control("dismiss", r#"{"feedback_id": "1"}"#).await.status, 404);
}

#[tokio::test]
async fn what_is_not_the_json_of_the_call_is_400() {
    let api = Api::plain().await;
    for (call, order) in [
        ("authorize", "{}"),
        ("authorize", r#"{"oauth_token": "x", "deny": 1}"#),
        ("authorize", r#"{"oauth_token": 1}"#),
        ("recipient", "{}"),
        ("recipient", r#"{"user_id": "x"}"#),
        ("recipient", r#"{"user_id": 1.5}"#),
        ("recipient", r#"{"user_id": "9000000000000000404"}"#),
        ("dismiss", "[]"),
        ("dismiss", r#"{"feedback_id": "1", "score": 1}"#),
    ] {
        let reply = api.control(call, order).await;
        assert_eq!(reply.status, 400, "{call} {order}: {reply:?}");
        assert!(reply.json()["error"].is_string());
    }
}
