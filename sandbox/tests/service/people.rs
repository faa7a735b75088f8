//! Who can be messaged, and who is who.

use serde_json::{Value, json};

use crate::support::Api;

#[tokio::test]
async fn can_dm_is_yes_no_or_unknown() {
    let api = Api::plain().await;
    for (target, can_dm) in [
        ("12", json!(true)),
        ("9000000000000000349", json!(false)),
        ("9000000000000000150", json!(false)),
        ("9000000000000000000", Value::Null),
    ] {
        let reply = api.get("/1.1/friendships/show.json", &[("target_id", target)]).await;
        let answer = reply.json();
        let source = &answer["relationship"]["source"];
        assert_eq!(source["can_dm"], can_dm, "{target}");
        assert_eq!(source["id_str"], api.sandbox.user_id());
        assert_eq!(answer["relationship"]["target"]["id_str"], target);
        assert_eq!(reply.header("x-rate-limit-limit"), Some("180"));
    }
}

#[tokio::test]
async fn a_friendship_needs_a_target_that_exists() {
    let api = Api::plain().await;
    let path = "/1.1/friendships/show.json";
    assert_eq!(api.get(path, &[]).await.refusal(), (403, 38));
    for (name, value, refusal) in [
        ("target_id", "9000000000000000404", (404, 50)),
        ("target_id", "9000000000000000063", (403, 63)),
        ("target_id", "x", (403, 214)),
        ("target_screen_name", "nobody", (404, 50)),
        ("target_screen_name", "User12", (200, 0)),
        ("target_screen_name", "user012", (404, 50)),
    ] {
        let reply = api.get(path, &[(name, value)]).await;
        assert_eq!(reply.refusal(), refusal, "{name} {value}");
    }
}

#[tokio::test]
async fn what_another_source_may_do_is_unknown() {
    let api = Api::plain().await;
    let params = [("source_id", "13"), ("target_id", "12")];
    let answer = api.get("/1.1/friendships/show.json", &params).await.json();
    assert!(answer["relationship"]["source"]["can_dm"].is_null());
    let name = &api.credentials.screen_name;
    let params = [("source_screen_name", name.as_str()), ("target_id", "12")];
    let answer = api.get("/1.1/friendships/show.json", &params).await.json();
    assert_eq!(answer["relationship"]["source"]["can_dm"], true);
}

#[tokio::test]
async fn a_user_has_no_can_dm() {
    let api = Api::plain().await;
    let path = "/1.1/users/show.json";
    let user = api.get(path, &[("user_id", "12")]).await.json();
    assert_eq!(user["id_str"], "12");
    assert_eq!(user["screen_name"], "user12");
    assert!(user.get("can_dm").is_none());
    let me = api.get(path, &[("screen_name", &api.credentials.screen_name)]).await;
    assert_eq!(me.json()["id_str"], api.sandbox.user_id());
    for (name, value, refusal) in [
        ("user_id", "9000000000000000404", (404, 50)),
        ("user_id", "9000000000000000063", (403, 63)),
        ("screen_name", "nobody", (404, 50)),
        ("unrelated", "1", (403, 38)),
    ] {
        assert_eq!(api.get(path, &[(name, value)]).await.refusal(), refusal);
    }
}
