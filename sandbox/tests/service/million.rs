//! A million made-up feedbacks, of which each can be asked for.

use serde_json::Value;
use twitter_feedback_sandbox::{SandboxError, SeedRequest};

use crate::support::{Api, DAY, START, all_events};

const FROM: i64 = START - 100 * DAY;
const TO: i64 = START - 2 * DAY;
const MINUTE: i64 = 60_000;

async fn seeded(count: u64) -> Api {
    let api = Api::plain().await;
    let seeded = api.sandbox.seed(SeedRequest::new(count, FROM, TO)).unwrap();
    assert_eq!(seeded.feedbacks, count);
    api
}

fn id(event: &Value) -> &str {
    event["feedback"]["id"].as_str().unwrap()
}

#[tokio::test]
async fn events_feedbacks_and_answers_in_the_middle_of_a_million() {
    let api = seeded(1_000_000).await;
    let middle = FROM + 50 * DAY;
    let events = all_events(&api, middle, middle + 10 * MINUTE).await;
    let created: Vec<&Value> = events.iter().filter(|event| event["event_type"] == "feedback.created").collect();
    // A million in 98 days are seven in a minute.
    assert!((65..80).contains(&created.len()), "{}", created.len());
    let (mut open, mut answered) = (None, None);
    for event in &created {
        let shown = api.show(id(event)).await.json();
        for field in ["created_at", "id", "type", "dm_id", "from_user_id", "to_user_id", "external_id"] {
            assert_eq!(shown[field], event["feedback"][field], "{field}");
        }
        let place = if shown["response"].is_object() { &mut answered } else { &mut open };
        place.get_or_insert(shown);
    }

    let open = open.unwrap();
    let open = open["id"].as_str().unwrap();
    let told = api.sandbox.answer(open, Some(3), Some("At last")).unwrap();
    assert_eq!(told["updated_at"], "Tue Dec 15 17:58:20 +0000 2015");
    assert_eq!(api.show(open).await.json(), told);
    let answered = answered.unwrap();
    let other = 1 + answered["response"]["score"]["value"].as_i64().unwrap() % 5;
    let refused = api.sandbox.answer(answered["id"].as_str().unwrap(), Some(other), None).unwrap_err();
    assert!(matches!(refused, SandboxError::AlreadyAnswered { .. }), "{refused}");

    api.advance(DAY);
    let newest = all_events(&api, START, START).await;
    assert_eq!(newest.len(), 1);
    assert_eq!(id(&newest[0]), open);
    assert_eq!(newest[0]["feedback"]["response"], told["response"]);
    // The past itself is what it was.
    assert_eq!(all_events(&api, middle, middle + 10 * MINUTE).await, events);
}

#[tokio::test]
async fn a_past_ends_where_it_should() {
    let api = seeded(10_000).await;
    for (from, to, number) in [(FROM, FROM, 0), (TO, TO, 9_999)] {
        let events = all_events(&api, from, to).await;
        let event = events.iter().find(|event| event["feedback"]["external_id"] == format!("seed_{number}"));
        let id = id(event.unwrap()).parse::<u64>().unwrap();
        assert_eq!(api.show(&id.to_string()).await.status, 200);
        for neighbour in [id - 1, id + 1] {
            assert_eq!(api.show(&neighbour.to_string()).await.status, 404);
        }
    }
    assert_eq!(all_events(&api, 0, FROM - 1000).await.len(), 0);
    assert_eq!(all_events(&api, TO + 1000, START - DAY).await.len(), 0);
}

#[tokio::test]
async fn another_sender_sees_nothing_of_a_past() {
    let mut api = seeded(3).await;
    let events = all_events(&api, FROM, START - DAY).await;
    api.credentials = api.sandbox.sender(1);
    assert_eq!(api.show(id(&events[0])).await.status, 404);
    assert!(all_events(&api, FROM, START - DAY).await.is_empty());
    // He may ask whom the first sender asked.
    assert_eq!(api.create("5000000002").await.status, 200);
}
