//! What the doctor finds, and what it tells one to do.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use twitter_feedback::{Check, CheckState, Client, Credentials, ManualClock, RetryPolicy, Timestamp};
use twitter_feedback_sandbox::Sandbox;

const NAMES: [&str; 6] = ["host", "clock", "credentials", "permission", "limits", "allow_listing"];

fn found<'a>(checks: &'a [Check], name: &str) -> &'a Check {
    checks.iter().find(|check| check.name == name).unwrap()
}

fn states(checks: &[Check]) -> Vec<&'static str> {
    assert_eq!(checks.iter().map(|check| check.name).collect::<Vec<_>>(), NAMES);
    for check in checks {
        assert!(!check.finding.is_empty() && check.next_step.ends_with('.'), "{check:?}");
    }
    checks.iter().map(|check| check.state.as_str()).collect()
}

/// What is found after the next request of this operation was answered so.
async fn after(sandbox: &Sandbox, times: u32, operation: &str, answer: Value) -> Vec<Check> {
    let mut rule = json!({ "operation": operation, "fault": "respond", "times": times });
    for (name, value) in answer.as_object().unwrap() {
        rule[name] = value.clone();
    }
    support::fault(sandbox, &rule);
    support::client(sandbox).doctor().await
}

fn refusal(status: u16, code: i64) -> Value {
    json!({ "status": status, "body": { "errors": [{ "code": code, "message": "no" }] } })
}

/// A sandbox whose first answer, which is asked for its time alone, is a good one.
async fn reached() -> Sandbox {
    let sandbox = support::sandbox().await;
    support::fault(&sandbox, &json!({ "operation": "any", "fault": "latency:0" }));
    sandbox
}

#[tokio::test]
async fn where_everything_is_right_it_says_so_and_asks_nobody() {
    let sandbox = support::sandbox().await;
    let checks = support::client(&sandbox).doctor().await;
    assert_eq!(states(&checks), ["ok"; 6], "{checks:#?}");
    assert!(found(&checks, "credentials").finding.contains(sandbox.user_id()));
    assert!(found(&checks, "limits").finding.contains("feedback/events 999 of 1000 left"), "{checks:#?}");
    assert!(found(&checks, "host").finding.contains("this machine"));
    assert_eq!(support::creates(&sandbox), 0);
}

#[tokio::test]
async fn a_host_that_cannot_be_reached_leaves_the_rest_unknown() {
    let credentials = Credentials::new("key", "secret", "token", "secret").unwrap();
    // The port of a listener that is gone.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = Client::builder(credentials)
        .api_base(format!("http://127.0.0.1:{port}"))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let checks = client.doctor().await;
    assert_eq!(states(&checks), ["failed", "unknown", "unknown", "unknown", "unknown", "unknown"]);
    assert!(checks[0].next_step.contains("api_base"), "{checks:#?}");
    assert!(checks[1].next_step.contains("host"), "{checks:#?}");
}

#[tokio::test]
async fn each_refusal_of_the_credentials_has_its_own_next_step() {
    for (status, code, word) in [(401, 89, "auth"), (401, 32, "all four"), (401, 135, "clock"), (403, 64, "browser")] {
        let sandbox = reached().await;
        let checks = after(&sandbox, 2, "any", refusal(status, code)).await;
        assert_eq!(states(&checks), ["ok", "ok", "failed", "unknown", "unknown", "unknown"], "{code}: {checks:#?}");
        assert!(found(&checks, "credentials").next_step.contains(word), "{code}: {checks:#?}");
    }
}

#[tokio::test]
async fn real_wrong_secrets_are_found_and_never_shown() {
    let sandbox = support::sandbox().await;
    let own = sandbox.credentials();
    let wrong = Credentials::new(&own.consumer_key, "a-very-wrong-secret", &own.access_token, "another-one").unwrap();
    let client = Client::builder(wrong).api_base(sandbox.url()).retry(RetryPolicy::never()).build().unwrap();
    let checks = client.doctor().await;
    assert_eq!(found(&checks, "credentials").state, CheckState::Failed);
    let shown = format!("{checks:?}");
    assert!(!shown.contains("very-wrong") && !shown.contains("another-one") && !shown.contains(&own.access_token));
}

#[tokio::test]
async fn a_lower_access_level_and_an_untold_one_are_told_apart() {
    for (level, state) in [(json!("read-write"), "failed"), (Value::Null, "unknown")] {
        let sandbox = reached().await;
        let account =
            json!({ "headers": { "x-access-level": level }, "body": { "id_str": "5", "screen_name": "furni" } });
        let checks = after(&sandbox, 1, "any", account).await;
        let permission = found(&checks, "permission");
        assert_eq!(permission.state.as_str(), state);
        assert!(permission.next_step.contains("direct messages"), "{permission:?}");
        assert!(found(&checks, "credentials").finding.contains("@furni"));
    }
}

#[tokio::test]
async fn a_listing_that_is_refused_is_taken_for_missing_allow_listing() {
    for (answer, state) in [
        (refusal(403, 220), "failed"),
        (refusal(404, 34), "failed"),
        (refusal(403, 453), "failed"),
        (refusal(429, 88), "unknown"),
        (refusal(500, 131), "unknown"),
    ] {
        let sandbox = support::sandbox().await;
        let checks = after(&sandbox, 1, "events", answer).await;
        assert_eq!(states(&checks), ["ok", "ok", "ok", "ok", "ok", state], "{checks:#?}");
    }
}

#[tokio::test]
async fn a_limit_that_is_used_up_is_a_warning_that_says_until_when() {
    let sandbox = support::sandbox().await;
    let reset = sandbox.now() / 1000 + 600;
    let page = json!({
        "headers": { "x-rate-limit-limit": 1000, "x-rate-limit-remaining": 0, "x-rate-limit-reset": reset },
        "body": { "events": [], "next_cursor": "" },
    });
    let checks = after(&sandbox, 1, "events", page).await;
    let limits = found(&checks, "limits");
    let until = Timestamp::from_millis(reset * 1000).unwrap().to_string();
    assert_eq!(limits.state, CheckState::Warning);
    assert!(limits.next_step.contains(&until), "{limits:?}");
}

#[tokio::test]
async fn a_clock_that_is_off_is_a_warning_and_the_rest_is_looked_at_all_the_same() {
    for (off, words) in
        [(-7_200, "7200 s behind"), (-60, "60 s behind"), (90, "90 s ahead of"), (86_400, "86400 s ahead of")]
    {
        let sandbox = support::sandbox().await;
        let now = Timestamp::from_millis(sandbox.now()).unwrap();
        let seconds = Duration::from_secs(i64::unsigned_abs(off));
        let wrong = if off < 0 { now.saturating_sub(seconds) } else { now.saturating_add(seconds) };
        let client = Client::builder(support::credentials(&sandbox))
            .api_base(sandbox.url())
            .time(Arc::new(ManualClock::new(wrong)))
            .build()
            .unwrap();
        let checks = client.doctor().await;
        assert_eq!(states(&checks), ["ok", "warning", "ok", "ok", "ok", "ok"], "{off}: {checks:#?}");
        let clock = found(&checks, "clock");
        let nearly =
            words.replace("7200", "7199").replace("60 s", "59 s").replace("86400", "86399").replace("90 s", "89 s");
        assert!(clock.finding.contains(words) || clock.finding.contains(&nearly), "{clock:?}");
    }
}

#[tokio::test]
async fn a_limit_or_an_outage_is_not_blamed_on_the_credentials() {
    let sandbox = reached().await;
    let checks = after(&sandbox, 1, "any", refusal(429, 88)).await;
    assert_eq!(states(&checks), ["ok", "ok", "unknown", "unknown", "unknown", "unknown"], "{checks:#?}");
    assert!(found(&checks, "credentials").next_step.contains("15 minutes"));
    let sandbox = reached().await;
    let checks = after(&sandbox, 1, "any", refusal(503, 130)).await;
    assert_eq!(states(&checks), ["failed", "unknown", "unknown", "unknown", "unknown", "unknown"], "{checks:#?}");
}

#[tokio::test]
async fn a_clock_that_goes_by_the_services_is_right_however_far_it_is_off() {
    let sandbox = support::sandbox().await;
    sandbox.advance(Duration::from_secs(86_400)).unwrap();
    let checks = support::builder(&sandbox).build().unwrap().doctor().await;
    assert_eq!(states(&checks), ["ok"; 6], "{checks:#?}");
    assert!(found(&checks, "clock").finding.contains("service's own time"));
}

#[tokio::test]
async fn a_limit_whose_window_is_over_is_forgotten_and_one_without_an_end_is_not() {
    let sandbox = support::sandbox().await;
    let over = json!({ "x-rate-limit-limit": 180, "x-rate-limit-remaining": 0, "x-rate-limit-reset": sandbox.now() / 1000 - 5 });
    let endless = json!({ "x-rate-limit-limit": 180, "x-rate-limit-remaining": 0 });
    for (headers, state) in [(over, CheckState::Ok), (endless, CheckState::Warning)] {
        let client = support::client(&sandbox);
        let rule = json!({ "operation": "show", "fault": "respond", "headers": headers, "body": { "id": "1" } });
        support::fault(&sandbox, &rule);
        client.show("1").await.unwrap();
        let checks = client.doctor().await;
        assert_eq!(found(&checks, "limits").state, state, "{checks:#?}");
    }
}

#[tokio::test]
async fn a_page_of_somebody_else_is_no_service_even_if_it_tells_the_time() {
    for date in [Value::Null, json!("Sun, 06 Nov 1994 08:49:37 GMT")] {
        let sandbox = support::sandbox().await;
        let headers = json!({ "date": date, "content-type": "text/html" });
        let checks =
            after(&sandbox, 2, "any", json!({ "headers": headers, "body": "<html>Please log in</html>" })).await;
        assert_eq!(states(&checks), ["failed", "unknown", "unknown", "unknown", "unknown", "unknown"], "{checks:#?}");
        assert!(found(&checks, "host").next_step.contains("not the service"), "{checks:#?}");
    }
}
