//! The customer answers and closes cards.

use serde_json::json;
use twitter_feedback_sandbox::{RECIPIENT_SUSPENDED, RECIPIENT_UNKNOWN};

use crate::signer::Keys;
use crate::support::{Api, Params, Reply, START, all_events, prompt};

const CUSTOMER: &str = "343434343434";

fn customer(api: &Api, user_id: &str) -> Keys {
    Keys::account(&api.sandbox.recipient(user_id).unwrap())
}

async fn submit(api: &Api, id: &str, params: Params<'_>) -> Reply {
    api.post_as(&customer(api, CUSTOMER), &format!("/1.1/feedback/submit/{id}.json"), &[], params).await
}

async fn dismiss(api: &Api, id: &str) -> Reply {
    api.post_as(&customer(api, CUSTOMER), &format!("/1.1/feedback/dismiss/{id}.json"), &[], &[]).await
}

/// The types of the events that a sender can list.
async fn told(api: &Api) -> Vec<String> {
    api.advance(2 * crate::support::DAY);
    let events = all_events(api, START, START + crate::support::DAY).await;
    events.iter().map(|event| event["event_type"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_customer_answers_with_a_score_and_a_text_at_once_or_one_after_the_other() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    let reply = submit(&api, &id, &[("score", "9"), ("text", "Quick!")]).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.json()["response"]["score"]["value"], 9);
    assert_eq!(reply.json(), api.show(&id).await.json());
    assert_eq!(told(&api).await, ["feedback.created", "feedback.updated"]);

    let id = api.created(CUSTOMER).await;
    assert_eq!(submit(&api, &id, &[("score", "0")]).await.status, 200);
    api.advance(1_000);
    assert_eq!(submit(&api, &id, &[("text", "Slow."), ("test", "true")]).await.status, 200);
    let shown = api.show(&id).await.json();
    assert_eq!(
        (&shown["response"]["score"]["value"], &shown["response"]["text"]["value"]),
        (&json!(0), &json!("Slow."))
    );
}

#[tokio::test]
async fn what_was_answered_before_is_409() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    assert_eq!(submit(&api, &id, &[("score", "9")]).await.status, 200);
    for again in [&[("score", "8")][..], &[("score", "9")], &[("score", "9"), ("text", "x")]] {
        assert_eq!(submit(&api, &id, again).await.status, 409, "{again:?}");
    }
    assert_eq!(
        api.show(&id).await.json()["response"],
        json!({"score": {"created_at": "Tue Dec 15 17:58:20 +0000 2015", "value": 9}})
    );
    assert_eq!(dismiss(&api, &id).await.status, 409);
    assert_eq!(told(&api).await, ["feedback.created", "feedback.updated"]);
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_and_changes_nothing() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    let long = "x".repeat(10_001);
    for (params, code) in [
        (vec![], 38),
        (vec![("score", "")], 38),
        (vec![("text", "")], 38),
        (vec![("score", "11")], 214),
        (vec![("score", "-1")], 214),
        (vec![("score", "9.0")], 214),
        (vec![("score", "9"), ("score", "9")], 214),
        (vec![("score", "9"), ("text", long.as_str())], 214),
    ] {
        assert_eq!(submit(&api, &id, &params).await.refusal(), (403, code), "{params:?}");
    }
    assert!(api.show(&id).await.json().get("response").is_none());
}

#[tokio::test]
async fn only_who_was_asked_may_answer_or_dismiss() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    let (stranger, sender) = (customer(&api, "12"), Keys::account(&api.credentials));
    for keys in [&stranger, &sender] {
        for call in ["submit", "dismiss"] {
            let path = format!("/1.1/feedback/{call}/{id}.json");
            let reply = api.post_as(keys, &path, &[], &[("score", "9")]).await;
            assert_eq!(reply.refusal(), (404, 34), "{call}");
        }
    }
    for id in ["1", "x", "", "1/2", "18446744073709551616"] {
        assert_eq!(submit(&api, id, &[("score", "9")]).await.refusal(), (404, 34), "{id}");
        assert_eq!(dismiss(&api, id).await.refusal(), (404, 34), "{id}");
    }
    let unsigned = api.post_with(&format!("/1.1/feedback/submit/{id}.json"), "", &[("score", "9")]).await;
    assert_eq!(unsigned.refusal(), (400, 215));
    let own = customer(&api, CUSTOMER);
    let reply = api.get_as(&own, &format!("/1.1/feedback/submit/{id}.json")).await;
    assert_eq!(reply.refusal(), (404, 34));
    let reply = api.get_as(&own, &format!("/1.1/feedback/show/{id}.json")).await;
    assert_eq!(reply.refusal(), (404, 34), "the feedback is the sender's");
}

#[tokio::test]
async fn a_dismissed_card_tells_nothing_and_takes_no_answer() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    let before = api.show(&id).await.json();
    assert_eq!(dismiss(&api, &id).await.status, 200);
    assert_eq!(api.show(&id).await.json(), before);
    assert_eq!(dismiss(&api, &id).await.refusal(), (409, 99_003));
    assert_eq!(submit(&api, &id, &[("score", "9")]).await.refusal(), (409, 99_003));
    let error = api.sandbox.answer(&id, Some(9), None).unwrap_err().to_string();
    assert_eq!(error, format!("feedback_id must name a card that is still open; {id} was dismissed before"));
    assert_eq!(told(&api).await, ["feedback.created"]);
}

#[tokio::test]
async fn the_tests_author_dismisses_open_cards_only() {
    let api = Api::plain().await;
    let (open, answered) = (api.created(CUSTOMER).await, api.created("12").await);
    api.sandbox.answer(&answered, None, Some("Fine.")).unwrap();
    let error = api.sandbox.dismiss(&answered).unwrap_err().to_string();
    assert!(error.contains(&answered) && error.ends_with("was answered before"), "{error}");
    api.sandbox.dismiss(&open).unwrap();
    assert!(api.sandbox.dismiss(&open).is_err());
    assert_eq!(submit(&api, &open, &[("score", "9")]).await.status, 409);
    for unknown in ["1", "x", ""] {
        assert!(
            api.sandbox.dismiss(unknown).unwrap_err().to_string().starts_with("feedback_id must name"),
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn a_customer_is_known_by_name_and_may_not_ask_anybody() {
    let api = Api::plain().await;
    let credentials = api.sandbox.recipient(CUSTOMER).unwrap();
    assert_eq!(credentials, api.sandbox.recipient(CUSTOMER).unwrap());
    assert_eq!(credentials.user_id, CUSTOMER);
    assert_eq!(credentials.screen_name, format!("user{CUSTOMER}"));
    assert_eq!(credentials.consumer_key, api.credentials.consumer_key);
    assert_ne!(credentials.access_token_secret, api.sandbox.recipient("12").unwrap().access_token_secret);
    let keys = Keys::account(&credentials);
    let reply = api.get_as(&keys, "/1.1/account/verify_credentials.json").await;
    assert_eq!(reply.json()["screen_name"], credentials.screen_name);
    let reply = api.post_as(&keys, "/1.1/feedback/create.json", &[], &prompt("12")).await;
    assert_eq!(reply.refusal(), (403, 220));
}

#[tokio::test]
async fn a_sender_who_is_asked_answers_with_his_own_keys() {
    let api = Api::plain().await;
    let other = api.sandbox.sender(1);
    let id = api.created(&other.user_id).await;
    assert_eq!(api.sandbox.recipient(&other.user_id).unwrap(), other);
    let path = format!("/1.1/feedback/submit/{id}.json");
    let reply = api.post_as(&Keys::account(&other), &path, &[], &[("score", "10")]).await;
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[tokio::test]
async fn nobody_has_the_keys_of_a_person_who_cannot_sign_in() {
    let api = Api::plain().await;
    for odd in ["", "0", "x", "-1", "+1", " 1", "18446744073709551616", RECIPIENT_UNKNOWN, RECIPIENT_SUSPENDED] {
        let error = api.sandbox.recipient(odd).unwrap_err().to_string();
        assert!(error.starts_with("user_id must"), "{odd}: {error}");
    }
}

#[tokio::test]
async fn the_customers_requests_stand_in_the_log_under_his_id() {
    let api = Api::plain().await;
    let id = api.created(CUSTOMER).await;
    submit(&api, &id, &[("score", "9")]).await;
    let logged = api.sandbox.requests();
    assert_eq!(logged[1].sender.as_deref(), Some(CUSTOMER));
    assert_eq!(logged[1].path, format!("/1.1/feedback/submit/{id}.json"));
}
