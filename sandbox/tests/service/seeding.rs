//! A past made up in one go.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use twitter_feedback_sandbox::SeedRequest;

use crate::support::{Api, DAY, START, plain};

async fn all_events(api: &Api, from: i64, to: i64) -> Vec<Value> {
    let mut events = Vec::new();
    let mut params = vec![("from_time", from.to_string()), ("to_time", to.to_string())];
    loop {
        let given: Vec<_> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = api.events(&given).await.json();
        events.extend(page["events"].as_array().unwrap().clone());
        match page["next_cursor"].as_str().unwrap() {
            "" => return events,
            cursor => params = vec![("cursor", cursor.to_owned())],
        }
    }
}

#[tokio::test]
async fn a_seeded_past_has_the_promised_shape() {
    let api = Api::plain().await;
    let (from, to) = (START - 30 * DAY, START - 10 * DAY);
    let seeded = api.sandbox.seed(SeedRequest::new(2_000, from, to)).unwrap();
    assert_eq!(seeded.feedbacks, 2_000);
    let events = all_events(&api, from, START - DAY).await;
    assert_eq!(events.len() as u64, seeded.events);
    let mut newest: HashMap<String, Value> = HashMap::new();
    let mut recipients = HashSet::new();
    let mut repeated = 0;
    let mut seen = HashSet::new();
    for event in &events {
        let feedback = &event["feedback"];
        let id = feedback["id"].as_str().unwrap().to_owned();
        if event["event_type"] == "feedback.created" {
            assert!(recipients.insert(feedback["to_user_id"].to_string()));
        }
        repeated += usize::from(!seen.insert(event.to_string()));
        newest.insert(id, feedback.clone());
    }
    assert_eq!(newest.len(), 2_000);
    let count = |wanted: &dyn Fn(&Value) -> bool| newest.values().filter(|f| wanted(f)).count();
    let scored = count(&|f| f["response"]["score"].is_object());
    let written = count(&|f| f["response"]["text"].is_object());
    assert!((700..900).contains(&scored), "{scored}");
    assert!((340..460).contains(&written), "{written}");
    assert_eq!(count(&|f| f["type"] == "csat"), 1_000);
    let variants: HashSet<String> = newest.values().map(|f| f["question_variant_id"].to_string()).collect();
    assert!(variants.len() > 2);
    let updates = events.len() - 2_000;
    assert!((updates / 10..updates / 4).contains(&repeated), "{repeated}");
}

#[tokio::test]
async fn an_answer_is_never_from_the_future() {
    let api = Api::plain().await;
    api.sandbox.seed(SeedRequest::new(1_000, START - 100_000, START)).unwrap();
    // Everything that was seeded happened before now: nothing new appears when time goes on.
    api.advance(10 * DAY);
    let until_now = all_events(&api, 0, START).await.len();
    assert_eq!(all_events(&api, 0, START + 9 * DAY).await.len(), until_now);
}

#[tokio::test]
async fn two_seedings_never_ask_the_same_person() {
    let api = Api::plain().await;
    let request = SeedRequest::new(100, START - 3 * DAY, START - 2 * DAY);
    api.sandbox.seed(request).unwrap();
    api.sandbox.seed(request).unwrap();
    let events = all_events(&api, 0, START - DAY).await;
    let recipients: HashSet<String> = events.iter().map(|event| event["feedback"]["to_user_id"].to_string()).collect();
    assert_eq!(recipients.len(), 200);
}

#[tokio::test]
async fn a_seeded_feedback_can_be_shown_and_answered() {
    let api = Api::plain().await;
    api.sandbox.seed(SeedRequest::new(1, START - 2 * DAY, START - 2 * DAY)).unwrap();
    let events = all_events(&api, 0, START - DAY).await;
    let id = events[0]["feedback"]["id"].as_str().unwrap();
    assert_eq!(api.show(id).await.status, 200);
}

#[tokio::test]
async fn a_period_must_be_over() {
    let api = Api::plain().await;
    for (count, from, to, field) in [
        (0, 0, 1, "count"),
        (1_000_001, 0, 1, "count"),
        (1, -1, 1, "from"),
        (1, 2, 1, "to"),
        (1, 0, START + 1, "to"),
        (1, START + 1, START + 2, "from"),
    ] {
        let error = api.sandbox.seed(SeedRequest::new(count, from, to)).unwrap_err();
        assert!(error.to_string().starts_with(field), "{error}");
    }
}

#[tokio::test]
async fn a_hundred_thousand_are_seeded() {
    let api = Api::start(plain()).await;
    let request = SeedRequest::new(100_000, START - 300 * DAY, START);
    let seeded = api.sandbox.seed(request).unwrap();
    assert!(seeded.events > 150_000, "{}", seeded.events);
}
