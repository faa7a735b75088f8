//! What the client sends and gives back, against the sandbox.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::time::Duration;

use futures_util::TryStreamExt;
use serde_json::json;
use twitter_feedback::{Client, ErrorKind, EventType, EventsQuery, Fold, Prompt, Score, Timestamp};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions, SeedRequest};

#[tokio::test]
async fn a_prompt_is_sent_shown_and_answered() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    let prompt =
        Prompt::csat("343434343434", "Thanks from Furni * ' ( ) ! ~ é 😀 &=+%", "https://furni.example/p?a=1&b=2")
            .external_id("ticket 55/55 + ☃")
            .question_variant_id(3)
            .display_name("Furni & Söhne")
            .build()
            .unwrap();
    let created = client.create(&prompt).await.unwrap();
    assert_eq!(created.status(), 200);
    assert_eq!(created.external_id.as_deref(), Some("ticket 55/55 + ☃"));
    assert_eq!(created.display_name.as_deref(), Some("Furni & Söhne"));
    assert_eq!(created.privacy_url.as_deref(), Some("https://furni.example/p?a=1&b=2"));
    assert_eq!(created.question_variant_id.as_deref(), Some("3"));
    assert_eq!(created.header("x-access-level"), Some("read-write-directmessages"));
    assert!(created.request_id().is_some() && !created.body().is_empty());
    assert!(created.response.is_empty());

    sandbox.answer(&created.id, Some(4), None).unwrap();
    sandbox.answer(&created.id, None, Some("fine")).unwrap();
    let shown = client.show(&created.id).await.unwrap();
    assert_eq!(shown.score(), Some(Score::new(4)));
    assert_eq!(shown.comment(), Some("fine"));
    let raw: serde_json::Value = serde_json::from_str(shown.raw()).unwrap();
    assert_eq!(raw["text"], "Thanks from Furni * ' ( ) ! ~ é 😀 &=+%", "fields without a type are one step away");

    let again = client.create(&prompt).await.unwrap_err();
    assert!(!again.maybe_sent() && !again.retryable(), "a person asked today is refused by the service: {again}");
}

#[tokio::test]
async fn every_event_comes_back_over_uneven_pages_and_a_cursor_resumes_anywhere() {
    let mut options = SandboxOptions::default();
    options.limits = false;
    let sandbox = Sandbox::start(options).await.unwrap();
    let client = support::client(&sandbox);
    let day = 24 * 60 * 60 * 1000;
    let (from, to) = (sandbox.now() - 7 * day, sandbox.now() - 2 * day);
    let seeded = sandbox.seed(SeedRequest::new(300, from, to)).unwrap();
    let query = || {
        let until = Timestamp::from_millis(sandbox.now() - day - 1).unwrap();
        EventsQuery::between(Timestamp::from_millis(from).unwrap(), until).count(10)
    };

    let all: Vec<_> = client.events(query()).into_stream().try_collect().await.unwrap();
    let ids: std::collections::BTreeSet<_> = all.iter().map(|event| event.feedback.id.clone()).collect();
    assert_eq!(ids.len(), 300);

    let (mut pages, mut empty, mut events) = (0, 0, 0);
    let mut listing = client.events(query());
    let mut fold = Fold::new();
    while let Some(page) = listing.next_page().await.unwrap() {
        pages += 1;
        empty += usize::from(page.events.is_empty());
        events += page.events.len();
        page.events.iter().for_each(|event| fold.apply(event));
        // Throw the listing away on every page, as a process that is killed does.
        match listing.cursor().map(str::to_owned) {
            Some(cursor) => listing = client.events(EventsQuery::resume(cursor).count(10)),
            None => break,
        }
    }
    assert_eq!(events, all.len());
    assert_eq!(fold.len(), 300);
    assert!(pages > 30 && empty > 0, "{pages} pages, {empty} empty");
    assert!(u64::try_from(all.len()).unwrap() <= seeded.events, "later answers may lie after the period");
}

#[tokio::test]
async fn test_mode_marks_every_request_and_later_pages_carry_cursor_and_count_alone() {
    let recorder = Recorder::start().await;
    let client = Client::builder(twitter_feedback::Credentials::new("a", "b", "c", "d").unwrap())
        .api_base(format!("{}/1.1/", recorder.url))
        .test(true)
        .user_agent("Helpdesk/2.1")
        .build()
        .unwrap();
    let page = json!({"events": [], "next_cursor": "10 11"}).to_string();
    recorder.answers(vec![page, r#"{"events":[]}"#.into(), r#"{"id":"1"}"#.into(), r#"{"id":"1"}"#.into()]);
    let period = EventsQuery::between(Timestamp::from_millis(1000).unwrap(), Timestamp::from_millis(2000).unwrap());
    let _: Vec<_> = client.events(period.count(7)).into_stream().try_collect().await.unwrap();
    client.show("9007199254740993").await.unwrap();
    client.create(&support::prompt("12")).await.unwrap();

    let requests = recorder.requests();
    let line = |n: usize| requests[n].lines().next().unwrap().to_owned();
    assert_eq!(line(0), "GET /1.1/feedback/events.json?count=7&from_time=1000&test=true&to_time=2000 HTTP/1.1");
    assert_eq!(line(1), "GET /1.1/feedback/events.json?count=7&cursor=10%2011&test=true HTTP/1.1");
    assert_eq!(line(2), "GET /1.1/feedback/show/9007199254740993.json?test=true HTTP/1.1");
    assert_eq!(line(3), "POST /1.1/feedback/create.json HTTP/1.1");
    let create = requests[3].to_lowercase();
    assert!(
        create.contains("content-length: ") && !create.contains("transfer-encoding"),
        "the size is exact: {create}"
    );
    assert!(create.contains("content-type: application/x-www-form-urlencoded\r\n"));
    assert!(requests[3].ends_with("&test=true&to_user_id=12&type=nps"), "{}", requests[3]);
    for request in &requests {
        assert!(request.to_lowercase().contains(concat!(
            "user-agent: twitter-feedback/",
            env!("CARGO_PKG_VERSION"),
            " helpdesk/2.1"
        )));
        assert!(!request.to_lowercase().contains("cookie"));
    }
}

#[tokio::test]
async fn an_open_period_is_the_last_week_that_the_service_shows() {
    let sandbox = support::sandbox().await;
    let day = 24 * 60 * 60 * 1000;
    let now = sandbox.now();
    let inside = sandbox.seed(SeedRequest::new(20, now - 7 * day, now - 2 * day)).unwrap();
    sandbox.seed(SeedRequest::new(20, now - 20 * day, now - 10 * day)).unwrap();
    let client = sandbox.client().unwrap();

    let mut listing = client.events(EventsQuery::period(None, None));
    let mut created = 0;
    while let Some(page) = listing.next_page().await.unwrap() {
        created += page.events.iter().filter(|event| event.event_type == EventType::Created).count();
    }
    assert_eq!(u64::try_from(created).unwrap(), inside.feedbacks);

    let from = Timestamp::from_millis(now - 1000).unwrap();
    let error = client.events(EventsQuery::period(Some(from), None)).next_page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("from_time must not lie after to_time"), "{error}");
}

#[tokio::test]
async fn a_listing_goes_on_through_another_client() {
    let sandbox = support::sandbox().await;
    let now = sandbox.now();
    let day = 24 * 60 * 60 * 1000;
    sandbox.seed(SeedRequest::new(30, now - 7 * day, now - 2 * day)).unwrap();
    let query = support::past(&sandbox).count(20);

    let mut whole = sandbox.client().unwrap().events(query.clone());
    let mut changing = sandbox.client().unwrap().events(query);
    while let Some(page) = whole.next_page().await.unwrap() {
        changing.set_client(sandbox.client().unwrap());
        let same = changing.next_page().await.unwrap().unwrap();
        assert_eq!(same.body(), page.body());
    }
    assert!(changing.next_page().await.unwrap().is_none());
}

#[tokio::test]
async fn wrong_queries_and_ids_are_refused_before_anything_is_sent() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    let at = |millis| Timestamp::from_millis(millis).unwrap();
    for (query, field) in [
        (EventsQuery::between(at(2), at(1)), "from_time"),
        (EventsQuery::between(at(-1), at(1)), "from_time"),
        (EventsQuery::between(at(1), at(2)).count(0), "count"),
        (EventsQuery::between(at(1), at(2)).count(101), "count"),
        (EventsQuery::resume(""), "cursor"),
    ] {
        let error = client.events(query).next_page().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.problems()[0].field, field);
    }
    for id in ["", "1/../2", "1.json?x=", "-1", "007", "１"] {
        assert_eq!(client.show(id).await.unwrap_err().problems()[0].field, "feedback_id", "{id:?}");
        assert_eq!(client.can_dm(id).await.unwrap_err().problems()[0].field, "user_id", "{id:?}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn an_id_is_all_it_takes_to_know_that_the_person_was_asked() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    for body in [
        "{\"id\":\"77\",\"created_at\":\"\"}",
        "{\"id\":77,\"test\":\"no\"}",
        "\u{feff}{\"id\":\"77\"}",
        "{\"id\":\"77\",\"response\":[]}",
    ] {
        support::fault(&sandbox, &json!({"operation": "create", "fault": "respond", "body": body}));
        let created = client.create(&support::prompt("12")).await.unwrap();
        assert_eq!(created.id, "77", "{body}");
        assert_eq!(created.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn a_cursor_that_fits_no_url_is_the_services_fault() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    let body = json!({"events": [], "next_cursor": "x".repeat(70_000)});
    support::fault(&sandbox, &json!({"operation": "events", "fault": "respond", "body": body}));
    let mut listing = client.events(support::past(&sandbox));
    listing.next_page().await.unwrap();
    let error = listing.next_page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert!(error.to_string().len() < 200, "{error}");
}

#[tokio::test]
async fn whether_a_person_can_be_written_to_is_yes_no_or_unknown() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    assert_eq!(client.can_dm("12").await.unwrap(), Some(true));
    assert_eq!(client.can_dm(twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE).await.unwrap(), Some(false));
    assert_eq!(client.can_dm(twitter_feedback_sandbox::RECIPIENT_UNDISCLOSED).await.unwrap(), None);
    let unknown = client.can_dm(twitter_feedback_sandbox::RECIPIENT_UNKNOWN).await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::NotFound);
    let refused =
        client.create(&support::prompt(twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE)).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::CannotMessage);
}

#[tokio::test]
async fn limits_are_told_as_the_service_tells_them_and_creates_are_counted_here() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    assert!(client.rate_limits().is_empty());
    let account = client.verify_credentials().await.unwrap();
    assert_eq!(account.user_id, sandbox.user_id());
    assert_eq!(account.access_level.as_deref(), Some("read-write-directmessages"));
    client.can_dm("12").await.unwrap();
    client.create(&support::prompt("12")).await.unwrap();
    let limits = client.rate_limits();
    assert_eq!((limits["friendships/show"].limit, limits["friendships/show"].remaining), (180, 179));
    assert!(limits["friendships/show"].from_service);
    assert_eq!((limits["feedback/create"].limit, limits["feedback/create"].remaining), (1000, 999));
    assert!(!limits["feedback/create"].from_service);

    let headers = json!({"x-rate-limit-limit": "1000", "x-rate-limit-remaining": "500", "x-rate-limit-reset": "1"});
    let rule = json!({"operation": "create", "fault": "respond", "headers": headers, "body": {"id": "1"}});
    support::fault(&sandbox, &rule);
    client.create(&support::prompt("13")).await.unwrap();
    assert_eq!(client.rate_limits()["feedback/create"].remaining, 998, "what the service said once grows old");
}

#[tokio::test]
async fn the_services_clock_is_followed_where_the_sandbox_turns_it() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    client.can_dm("12").await.unwrap();
    let now = sandbox.advance(Duration::from_secs(30 * 24 * 60 * 60)).unwrap();
    client.can_dm("12").await.unwrap();
    let heard = client.service_time().await.unwrap();
    assert!((heard.as_millis() - now).abs() < 5_000);
}

/// Keeps what arrives byte for byte, and answers from a list.
struct Recorder {
    url: String,
    shared: std::sync::Arc<std::sync::Mutex<(Vec<String>, std::collections::VecDeque<String>)>>,
}

impl Recorder {
    async fn start() -> Self {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared =
            std::sync::Arc::new(std::sync::Mutex::new((Vec::new(), std::collections::VecDeque::<String>::new())));
        let state = shared.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let state = state.clone();
                tokio::spawn(async move {
                    let mut seen = Vec::new();
                    let mut buffer = [0; 4096];
                    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
                        seen.extend_from_slice(&buffer[..read]);
                        let text = String::from_utf8_lossy(&seen).into_owned();
                        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                        let length = head.lines().find_map(|line| {
                            line.to_lowercase().strip_prefix("content-length: ").map(|n| n.parse::<usize>().unwrap())
                        });
                        if body.len() < length.unwrap_or(0) {
                            continue;
                        }
                        let answer = {
                            let mut state = state.lock().unwrap();
                            state.0.push(text.clone());
                            state.1.pop_front().unwrap()
                        };
                        seen.clear();
                        let answer = format!(
                            "HTTP/1.1 200 OK\r\nset-cookie: session=1\r\ncontent-length: {}\r\n\r\n{answer}",
                            answer.len()
                        );
                        stream.write_all(answer.as_bytes()).await.unwrap();
                    }
                });
            }
        });
        Self { url, shared }
    }

    fn answers(&self, answers: Vec<String>) {
        self.shared.lock().unwrap().1.extend(answers);
    }

    fn requests(&self) -> Vec<String> {
        self.shared.lock().unwrap().0.clone()
    }
}
