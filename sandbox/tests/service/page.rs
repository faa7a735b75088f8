//! The page: who gets it, under which rules, and what it is told.

use serde_json::{Value, json};

use crate::support::{Api, DAY, Reply, START, plain_but, read};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn get(api: &Api, path: &str, headers: &[(&str, &str)]) -> Reply {
    let request = api.http.get(format!("{}{path}", api.sandbox.url()));
    read(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await.unwrap()
}

async fn listed(api: &Api) -> Vec<Value> {
    get(api, "/_sandbox/feedbacks", &[]).await.json().as_array().unwrap().clone()
}

/// What the page's own source names below `/_sandbox/page/`.
fn named(source: &str) -> Vec<String> {
    source
        .split("/_sandbox/page/")
        .skip(1)
        .map(|rest| format!("/_sandbox/page/{}", rest.split('"').next().unwrap()))
        .collect()
}

#[tokio::test]
async fn a_browser_gets_the_page_and_everybody_else_the_text() {
    let api = Api::plain().await;
    let page = get(&api, "/", &[("accept", BROWSER)]).await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html;charset=utf-8")));
    assert!(page.body.starts_with("<!doctype html>"));
    for accept in ["*/*", "text/plain", "application/json", "text/html;q=0.5, */*"] {
        let text = get(&api, "/", &[("accept", accept)]).await;
        assert_eq!((text.status, text.header("content-type")), (200, Some("text/plain;charset=utf-8")), "{accept}");
        assert!(text.body.starts_with("This is a sandbox"), "{accept}");
    }
    let posted = read(api.http.post(api.sandbox.url()).header("accept", BROWSER)).await.unwrap();
    assert!(posted.body.starts_with("This is a sandbox"), "only who reads is shown the page");
    assert_eq!(api.sandbox.requests(), [], "looking is no request to the service");
}

#[tokio::test]
async fn the_page_and_its_files_come_with_strict_rules() {
    let api = Api::plain().await;
    let page = get(&api, "/", &[("accept", BROWSER)]).await;
    let mut paths = named(&page.body);
    assert!(paths.iter().any(|path| path.ends_with("main.js")) && paths.iter().any(|path| path.ends_with("icon.svg")));
    paths.push("/".to_owned());
    for path in paths {
        let file = get(&api, &path, &[("accept", BROWSER)]).await;
        assert_eq!(file.status, 200, "{path}");
        let policy = file.header("content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.split("; ").any(|each| each == rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(file.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(file.header("vary"), Some("accept"), "{path}");
    }
    assert!(!page.body.contains("<style") && !page.body.contains("style=") && !page.body.contains(" on"));
    assert_eq!(page.body.matches("<script").count(), 1, "and that one has a src");
    for path in ["/_sandbox/page/", "/_sandbox/page/page.html", "/_sandbox/page/..%2Ffiles.rs", "/_sandbox/page/%ff"] {
        assert!(matches!(get(&api, path, &[]).await.status, 400 | 404), "{path}");
    }
}

#[tokio::test]
async fn a_foreign_name_gets_neither_page_nor_text_nor_list() {
    let api = Api::plain().await;
    for path in ["/", "/_sandbox/page/main.js", "/_sandbox/feedbacks"] {
        for accept in [BROWSER, "*/*"] {
            for (name, value) in [("host", "evil.example"), ("origin", "http://evil.example"), ("origin", "null")] {
                let refused = get(&api, path, &[("accept", accept), (name, value)]).await;
                assert_eq!(refused.status, 403, "{path} {name} {value}");
                assert!(!refused.body.contains("doctype") && !refused.body.contains("/1.1/"), "{path} {name} {value}");
            }
            assert_eq!(get(&api, path, &[("accept", accept), ("host", "localhost:1")]).await.status, 200, "{path}");
        }
    }
}

#[tokio::test]
async fn feedbacks_lists_what_a_card_shows() {
    let api = Api::plain().await;
    let csat = [
        ("type", "csat"),
        ("to_user_id", "13"),
        ("message", "<b>Hello</b>"),
        ("privacy_url", "https://furni.example/privacy"),
        ("question_variant_id", "20"),
        ("display_name", "Furni"),
    ];
    let nps = api.created("12").await;
    api.advance(1_000);
    let csat = api.post("/1.1/feedback/create.json", &csat).await.json()["id"].clone();
    api.sandbox.answer(&nps, Some(0), Some("meh")).unwrap();
    let (sender, name) = (api.sandbox.user_id(), &api.credentials.screen_name);
    assert_eq!(
        listed(&api).await,
        [
            json!({
                "id": csat, "type": "csat", "from_user_id": sender, "from_screen_name": name,
                "to_user_id": "13", "to_screen_name": "user13", "message": "<b>Hello</b>",
                "privacy_url": "https://furni.example/privacy", "display_name": "Furni",
                "question": "How would you rate the Furni advisor's expertise?",
                "question_template": "How would you rate the <display_name> advisor's expertise?",
                "score": null, "text": null, "dismissed": false, "created_at": START + 1_000,
            }),
            json!({
                "id": nps, "type": "nps", "from_user_id": sender, "from_screen_name": name,
                "to_user_id": "12", "to_screen_name": "user12", "message": "Thank you!",
                "privacy_url": "https://mybusiness.domain/privacy", "display_name": null,
                "question": format!("How likely are you to recommend @{name} to a friend?"),
                "question_template": "How likely are you to recommend <display_name> to a friend?",
                "score": 0, "text": "meh", "dismissed": false, "created_at": START,
            }),
        ]
    );
}

#[tokio::test]
async fn feedbacks_tells_which_cards_their_customers_closed() {
    let api = Api::plain().await;
    let (closed, _) = (api.created("12").await, api.created("13").await);
    api.sandbox.dismiss(&closed).unwrap();
    let dismissed: Vec<Value> = listed(&api).await.iter().map(|card| card["dismissed"].clone()).collect();
    assert_eq!(dismissed, [false, true]);
}

#[tokio::test]
async fn feedbacks_lists_the_newest_50_and_no_more() {
    let api = Api::start(plain_but(|options| options.limits = false)).await;
    assert_eq!(listed(&api).await, Vec::<Value>::new());
    let mut expected = Vec::new();
    for recipient in 1..=60 {
        expected.push(api.created(&recipient.to_string()).await);
        if recipient % 7 == 0 {
            api.advance(1_000);
        }
    }
    // A past that is made up later is older all the same.
    api.control("seed", &json!({"count": 100, "from": START - DAY, "to": START - 1_000}).to_string()).await;
    let ids: Vec<String> = listed(&api).await.iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect();
    expected.reverse();
    expected.truncate(50);
    assert_eq!(ids, expected);
}
