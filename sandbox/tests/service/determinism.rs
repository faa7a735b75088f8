//! The same seed gives the same sandbox.

use twitter_feedback_sandbox::{SandboxOptions, SeedRequest, Seeded};

use crate::support::{Api, DAY, START, all_pages, with};

/// Everything but the port, which is signed and never answered.
async fn tell(options: SandboxOptions) -> Vec<String> {
    let api = Api::start(options).await;
    let mut told = vec![format!("{:?}", api.credentials)];
    told.push(api.credentials.access_token_secret.clone());
    let created = api.create("12").await;
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let mut headers: Vec<_> = created.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    told.append(&mut headers);
    told.push(created.body);
    api.sandbox.answer(&id, Some(3), None).unwrap();
    told.push(api.show(&id).await.body);
    api.sandbox.seed(SeedRequest::new(400, START - 9 * DAY, START)).unwrap();
    api.advance(2 * DAY);
    let time = (START + DAY).to_string();
    let mut page = api.events(&[("from_time", "0"), ("to_time", &time)]).await;
    loop {
        let cursor = page.json()["next_cursor"].as_str().unwrap().to_owned();
        told.push(page.body);
        if cursor.is_empty() {
            return told;
        }
        page = api.events(&[("cursor", &cursor)]).await;
    }
}

#[tokio::test]
async fn the_same_seed_and_start_give_the_same_bytes() {
    let mut options = with(|options| {
        options.start_at = Some(START);
        options.repeat_updates = true;
    });
    let first = tell(options.clone()).await;
    assert_eq!(first, tell(options.clone()).await);
    options.seed = 2;
    assert_ne!(first, tell(options).await);
}

/// How many pages and events a past and fifty answers give, on a clock that runs.
async fn count(late_by: i64) -> (Seeded, Vec<usize>) {
    let options = with(|options| {
        options.limits = false;
        options.repeat_updates = true;
    });
    let api = Api::start(options).await;
    // What a machine's clock does between two runs.
    api.advance(late_by);
    let begin = api.sandbox.now();
    let (from, to) = (begin - 20 * DAY, begin - 10 * DAY);
    let seeded = api.sandbox.seed(SeedRequest::new(300, from, to)).unwrap();
    for recipient in 1..=50 {
        let id = api.created(&recipient.to_string()).await;
        for _ in 0..3 {
            api.sandbox.answer(&id, Some(3), None).unwrap();
            api.advance(1_111);
        }
    }
    api.advance(2 * DAY);
    let pages = all_pages(&api, from, api.sandbox.now() - DAY).await;
    (seeded, pages.iter().map(Vec::len).collect())
}

#[tokio::test]
async fn one_seed_gives_the_same_pages_whatever_the_clock_shows() {
    let first = count(0).await;
    for late_by in [1, 432, 86_543_210] {
        assert_eq!(count(late_by).await, first);
    }
}

#[tokio::test]
async fn a_frozen_clock_stands_and_a_free_one_follows_the_machine() {
    let frozen = Api::start(with(|options| options.start_at = Some(START))).await;
    assert_eq!(frozen.sandbox.now(), START);
    frozen.advance(5);
    assert_eq!(frozen.sandbox.now(), START + 5);
    let free = Api::start(SandboxOptions::new()).await;
    let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let machine = i64::try_from(machine.as_millis()).unwrap();
    assert!((free.sandbox.now() - machine).abs() < 60_000);
    free.advance(DAY);
    assert!((free.sandbox.now() - machine - DAY).abs() < 60_000);
    // The signature follows the sandbox's clock, and so does the date.
    assert_eq!(free.create("12").await.status, 200);
}
