//! The listing of events, page by page.

use serde_json::Value;
use twitter_feedback_sandbox::{CODE_TO_TIME_TOO_RECENT, SandboxOptions, SeedRequest};

use crate::support::{Api, DAY, Params, Reply, START, plain, plain_but};

const MONTH: i64 = 30 * DAY;

async fn seeded(options: SandboxOptions, count: u64) -> (Api, u64) {
    let api = Api::start(options).await;
    let request = SeedRequest::new(count, START - MONTH, START - 7 * DAY);
    let events = api.sandbox.seed(request).unwrap().events;
    (api, events)
}

/// Every page of a period.
async fn walk(api: &Api, from: i64, to: i64, count: &str) -> Vec<Value> {
    let (from, to) = (from.to_string(), to.to_string());
    let mut pages = Vec::new();
    let mut cursor = String::new();
    loop {
        let first = [("from_time", from.as_str()), ("to_time", to.as_str()), ("count", count)];
        let later = [("cursor", cursor.as_str()), ("count", count)];
        let params: Params<'_> = if pages.is_empty() { &first } else { &later };
        let reply = api.events(params).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let page = reply.json();
        cursor = page["next_cursor"].as_str().unwrap().to_owned();
        pages.push(page);
        if cursor.is_empty() {
            return pages;
        }
        assert!(pages.len() < 1_000, "the listing does not end");
    }
}

fn events(pages: &[Value]) -> Vec<Value> {
    pages.iter().flat_map(|page| page["events"].as_array().unwrap().clone()).collect()
}

fn sizes(pages: &[Value]) -> Vec<usize> {
    pages.iter().map(|page| page["events"].as_array().unwrap().len()).collect()
}

#[tokio::test]
async fn a_create_is_an_event_once_it_is_a_day_old() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    api.advance(DAY);
    let page = walk(&api, START, START, "100").await;
    let events = events(&page);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["event_type"], "feedback.created");
    assert_eq!(events[0]["created_at"], "Tue Dec 15 17:58:20 +0000 2015");
    assert_eq!(events[0]["feedback"]["id"], id);
    assert_eq!(events[0]["feedback"]["question_variant_id"], 0);
    assert!(events[0]["feedback"].get("text").is_none());
    assert_eq!(page[0]["next_cursor"], "");
}

#[tokio::test]
async fn an_event_lies_in_a_period_that_begins_with_its_millisecond() {
    let api = Api::start(plain_but(|options| options.start_at = Some(START + 567))).await;
    let noted = api.sandbox.now();
    api.advance(1);
    let id = api.created("12").await;
    api.advance(2 * DAY);
    let events = events(&walk(&api, noted, noted + DAY, "100").await);
    assert_eq!(events[0]["feedback"]["id"], id);
}

#[tokio::test]
async fn to_time_must_be_a_day_in_the_past() {
    let api = Api::plain().await;
    let ask = |to: i64| {
        let api = &api;
        async move {
            let to = to.to_string();
            api.events(&[("from_time", "0"), ("to_time", &to)]).await
        }
    };
    let reply = ask(START - DAY + 1).await;
    assert_eq!(reply.refusal(), (403, u64::from(CODE_TO_TIME_TOO_RECENT)));
    assert_eq!(ask(START - DAY).await.status, 200);
}

#[tokio::test]
async fn a_first_page_needs_a_period() {
    let api = Api::plain().await;
    for (params, refusal) in [
        (&[][..], (403, 38)),
        (&[("from_time", "1")], (403, 38)),
        (&[("to_time", "1")], (403, 38)),
        (&[("from_time", "2"), ("to_time", "1")], (403, 214)),
        (&[("from_time", "-2"), ("to_time", "1")], (403, 214)),
        (&[("from_time", "1.5"), ("to_time", "2")], (403, 214)),
        (&[("from_time", "now"), ("to_time", "2")], (403, 214)),
        (&[("from_time", "1"), ("to_time", "99999999999999999999")], (403, 214)),
        (&[("from_time", "1"), ("to_time", "2"), ("count", "101")], (403, 214)),
        (&[("from_time", "1"), ("to_time", "2"), ("count", "0")], (403, 214)),
        (&[("from_time", "1"), ("to_time", "")], (403, 38)),
        (&[("from_time", "1"), ("to_time", "2"), ("test", "true")], (200, 0)),
        (&[("from_time", "1"), ("to_time", "2"), ("count", ""), ("cursor", ""), ("test", "")], (200, 0)),
        (&[("cursor", "10011")], (403, 214)),
        (&[("cursor", "x")], (403, 214)),
    ] {
        assert_eq!(api.events(params).await.refusal(), refusal, "{params:?}");
    }
}

#[tokio::test]
async fn even_pages_are_full_and_the_last_one_ends_the_listing() {
    let (api, total) = seeded(plain(), 200).await;
    let pages = walk(&api, START - MONTH, START - DAY, "100").await;
    let sizes = sizes(&pages);
    let (last, full) = sizes.split_last().unwrap();
    assert!(full.iter().all(|size| *size == 100), "{sizes:?}");
    assert!((1..=100).contains(last));
    assert_eq!(events(&pages).len() as u64, total);
    assert_eq!(pages[0]["next_cursor"], "10011");
}

#[tokio::test]
async fn uneven_pages_lose_nothing_repeat_nothing_and_keep_the_order() {
    let even = seeded(plain(), 300).await.0;
    let uneven = seeded(
        plain_but(|options| {
            options.uneven_pages = true;
            options.limits = false;
        }),
        300,
    )
    .await
    .0;
    let expected = events(&walk(&even, START - MONTH, START - DAY, "100").await);
    for count in ["100", "17", "1"] {
        let pages = walk(&uneven, START - MONTH, START - DAY, count).await;
        assert_eq!(events(&pages), expected, "count {count}");
    }
}

#[tokio::test]
async fn a_listing_of_more_than_three_pages_has_an_empty_one_in_its_middle() {
    for seed in 0..20 {
        let options = plain_but(|options| {
            options.uneven_pages = true;
            options.seed = seed;
        });
        let (api, _) = seeded(options, 60).await;
        for count in ["10", "23", "40", "100"] {
            let sizes = sizes(&walk(&api, START - MONTH, START - DAY, count).await);
            if sizes.len() > 3 {
                let middle = &sizes[1..sizes.len() - 1];
                assert!(middle.contains(&0), "seed {seed}: {sizes:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_full_last_page_is_sometimes_followed_by_an_empty_one() {
    let mut trailing = 0;
    for seed in 0..30 {
        let options = plain_but(|options| {
            options.uneven_pages = true;
            options.seed = seed;
        });
        let (api, _) = seeded(options, 20).await;
        let sizes = sizes(&walk(&api, START - MONTH, START - DAY, "1").await);
        trailing += usize::from(sizes.last() == Some(&0));
    }
    assert!((1..30).contains(&trailing), "{trailing}");
}

#[tokio::test]
async fn the_same_cursor_gives_the_same_page_whatever_happens_meanwhile() {
    let (api, _) = seeded(plain_but(|options| options.uneven_pages = true), 300).await;
    let (from, to) = (START - MONTH, START - DAY);
    let first = api.events(&[("from_time", &from.to_string()), ("to_time", &to.to_string())]).await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let before = api.events(&[("cursor", cursor)]).await;
    api.sandbox.seed(SeedRequest::new(50, from, to)).unwrap();
    api.advance(DAY);
    let after = api.events(&[("cursor", cursor)]).await;
    assert_eq!(before.body, after.body);
}

#[tokio::test]
async fn a_cursor_belongs_to_its_period_and_to_its_token() {
    let (mut api, _) = seeded(plain(), 200).await;
    let (from, to) = ((START - MONTH).to_string(), (START - DAY).to_string());
    let first = api.events(&[("from_time", &from), ("to_time", &to)]).await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let with = async |name, value: &str, api: &Api| -> Reply { api.events(&[("cursor", cursor), (name, value)]).await };
    assert_eq!(with("from_time", &from, &api).await.status, 200);
    assert_eq!(with("to_time", &to, &api).await.status, 200);
    assert_eq!(with("from_time", "1", &api).await.refusal(), (403, 214));
    assert_eq!(with("to_time", "1", &api).await.refusal(), (403, 214));
    api.credentials = api.sandbox.sender(1);
    let stolen = with("count", "100", &api).await;
    assert_eq!(stolen.refusal(), (403, 214));
}

#[tokio::test]
async fn external_id_can_be_left_out_of_events() {
    for (kept, options) in [(true, plain()), (false, plain_but(|options| options.events_external_id = false))] {
        let (api, _) = seeded(options, 1).await;
        let events = events(&walk(&api, START - MONTH, START - DAY, "100").await);
        let feedback = &events[0]["feedback"];
        assert_eq!(feedback.get("external_id").is_some(), kept);
    }
}
