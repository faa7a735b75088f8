//! What a client may be made with.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use std::time::Duration;

use twitter_feedback::{Client, ClientBuilder, ClockSource, Credentials, ErrorKind, RetryPolicy};

fn builder() -> ClientBuilder {
    Client::builder(Credentials::new("a", "b", "c", "d").unwrap())
}

#[test]
fn the_api_base_is_https_or_loopback() {
    for good in [
        "https://api.twitter.com",
        "https://api.x.com/1.1/",
        "http://127.0.0.1:8080",
        "http://localhost:1/",
        "http://[::1]:1",
        "https://gateway.example/twitter",
    ] {
        builder().api_base(good).build().unwrap_or_else(|error| panic!("{good}: {error}"));
    }
    for bad in [
        "",
        "api.twitter.com",
        "http://api.twitter.com",
        "ftp://127.0.0.1",
        "https://h/?a=1",
        "https://h/#a",
        "https://u@h",
        "http://127.0.0.1.evil.example",
    ] {
        let error = builder().api_base(bad).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{bad}");
        assert!(error.to_string().contains("api_base"), "{error}");
    }
}

#[test]
fn every_wrong_setting_is_named() {
    let zero = Duration::ZERO;
    for (wrong, name) in [
        (builder().connect_timeout(zero), "connect_timeout"),
        (builder().read_timeout(zero), "read_timeout"),
        (builder().timeout(zero), "timeout"),
        (builder().operation_timeout(zero), "operation_timeout"),
        (builder().retry(RetryPolicy::default().with_max_tries(0)), "max_tries"),
        (builder().clock(ClockSource::Service), "clock"),
        (builder().user_agent("Helpdesk\n"), "user_agent"),
        (builder().proxy("socks5://h"), "proxy"),
        (builder().root_certificate("no certificate"), "root_certificate"),
    ] {
        let error = wrong.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
        assert!(error.to_string().contains(name), "{name}: {error}");
    }
    builder().proxy("http://user:pass@proxy.example:3128").build().unwrap();
}

#[test]
fn a_clock_is_named_in_words() {
    assert_eq!("service".parse::<ClockSource>().unwrap(), ClockSource::Service);
    assert!("Service".parse::<ClockSource>().unwrap_err().to_string().contains("`system` or `service`"));
}
