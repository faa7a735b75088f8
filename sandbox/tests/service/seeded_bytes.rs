//! The bytes of a seeded past. They are promised: recorded tests of other people may rest on them.

use sha1::{Digest, Sha1};
use twitter_feedback_sandbox::{SandboxOptions, SeedRequest};

use crate::support::{Api, DAY, START, plain, plain_but};

const FIRST_RECIPIENT: u64 = 5_000_000_000;

/// The bodies of all pages up to `to`.
async fn walk(api: &Api, to: i64) -> Vec<String> {
    let to = to.to_string();
    let mut pages = Vec::new();
    let mut page = api.events(&[("from_time", "0"), ("to_time", &to), ("count", "37")]).await;
    loop {
        assert_eq!(page.status, 200, "{page:?}");
        let cursor = page.json()["next_cursor"].as_str().unwrap().to_owned();
        pages.push(page.body);
        if cursor.is_empty() {
            return pages;
        }
        page = api.events(&[("cursor", &cursor), ("count", "37")]).await;
    }
}

fn created(pages: &[String]) -> Vec<String> {
    let events = |page: &String| serde_json::from_str::<serde_json::Value>(page).unwrap()["events"].clone();
    pages
        .iter()
        .flat_map(|page| events(page).as_array().unwrap().clone())
        .filter(|event| event["event_type"] == "feedback.created")
        .map(|event| event["feedback"]["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Three pasts over each other, a create before and one behind them, answers to what was made up.
async fn tell(options: SandboxOptions) -> Vec<String> {
    let api = Api::start(options).await;
    let mut told = vec![api.create("12").await.body];
    for request in [
        SeedRequest::new(250, START - 30 * DAY - 1, START - 10 * DAY),
        SeedRequest::new(90, START - 12 * DAY, START - 12 * DAY + 150_000),
        SeedRequest::new(40, START - 9 * DAY + 567, START),
    ] {
        told.push(format!("{:?}", api.sandbox.seed(request).unwrap()));
    }
    // The youngest was asked a moment ago, the oldest of the third past long before.
    assert_eq!(api.create(&(FIRST_RECIPIENT + 380).to_string()).await.status, 403);
    told.push(api.create(&(FIRST_RECIPIENT + 341).to_string()).await.body);
    let pages = walk(&api, START - DAY).await;
    let ids = created(&pages);
    told.extend(pages);
    for id in ids.iter().step_by(23) {
        told.push(api.show(id).await.body);
        told.push(api.sandbox.answer(id, Some(4), Some("later")).is_ok().to_string());
        told.push(api.sandbox.answer(id, Some(4), None).is_ok().to_string());
        told.push(api.show(id).await.body);
    }
    api.advance(2 * DAY);
    told.append(&mut walk(&api, START + DAY).await);
    for id in ids.iter().skip(1).step_by(11) {
        told.push(api.show(id).await.body);
    }
    told
}

fn digest(told: &[String]) -> String {
    let mut sum = Sha1::new();
    for body in told {
        sum.update(body.len().to_be_bytes());
        sum.update(body);
    }
    sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_seeded_past_keeps_its_bytes() {
    assert_eq!(digest(&tell(plain()).await), "ccd78f3704a475a708846db640fc3ab237374198");
}

#[tokio::test]
async fn a_seeded_past_keeps_its_bytes_with_other_times_and_repeats() {
    let options = plain_but(|options| {
        options.seed = 7;
        options.squeezed_times = true;
        options.repeat_updates = true;
    });
    assert_eq!(digest(&tell(options).await), "e340ddb9080fe4e191df53d7bed0c616bbcd51c5");
}

#[tokio::test]
async fn a_seeded_past_keeps_its_bytes_on_uneven_pages_without_external_ids() {
    let options = plain_but(|options| {
        options.seed = u64::MAX;
        options.uneven_pages = true;
        options.repeat_updates = true;
        options.events_external_id = false;
    });
    assert_eq!(digest(&tell(options).await), "ad9c6e3a36a4b473a89e99a3a425192094b5a133");
}

#[tokio::test]
async fn a_seeded_feedback_looks_as_it_always_did() {
    let api = Api::plain().await;
    api.sandbox.seed(SeedRequest::new(20, START - 30 * DAY, START - 10 * DAY)).unwrap();
    let page = api.events(&[("from_time", "0"), ("to_time", &(START - DAY).to_string())]).await.body;
    let event = concat!(
        r#"{"event_type":"feedback.updated","created_at":"Tue Dec 01 13:30:06 +0000 2015","feedback":"#,
        r#"{"created_at":"Sun Nov 29 10:23:35 +0000 2015","updated_at":"Tue Dec 01 13:30:06 +0000 2015","#,
        r#""id":"627085370592915875","type":"nps","test":false,"dm_id":"732970043324723910","#,
        r#""from_user_id":"123986729605","to_user_id":"5000000013","privacy_url":"https://example.com/privacy","#,
        r#""external_id":"seed_13","question_variant_id":0,"response":"#,
        r#"{"score":{"created_at":"Tue Dec 01 09:00:02 +0000 2015","value":6},"#,
        r#""text":{"created_at":"Tue Dec 01 13:30:06 +0000 2015","value":"Line one\nline two, with a comma"}}}}"#,
    );
    assert!(page.contains(event), "{page}");
    let shown = concat!(
        r#"{"created_at":"Sun Nov 29 10:23:35 +0000 2015","updated_at":"Tue Dec 01 13:30:06 +0000 2015","#,
        r#""id":"627085370592915875","type":"nps","test":false,"dm_id":"732970043324723910","#,
        r#""from_user_id":"123986729605","to_user_id":"5000000013","text":"Thank you for talking to us today.","#,
        r#""media_id_str":847700015443760529,"privacy_url":"https://example.com/privacy","#,
        r#""external_id":"seed_13","question_variant_id":"0","response":"#,
        r#"{"score":{"created_at":"Tue Dec 01 09:00:02 +0000 2015","value":6},"#,
        r#""text":{"created_at":"Tue Dec 01 13:30:06 +0000 2015","value":"Line one\nline two, with a comma"}}}"#,
    );
    assert_eq!(api.show("627085370592915875").await.body, shown);
}
