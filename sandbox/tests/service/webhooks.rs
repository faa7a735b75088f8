//! Registering a webhook.

use axum::response::IntoResponse as _;
use serde_json::json;
use twitter_feedback_sandbox::Webhook;

use crate::receiver::Receiver;
use crate::support::{Api, START, read};

const SECRET: &str = "correct-horse-7";

#[tokio::test]
async fn the_calls_register_and_list() {
    let (api, receiver) = (Api::plain().await, Receiver::start().await);
    let listed = async || {
        let reply = read(api.http.get(format!("{}/_sandbox/deliveries", api.sandbox.url()))).await.unwrap();
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    };
    assert_eq!(listed().await, json!([]));
    let url = receiver.url();
    let order = json!({"url": url, "username": "Aladdin", "password": "open sesame", "duplicates": 1.0});
    let reply = api.control("webhook", &order.to_string()).await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
    api.created("12").await;
    let listing = listed().await;
    let (header, body) = ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", &receiver.got()[0].body);
    let first = json!({"at": START, "url": url, "status": 200, "authorization": header, "body": body});
    assert_eq!(listing, json!([first, first]));
    let order = json!({"url": url, "username": null, "password": null, "duplicates": null, "shuffle": true});
    assert_eq!(api.control("webhook", &order.to_string()).await.status, 200);
    api.created("13").await;
    let listing = listed().await;
    let third = json!({"at": START, "url": url, "status": 200, "body": receiver.got()[2].body});
    assert_eq!(listing, json!([first, first, third]));
    assert_eq!(serde_json::to_value(api.sandbox.deliveries().await).unwrap(), listing);
}

#[tokio::test]
async fn a_sandbox_reaches_nobody() {
    let api = Api::plain().await;
    for url in [
        "https://127.0.0.1/",
        "http://example.com/",
        "http://192.168.0.1/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example/",
        "http://2130706434.example/",
        "http://128.0.0.1/",
        "ftp://127.0.0.1/",
        "http:127.0.0.1",
        "http:///127.0.0.1/",
        "//127.0.0.1/",
        "/hook",
        "127.0.0.1:80",
        " http://127.0.0.1/",
        "http://127.0.0.1/a b",
        "http://127.0.\n0.1/",
        "http://127.0.0.1:99999/",
        "http://",
        "",
    ] {
        let error = api.sandbox.webhook(Webhook::new(url)).unwrap_err().to_string();
        assert!(error.starts_with("url must be an absolute http URL of this machine's loopback"), "{url}: {error}");
        assert!(error.contains("a sandbox reaches nobody") && error.ends_with(&format!("given: {url}")), "{error}");
        let reply = api.control("webhook", &json!({"url": url}).to_string()).await;
        assert_eq!((reply.status, reply.json()), (400, json!({"error": error})));
    }
    for url in ["http://127.0.0.1", "http://127.9.9.9:1/?a=b|c#d", "HTTP://LocalHost:80/ü", "http://[::1]:8080/hook"] {
        api.sandbox.webhook(Webhook::new(url)).unwrap();
    }
}

#[tokio::test]
async fn a_refusal_names_the_field_and_never_shows_a_password() {
    let api = Api::plain().await;
    let url = "http://127.0.0.1/";
    let long = "x".repeat(1_001);
    for (field, order) in [
        ("url", json!({"url": format!("http://user:{SECRET}@127.0.0.1/")})),
        ("url", json!({"url": format!("http://{SECRET}@127.0.0.1/")})),
        ("url", json!({"url": format!("http://us er:{SECRET}@127.0.0.1/")})),
        ("url", json!({"url": format!("http://127.0.0.1/{}", "x".repeat(2_048))})),
        ("url", json!({"url": 5})),
        ("url", json!({"username": "user", "password": SECRET})),
        ("username", json!({"url": url, "password": SECRET})),
        ("password", json!({"url": url, "username": SECRET})),
        ("username", json!({"url": url, "username": format!("user:{SECRET}"), "password": SECRET})),
        ("username", json!({"url": url, "username": "", "password": SECRET})),
        ("username", json!({"url": url, "username": long, "password": SECRET})),
        ("username", json!({"url": url, "username": "a\u{85}b", "password": SECRET})),
        ("password", json!({"url": url, "username": "user", "password": ""})),
        ("password", json!({"url": url, "username": "user", "password": long})),
        ("password", json!({"url": url, "username": "user", "password": format!("{SECRET}\n")})),
        ("password", json!({"url": url, "username": "user", "password": [SECRET]})),
        ("duplicates", json!({"url": url, "duplicates": 101})),
        ("duplicates", json!({"url": url, "duplicates": -1})),
        ("duplicates", json!({"url": url, "duplicates": 1.5})),
        ("duplicates", json!({"url": url, "duplicates": "1"})),
        ("shuffle", json!({"url": url, "shuffle": "yes"})),
        ("body", json!({"url": url, "passwort": SECRET})),
        ("body", json!([url, "user", SECRET])),
        ("body", json!(SECRET)),
    ] {
        let reply = api.control("webhook", &order.to_string()).await;
        let error = reply.json()["error"].as_str().unwrap().to_owned();
        assert_eq!(reply.status, 400, "{order}");
        assert!(error.starts_with(&format!("{field} must ")), "{order}: {error}");
        assert!(!error.contains(SECRET) && !error.contains("xxx"), "{error}");
    }
    for body in [format!(r#"{{"url": "{url}", "username": "user", "password": "{SECRET}""#), String::new()] {
        let reply = api.control("webhook", &body).await;
        assert!(reply.status == 400 && !reply.body.contains(SECRET), "{reply:?}");
    }
    api.created("12").await;
    assert_eq!(api.sandbox.deliveries().await, [], "what is refused is not registered");
}

#[tokio::test]
async fn debug_shows_no_password() {
    let (api, receiver) = (Api::plain().await, Receiver::start().await);
    let webhook = receiver.webhook().credentials("user", SECRET).duplicates(1).shuffle(true);
    let spelt = Webhook::new(format!("http://user:{SECRET}@127.0.0.1/"));
    api.sandbox.webhook(webhook.clone()).unwrap();
    api.created("12").await;
    let deliveries = api.sandbox.deliveries().await;
    let header = deliveries[0].authorization.clone().unwrap();
    let shown = format!("{:?}", (&api.sandbox, &webhook, &spelt, &deliveries));
    assert!(shown.contains(&receiver.url()) && shown.contains("duplicates: 1, shuffle: true"), "{shown}");
    assert!(!shown.contains(SECRET) && !shown.contains(&header), "{shown}");
}

#[tokio::test]
async fn localhost_is_both_of_its_addresses() {
    let api = Api::plain().await;
    for address in ["127.0.0.1:0", "[::1]:0"] {
        // Not every machine has the second.
        let Ok(receiver) = Receiver::on(address, |_| ().into_response()).await else { continue };
        let url = format!("http://localhost:{}/", receiver.port());
        api.sandbox.webhook(Webhook::new(url)).unwrap();
        api.created(receiver.port()).await;
        assert_eq!(api.sandbox.deliveries().await.last().unwrap().status, Some(200));
        assert_eq!(receiver.got()[0].headers["host"], format!("localhost:{}", receiver.port()));
    }
}
