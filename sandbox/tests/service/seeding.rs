//! A past made up in one go.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use twitter_feedback_sandbox::SeedRequest;

use crate::support::{Api, DAY, START, all_events, plain, plain_but};

#[tokio::test]
async fn a_seeded_past_has_the_promised_shape() {
    let api = Api::start(plain_but(|options| options.repeat_updates = true)).await;
    let (from, to) = (START - 30 * DAY, START - 10 * DAY);
    let seeded = api.sandbox.seed(SeedRequest::new(2_000, from, to)).unwrap();
    assert_eq!(seeded.feedbacks, 2_000);
    let events = all_events(&api, from, to).await;
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
async fn a_seeded_past_lies_within_its_period_whole() {
    for (repeat_updates, from) in
        [(false, START - 12 * DAY), (false, START - 12 * DAY + 567), (true, START - 5 * DAY - 1)]
    {
        let api = Api::start(plain_but(|options| options.repeat_updates = repeat_updates)).await;
        for to in [from, from + 1, from + 90_432, from + 2 * DAY + 999] {
            let before = all_events(&api, from, to).await.len();
            let seeded = api.sandbox.seed(SeedRequest::new(150, from, to)).unwrap();
            let events = all_events(&api, from, to).await;
            assert_eq!((events.len() - before) as u64, seeded.events, "{from} to {to}");
        }
        let within = all_events(&api, from, from + 2 * DAY + 999).await;
        let created = within.iter().filter(|event| event["event_type"] == "feedback.created").count();
        assert_eq!(created, 600);
        // Nothing lies before or after, however far the clock goes on.
        api.advance(30 * DAY);
        assert_eq!(all_events(&api, 0, START + 29 * DAY).await.len(), within.len());
    }
}

#[tokio::test]
async fn updates_come_once_unless_repeats_are_asked_for() {
    let api = Api::plain().await;
    let (from, to) = (START - 30 * DAY, START - 10 * DAY);
    api.sandbox.seed(SeedRequest::new(500, from, to)).unwrap();
    let events = all_events(&api, from, to).await;
    let distinct: HashSet<String> = events.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), events.len());
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
