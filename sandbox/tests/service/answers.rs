//! Scores and texts.

use twitter_feedback_sandbox::SandboxError;

use crate::support::{Api, DAY, START, all_events, plain_but};

#[tokio::test]
async fn score_and_text_come_each_in_its_time() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    api.advance(60_000);
    let first = api.sandbox.answer(&id, Some(9), None).unwrap();
    assert_eq!(first["response"]["score"]["value"], 9);
    assert!(first["response"].get("text").is_none());
    api.advance(60_000);
    api.sandbox.answer(&id, None, Some("I <3 this biz")).unwrap();
    let feedback = api.show(&id).await.json();
    let response = &feedback["response"];
    assert_eq!(response["score"]["created_at"], "Tue Dec 15 17:59:20 +0000 2015");
    assert_eq!(response["text"]["value"], "I <3 this biz");
    assert_eq!(response["text"]["created_at"], "Tue Dec 15 18:00:20 +0000 2015");
    assert_eq!(feedback["created_at"], "Tue Dec 15 17:58:20 +0000 2015");
    assert_eq!(feedback["updated_at"], "Tue Dec 15 18:00:20 +0000 2015");
}

#[tokio::test]
async fn an_answer_is_immutable() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    api.sandbox.answer(&id, Some(0), Some("meh")).unwrap();
    for (score, text) in [(Some(1), None), (None, Some("great")), (Some(0), Some("x"))] {
        let error = api.sandbox.answer(&id, score, text).unwrap_err();
        assert!(matches!(error, SandboxError::AlreadyAnswered { .. }), "{error}");
    }
    let feedback = api.show(&id).await.json();
    assert_eq!(feedback["response"]["score"]["value"], 0);
    assert_eq!(feedback["response"]["text"]["value"], "meh");
}

#[tokio::test]
async fn half_a_refused_answer_is_not_kept() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    api.sandbox.answer(&id, Some(5), None).unwrap();
    assert!(api.sandbox.answer(&id, Some(6), Some("x")).is_err());
    let feedback = api.show(&id).await.json();
    assert!(feedback["response"].get("text").is_none());
}

#[tokio::test]
async fn the_same_answer_again_changes_nothing_and_is_another_event() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    api.sandbox.answer(&id, Some(5), None).unwrap();
    let before = api.show(&id).await.body;
    api.advance(60_000);
    api.sandbox.answer(&id, Some(5), None).unwrap();
    assert_eq!(api.show(&id).await.body, before);
    api.advance(DAY);
    let to = (START + DAY - 1).min(START + 60_000).to_string();
    let page = api.events(&[("from_time", &START.to_string()), ("to_time", &to)]).await.json();
    let mut times: Vec<&str> = page["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["event_type"] == "feedback.updated")
        .map(|event| event["created_at"].as_str().unwrap())
        .collect();
    times.dedup();
    assert_eq!(times, ["Tue Dec 15 17:58:20 +0000 2015", "Tue Dec 15 17:59:20 +0000 2015"]);
}

#[tokio::test]
async fn scores_have_the_range_of_their_type() {
    let api = Api::plain().await;
    let nps = api.created("12").await;
    let mut csat = crate::support::prompt("13");
    csat[0].1 = "csat";
    let reply = api.post("/1.1/feedback/create.json", &csat).await.json();
    let csat = reply["id"].as_str().unwrap();
    for (id, score) in [(nps.as_str(), -1), (nps.as_str(), 11), (csat, 0), (csat, 6)] {
        let error = api.sandbox.answer(id, Some(score), None).unwrap_err();
        assert!(error.to_string().starts_with("score must be"), "{error}");
    }
    assert!(api.sandbox.answer(csat, None, None).is_err());
    assert!(api.sandbox.answer(csat, None, Some("")).is_err());
    assert!(api.sandbox.answer(csat, Some(5), None).is_ok());
    assert!(api.sandbox.answer(&nps, Some(0), None).is_ok());
    let unknown = api.sandbox.answer("1", Some(5), None).unwrap_err();
    assert!(matches!(unknown, SandboxError::UnknownFeedback { .. }));
}

#[tokio::test]
async fn an_event_is_a_snapshot_and_one_update_in_five_comes_twice_on_request() {
    for repeat_updates in [false, true] {
        let options = plain_but(|options| {
            options.limits = false;
            options.repeat_updates = repeat_updates;
        });
        let api = Api::start(options).await;
        for recipient in 1..=60 {
            let id = api.created(&recipient.to_string()).await;
            api.sandbox.answer(&id, Some(7), None).unwrap();
            api.sandbox.answer(&id, None, Some("ok")).unwrap();
        }
        api.advance(DAY);
        let mut events = all_events(&api, START, START).await;
        let created = events.iter().filter(|event| event["event_type"] == "feedback.created");
        assert_eq!(created.clone().count(), 60);
        for event in created {
            assert!(event["feedback"].get("response").is_none());
        }
        let all = events.len();
        events.dedup();
        assert_eq!(events.len(), 180);
        let expected = if repeat_updates { 10..40 } else { 0..1 };
        assert!(expected.contains(&(all - 180)), "{}", all - 180);
    }
}
