//! The control calls over HTTP.

use serde_json::json;

use crate::support::{Api, DAY, START, read};

#[tokio::test]
async fn answer_returns_the_feedback_and_refuses_with_400_404_and_409() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    let body = |score: i64| json!({"feedback_id": id, "score": score}).to_string();
    let reply = api.control("answer", &body(9)).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["id"], id);
    assert_eq!(reply.json()["response"]["score"]["value"], 9);
    assert_eq!(api.control("answer", &body(9)).await.status, 200);
    for (body, status) in [
        (body(8), 409),
        (body(11), 400),
        (json!({"feedback_id": id}).to_string(), 400),
        (json!({"feedback_id": "1", "score": 1}).to_string(), 404),
        (json!({"feedback_id": "x", "score": 1}).to_string(), 404),
        (json!({"score": 1}).to_string(), 400),
        (json!({"feedback_id": id, "scor": 1}).to_string(), 400),
        ("{".to_owned(), 400),
        ("[]".to_owned(), 400),
        (String::new(), 400),
    ] {
        let reply = api.control("answer", &body).await;
        assert_eq!(reply.status, status, "{body}");
        assert!(reply.json()["error"].is_string());
    }
}

#[tokio::test]
async fn advance_turns_the_clock_forward_only() {
    let api = Api::plain().await;
    let reply = api.control("advance", r#"{"milliseconds": 1500}"#).await;
    assert_eq!(reply.json(), json!({"now": START + 1_500}));
    for body in
        [r#"{"milliseconds": -1}"#, r#"{"milliseconds": 1.5}"#, r#"{"milliseconds": 9223372036854775807}"#, "{}"]
    {
        assert_eq!(api.control("advance", body).await.status, 400, "{body}");
    }
    assert_eq!(api.sandbox.now(), START + 1_500);
}

#[tokio::test]
async fn whole_numbers_may_come_as_floats_and_ids_as_integers() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    let order = format!(r#"{{"feedback_id": {id}, "score": 9.0}}"#);
    let answered = api.control("answer", &order).await;
    assert_eq!(answered.json()["response"]["score"]["value"], 9, "{answered:?}");
    let reply = api.control("advance", r#"{"milliseconds": 86400000.0}"#).await;
    assert_eq!(reply.json(), json!({"now": START + DAY}));
    let order = r#"{"operation": "any", "fault": "respond", "times": 2.0, "status": 503.0}"#;
    let active = api.control("faults", order).await.json();
    assert_eq!((&active["active"][0]["times"], &active["active"][0]["status"]), (&json!(2), &json!(503)));
    let order = format!(r#"{{"count": 3.0, "from": 0.0, "to": {START}.0}}"#);
    assert_eq!(api.control("seed", &order).await.json()["feedbacks"], 3);
    for (call, order) in [
        ("answer", format!(r#"{{"feedback_id": {id}.0, "score": 9}}"#)),
        ("answer", format!(r#"{{"feedback_id": {id}, "score": 9.5}}"#)),
        ("faults", r#"{"operation": "any", "fault": "hang", "times": 1.5}"#.to_owned()),
        ("seed", r#"{"count": 1.5, "from": 0, "to": 1}"#.to_owned()),
    ] {
        assert_eq!(api.control(call, &order).await.status, 400, "{order}");
    }
}

#[tokio::test]
async fn faults_lists_what_is_waiting_and_what_is_known() {
    let api = Api::plain().await;
    let order = r#"{"operation": "create", "fault": "reset_after_work", "times": 1}"#;
    let reply = api.control("faults", order).await;
    assert_eq!(reply.json(), json!({"active": [{"operation": "create", "fault": "reset_after_work", "times": 1}]}));
    let reply = api.control("faults", r#"{"operation": "create", "fault": "explode"}"#).await;
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("reset_before_work"), "{}", reply.body);
    let reply = api.control("faults", r#"{"operation": "delete", "fault": "hang"}"#).await;
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("friendship"), "{}", reply.body);
    let order = r#"{"operation": "create", "fault": "hang", "times": 0}"#;
    assert_eq!(api.control("faults", order).await.status, 400);
}

#[tokio::test]
async fn seed_makes_up_a_past() {
    let api = Api::plain().await;
    let body = json!({"count": 10, "from": START - DAY, "to": START}).to_string();
    let reply = api.control("seed", &body).await;
    assert_eq!(reply.json()["feedbacks"], 10);
    assert!(reply.json()["events"].as_u64().unwrap() >= 10);
    let body = json!({"count": 10, "from": START, "to": START + 1}).to_string();
    assert_eq!(api.control("seed", &body).await.status, 400);
}

#[tokio::test]
async fn requests_lists_the_services_requests_in_order() {
    let api = Api::plain().await;
    api.create("12").await;
    api.advance(1_000);
    let url = format!("{}/1.1/feedback/show/1.json?x=1", api.sandbox.url());
    read(api.http.get(url)).await.unwrap();
    let url = format!("{}/_sandbox/requests", api.sandbox.url());
    let listed = read(api.http.get(url)).await.unwrap().json();
    assert_eq!(
        listed,
        json!([
            {"at": START, "method": "POST", "path": "/1.1/feedback/create.json", "status": 200,
             "sender": api.sandbox.user_id(), "to_user_id": "12"},
            {"at": START + 1_000, "method": "GET", "path": "/1.1/feedback/show/1.json",
             "status": 400, "sender": null}
        ])
    );
    assert_eq!(serde_json::to_value(api.sandbox.requests()).unwrap(), listed);
}

#[tokio::test]
async fn a_foreign_host_may_not_give_orders() {
    let api = Api::plain().await;
    let url = format!("{}/_sandbox/requests", api.sandbox.url());
    let with = |name, value| read(api.http.get(&url).header(name, value));
    assert_eq!(with("host", "evil.example").await.unwrap().status, 403);
    assert_eq!(with("origin", "http://evil.example").await.unwrap().status, 403);
    assert_eq!(with("host", "localhost:1").await.unwrap().status, 200);
}

#[tokio::test]
async fn an_unknown_call_is_404_and_the_front_says_where_to_go() {
    let api = Api::plain().await;
    for call in ["webhooks", "requests", "", "/", "answer/", "answer/1", "1.1/feedback/create.json", "%ff"] {
        let reply = api.control(call, "{}").await;
        assert_eq!(reply.status, 404, "{call}");
        assert!(reply.json()["error"].is_string(), "{call}");
    }
    assert_eq!(api.sandbox.requests(), [], "orders are no requests to the service");
    let front = read(api.http.get(api.sandbox.url())).await.unwrap();
    assert_eq!(front.status, 200);
    for told in ["/1.1/feedback/create.json", "/_sandbox/seed", "reset_after_work", "friendship", "Date", "respond"] {
        assert!(front.body.contains(told), "{told}");
    }
}

#[tokio::test]
async fn a_control_body_over_1_mib_is_413() {
    let api = Api::plain().await;
    let url = format!("{}/_sandbox/answer", api.sandbox.url());
    let body = "x".repeat(1024 * 1024 + 1);
    // The server does not read on, so the client may meet the end of the connection first.
    if let Ok(reply) = read(api.http.post(url).body(body)).await {
        assert_eq!(reply.status, 413);
    }
}
