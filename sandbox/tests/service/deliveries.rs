//! What is posted to a webhook, and when.

use axum::response::IntoResponse as _;
use http::header::{LOCATION, SET_COOKIE};
use http::{HeaderName, StatusCode};
use serde_json::{Value, json};
use twitter_feedback_sandbox::{FaultRule, LoggedDelivery, SeedRequest, Webhook};

use crate::receiver::Receiver;
use crate::support::{Api, DAY, START, form, plain_but, prompt};

const CREATE: &str = "/1.1/feedback/create.json";

/// With a receiver of everything.
async fn received() -> (Api, Receiver) {
    let (api, receiver) = (Api::plain().await, Receiver::start().await);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    (api, receiver)
}

fn statuses(deliveries: &[LoggedDelivery]) -> Vec<Option<u16>> {
    deliveries.iter().map(|delivery| delivery.status).collect()
}

#[tokio::test]
async fn every_event_is_posted_as_the_listing_has_it_in_order() {
    let (api, receiver) = received().await;
    let id = api.created("12").await;
    api.advance(1_000);
    api.sandbox.answer(&id, Some(9), None).unwrap();
    api.sandbox.answer(&id, None, Some("I <3 this \"biz\" 🦀")).unwrap();
    let deliveries = api.sandbox.deliveries().await;
    api.advance(2 * DAY);
    let times = (START.to_string(), (START + DAY).to_string());
    let listing = api.events(&[("from_time", &times.0), ("to_time", &times.1)]).await;
    let bodies: Vec<_> = receiver.got().into_iter().map(|received| received.body).collect();
    assert_eq!(listing.body, format!(r#"{{"events":[{}],"next_cursor":""}}"#, bodies.join(",")));
    let events = receiver.events();
    let types: Vec<_> = events.iter().map(|event| event["event_type"].as_str().unwrap()).collect();
    assert_eq!(types, ["feedback.created", "feedback.updated", "feedback.updated"]);
    assert_eq!(events[0]["feedback"]["question_variant_id"], 0);
    assert_eq!(events[1]["feedback"]["response"]["score"]["value"], 9);
    assert!(events[1]["feedback"]["response"]["text"].is_null(), "an event tells the feedback as it was then");
    let expected = bodies
        .iter()
        .zip([START, START + 1_000, START + 1_000])
        .map(|(body, at)| json!({"at": at, "url": receiver.url(), "status": 200, "body": body}));
    assert_eq!(serde_json::to_value(&deliveries).unwrap(), Value::Array(expected.collect()));
}

#[tokio::test]
async fn a_delivery_is_a_bare_post() {
    let receiver = Receiver::answering(|_| [(SET_COOKIE, "a=b; Path=/")].into_response()).await;
    let api = Api::plain().await;
    let url = format!("HTTP://{}/a%20b/hook?key=v%26w&x", receiver.authority());
    api.sandbox.webhook(Webhook::new(&url)).unwrap();
    api.created("12").await;
    api.created("13").await;
    let deliveries = api.sandbox.deliveries().await;
    assert_eq!(deliveries[1].url, url);
    for received in receiver.got() {
        assert_eq!((received.method.as_str(), received.path.as_str()), ("POST", "/a%20b/hook?key=v%26w&x"));
        assert_eq!(received.headers["host"], receiver.authority());
        assert_eq!(received.headers["content-type"], "application/json");
        assert_eq!(received.headers["content-length"], received.body.len().to_string());
        let mut names: Vec<_> = received.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["connection", "content-length", "content-type", "host"]);
    }
    assert_eq!(receiver.got().len(), 2);
}

#[tokio::test]
async fn basic_auth_is_over_utf8_bytes() {
    let (api, receiver) = received().await;
    for (username, password, header) in [
        ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("test", "123\u{a3}", "Basic dGVzdDoxMjPCow=="),
        ("b\u{fc}cher", "a:b 🦀", "Basic YsO8Y2hlcjphOmIg8J+mgA=="),
    ] {
        api.sandbox.webhook(receiver.webhook().credentials(username, password)).unwrap();
        api.created(&(20 + receiver.got().len()).to_string()).await;
        let last = api.sandbox.deliveries().await.pop().unwrap();
        assert_eq!(receiver.got().last().unwrap().headers["authorization"], header);
        assert_eq!(last.authorization.as_deref(), Some(header));
    }
    assert_eq!(receiver.got().len(), 3);
}

#[tokio::test]
async fn duplicates_are_sent_one_after_another() {
    let (api, receiver) = received().await;
    api.sandbox.webhook(receiver.webhook().duplicates(2)).unwrap();
    let first = api.created("12").await;
    let second = api.created("13").await;
    let (first, second) = (first.as_str(), second.as_str());
    assert_eq!(statuses(&api.sandbox.deliveries().await), [Some(200); 6]);
    let ids: Vec<_> = receiver.events().iter().map(|event| event["feedback"]["id"].clone()).collect();
    assert_eq!(ids, [first, first, first, second, second, second]);
    let bodies: Vec<_> = receiver.got().into_iter().map(|received| received.body).collect();
    assert_eq!((&bodies[0], &bodies[3]), (&bodies[2], &bodies[5]));
}

#[tokio::test]
async fn all_senders_share_one_webhook() {
    let (mut api, receiver) = received().await;
    let second = api.sandbox.sender(1);
    let first = std::mem::replace(&mut api.credentials, second.clone());
    api.created("12").await;
    api.credentials = first.clone();
    api.created("12").await;
    api.sandbox.deliveries().await;
    let senders: Vec<_> = receiver.events().iter().map(|event| event["feedback"]["from_user_id"].clone()).collect();
    assert_eq!(senders, [second.user_id, first.user_id]);
}

#[tokio::test]
async fn only_work_that_was_done_makes_an_event() {
    let (api, receiver) = received().await;
    for (fault, events) in [("reset_before_work", 0), ("status:503", 0), ("reset_after_work", 1), ("truncate", 2)] {
        api.sandbox.fault(FaultRule::named("create", fault).unwrap()).unwrap();
        let _ = api.try_send(http::Method::POST, CREATE, &prompt(&(12 + events).to_string())).await;
        assert_eq!(api.sandbox.deliveries().await.len(), events, "{fault}");
    }
    assert_eq!(api.create("13").await.status, 403, "asked before");
    api.sandbox.answer("1", Some(1), None).unwrap_err();
    assert_eq!(api.sandbox.deliveries().await.len(), 2);
    assert_eq!(receiver.got().len(), 2);
}

#[tokio::test]
async fn a_webhook_may_overtake_the_answer_of_create() {
    let (api, receiver) = received().await;
    api.sandbox.fault(FaultRule::named("create", "slow_body").unwrap()).unwrap();
    let url = format!("{}{CREATE}", api.sandbox.url());
    let params = prompt("12");
    let request = api.http.post(&url).header("authorization", api.authorization("POST", &url, &params));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(form(&params));
    let mut response = request.send().await.unwrap();
    api.sandbox.deliveries().await;
    assert_eq!(receiver.events()[0]["feedback"]["to_user_id"], "12");
    // However late this test was, most of the answer is still to come.
    assert!(!response.chunk().await.unwrap().unwrap().ends_with(b"}"));
}

#[tokio::test]
async fn the_past_is_not_posted() {
    let (api, receiver) = (Api::plain().await, Receiver::start().await);
    let id = api.created("12").await;
    assert_eq!(api.sandbox.deliveries().await, [], "nobody was registered");
    api.sandbox.webhook(receiver.webhook()).unwrap();
    let seeded = api.sandbox.seed(SeedRequest::new(100, START - DAY, START)).unwrap();
    assert!(seeded.events >= 100);
    assert_eq!(api.sandbox.deliveries().await, []);
    api.sandbox.answer(&id, Some(1), None).unwrap();
    assert_eq!(api.sandbox.deliveries().await.len(), 1);
}

#[tokio::test]
async fn oddities_of_the_listing_stay_there_and_times_are_written_alike() {
    let options = plain_but(|options| {
        options.events_external_id = false;
        options.repeat_updates = true;
        options.squeezed_times = true;
    });
    let (api, receiver) = (Api::start(options).await, Receiver::start().await);
    api.sandbox.webhook(receiver.webhook()).unwrap();
    let mut params = prompt("12").to_vec();
    params.push(("external_id", "ticket_5555"));
    let id = api.post(CREATE, &params).await.json()["id"].as_str().unwrap().to_owned();
    for _ in 0..20 {
        api.sandbox.answer(&id, Some(7), None).unwrap();
    }
    api.sandbox.deliveries().await;
    let events = receiver.events();
    assert_eq!(events.len(), 21);
    assert!(events.iter().all(|event| event["feedback"]["external_id"] == "ticket_5555"));
    assert_eq!(events[0]["created_at"], "TueDec1517:58:20+00002015");
}

#[tokio::test]
async fn whatever_is_answered_nothing_is_sent_twice_and_no_redirect_is_followed() {
    const ANSWERS: [u16; 8] = [204, 301, 307, 308, 401, 429, 500, 503];
    let receiver = Receiver::answering(|number| {
        let status = StatusCode::from_u16(ANSWERS[number]).unwrap();
        (status, [(LOCATION, "/elsewhere"), (http::header::RETRY_AFTER, "0")]).into_response()
    })
    .await;
    let api = Api::plain().await;
    api.sandbox.webhook(receiver.webhook()).unwrap();
    let id = api.created("12").await;
    for _ in 1..ANSWERS.len() {
        api.sandbox.answer(&id, Some(7), None).unwrap();
    }
    assert_eq!(statuses(&api.sandbox.deliveries().await), ANSWERS.map(Some));
    let paths: Vec<_> = receiver.got().into_iter().map(|received| received.path).collect();
    assert_eq!(paths, ["/hook"; ANSWERS.len()]);
}
