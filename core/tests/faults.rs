//! Each fault, each operation: the right kind, and certainty about what may have been sent.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use twitter_feedback::{Client, Clock, ErrorKind, FeedbackError, ManualClock, RetryPolicy, Timestamp};
use twitter_feedback_sandbox::Sandbox;

const OPERATIONS: [&str; 4] = ["create", "show", "events", "friendship"];

/// What a fault is, for reads and for create.
const FAULTS: [(&str, ErrorKind, ErrorKind); 14] = [
    ("status:400", ErrorKind::Authentication, ErrorKind::Authentication),
    ("status:401", ErrorKind::Authentication, ErrorKind::Authentication),
    ("status:403", ErrorKind::Permission, ErrorKind::Permission),
    ("status:404", ErrorKind::NotFound, ErrorKind::NotFound),
    ("status:408", ErrorKind::Timeout, ErrorKind::OutcomeUnknown),
    ("status:500", ErrorKind::Server, ErrorKind::OutcomeUnknown),
    ("status:502", ErrorKind::Server, ErrorKind::OutcomeUnknown),
    ("status:503", ErrorKind::Server, ErrorKind::OutcomeUnknown),
    ("html", ErrorKind::Server, ErrorKind::OutcomeUnknown),
    ("rate_limit", ErrorKind::RateLimited, ErrorKind::RateLimited),
    ("reset_before_work", ErrorKind::Connection, ErrorKind::OutcomeUnknown),
    ("reset_after_work", ErrorKind::Connection, ErrorKind::OutcomeUnknown),
    ("truncate", ErrorKind::Connection, ErrorKind::OutcomeUnknown),
    ("hang", ErrorKind::Timeout, ErrorKind::OutcomeUnknown),
];

/// A client that may retry four times, without sleeping, and gives up on silence quickly.
fn eager_client(sandbox: &Sandbox) -> Client {
    support::builder(sandbox)
        .time(Arc::new(ManualClock::new(Timestamp::from_millis(sandbox.now()).unwrap())))
        .timeout(Duration::from_millis(300))
        .max_rate_wait(Duration::ZERO)
        .build()
        .unwrap()
}

async fn call(client: &Client, sandbox: &Sandbox, operation: &str, id: &str) -> Result<(), FeedbackError> {
    match operation {
        "create" => client.create(&support::prompt(id)).await.map(drop),
        "show" => client.show(id).await.map(drop),
        "events" => client.events(support::past(sandbox)).next_page().await.map(drop),
        _ => client.can_dm("12").await.map(drop),
    }
}

#[tokio::test]
async fn every_fault_of_every_operation_has_its_kind_and_create_is_never_sent_twice() {
    let mut person = 1000;
    for operation in OPERATIONS {
        for (fault, of_reads, of_create) in FAULTS {
            // A fresh one for each: no fault, log or quota reaches the next case.
            let sandbox = support::sandbox().await;
            let client = eager_client(&sandbox);
            let shown = support::client(&sandbox).create(&support::prompt("12")).await.unwrap().id.to_string();
            let before = sandbox.requests().len();
            support::fault(&sandbox, &json!({"operation": operation, "fault": fault, "times": 10}));
            person += 1;
            let id = if operation == "show" { shown } else { person.to_string() };
            let error = call(&client, &sandbox, operation, &id).await.expect_err(fault);
            let expected = if operation == "create" { of_create } else { of_reads };
            assert_eq!(error.kind(), expected, "{fault} on {operation}: {error:?}");
            assert_eq!(error.maybe_sent(), expected == ErrorKind::OutcomeUnknown, "{fault} on {operation}");
            let tries = sandbox.requests().len() - before;
            if operation == "create" {
                assert_eq!(tries, 1, "{fault} on create was sent {tries} times");
            } else if error.retryable() && error.kind() != ErrorKind::RateLimited {
                assert_eq!(tries, 4, "{fault} on {operation} was tried {tries} times");
            } else {
                assert_eq!(tries, 1, "{fault} on {operation} was tried {tries} times");
            }
            sandbox.stop().await;
        }
    }
}

#[tokio::test]
async fn a_read_that_fails_twice_succeeds_at_the_third_try() {
    let sandbox = support::sandbox().await;
    let clock = Arc::new(ManualClock::new(Timestamp::from_millis(sandbox.now()).unwrap()));
    let client = support::builder(&sandbox).time(clock.clone()).build().unwrap();
    support::fault(&sandbox, &json!({"operation": "friendship", "fault": "status:503", "times": 1}));
    support::fault(&sandbox, &json!({"operation": "friendship", "fault": "reset_before_work", "times": 1}));
    assert_eq!(client.can_dm("12").await.unwrap(), Some(true));
    let waits = clock.waited();
    assert_eq!(waits.len(), 2);
    assert!(waits[0] <= Duration::from_millis(500) && waits[1] <= Duration::from_secs(1), "{waits:?}");
}

#[tokio::test]
async fn retries_end_with_their_budget_however_many_calls_fail() {
    let sandbox = support::sandbox().await;
    let client = eager_client(&sandbox);
    support::fault(&sandbox, &json!({"operation": "any", "fault": "status:500", "times": 100}));
    for _ in 0..20 {
        client.can_dm("12").await.unwrap_err();
    }
    // One try for each call, and ten retries in hand.
    assert_eq!(sandbox.requests().len(), 30);
}

#[tokio::test]
async fn a_limit_is_waited_out_within_max_rate_wait_and_at_most_three_times() {
    let sandbox = support::sandbox().await;
    let clock = Arc::new(ManualClock::new(Timestamp::from_millis(sandbox.now()).unwrap()));
    let client = support::builder(&sandbox)
        .time(clock.clone())
        .max_rate_wait(Duration::from_secs(3600))
        .operation_timeout(Duration::from_secs(3600))
        .build()
        .unwrap();
    support::fault(&sandbox, &json!({"operation": "show", "fault": "rate_limit", "times": 10}));
    let error = client.show("1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(sandbox.requests().len(), 4);
    assert_eq!(clock.waited().len(), 3);

    let impatient = support::client(&sandbox);
    let before = sandbox.requests().len();
    assert!(impatient.show("1").await.unwrap_err().retry_at().is_some());
    assert_eq!(sandbox.requests().len() - before, 1);
}

#[tokio::test]
async fn one_try_is_one_request_whatever_went_wrong() {
    for fault in ["rate_limit", "status:503", "reset_before_work"] {
        let sandbox = support::sandbox().await;
        let patient = support::builder(&sandbox).retry(RetryPolicy::never()).max_rate_wait(Duration::from_secs(3600));
        let client = patient.operation_timeout(Duration::from_secs(3600)).build().unwrap();
        support::fault(&sandbox, &json!({"operation": "any", "fault": fault, "times": 9}));
        client.show("1").await.unwrap_err();
        assert_eq!(sandbox.requests().len(), 1, "{fault}");
    }
}

#[tokio::test]
async fn a_wait_that_outlasts_the_call_is_not_begun_and_the_reason_is_told() {
    let sandbox = support::sandbox().await;
    let client = support::builder(&sandbox)
        .max_rate_wait(Duration::from_secs(3600))
        .operation_timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    support::fault(&sandbox, &json!({"operation": "show", "fault": "rate_limit"}));
    let error = client.show("1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(error.retry_at().is_some());
}

#[tokio::test]
async fn out_of_time_keeps_what_went_wrong_before_as_the_cause() {
    let sandbox = support::sandbox().await;
    let mut at_once = RetryPolicy::default();
    at_once.base_delay = Duration::ZERO;
    let client =
        support::builder(&sandbox).retry(at_once).operation_timeout(Duration::from_millis(300)).build().unwrap();
    support::fault(&sandbox, &json!({"operation": "show", "fault": "status:503"}));
    support::fault(&sandbox, &json!({"operation": "show", "fault": "hang"}));
    let error = client.show("1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let cause = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<FeedbackError>()).unwrap();
    assert_eq!(cause.kind(), ErrorKind::Server);
}

#[tokio::test]
async fn an_answer_that_stops_in_the_middle_is_given_up_after_read_timeout() {
    let sandbox = support::sandbox().await;
    let client = support::builder(&sandbox)
        .retry(RetryPolicy::never())
        .read_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    support::fault(&sandbox, &json!({"operation": "friendship", "fault": "latency:300"}));
    assert_eq!(client.can_dm("12").await.unwrap(), Some(true), "waiting for the first byte is not reading");
    support::fault(&sandbox, &json!({"operation": "friendship", "fault": "slow_body"}));
    let error = client.can_dm("12").await.unwrap_err();
    assert_eq!((error.kind(), error.retryable()), (ErrorKind::Timeout, true), "{error}");
}

/// A clock on which whoever waits goes on when the test says so.
#[derive(Debug, Default)]
struct GatedClock(Arc<tokio::sync::Notify>);

impl Clock for GatedClock {
    fn now(&self) -> Timestamp {
        Timestamp::EPOCH
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let gate = Arc::clone(&self.0);
        Box::pin(async move { gate.notified().await })
    }
}

#[tokio::test]
async fn a_caller_who_left_gets_no_new_request() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let clock = GatedClock::default();
    let gate = Arc::clone(&clock.0);
    let client = Client::builder(twitter_feedback::Credentials::new("a", "b", "c", "d").unwrap())
        .api_base(format!("http://{address}"))
        .time(Arc::new(clock))
        .build()
        .unwrap();
    let prompt = support::prompt("12");
    // Nobody listens, so the first try fails and the client waits for its second.
    let left = tokio::time::timeout(Duration::from_millis(200), client.create(&prompt)).await;
    assert!(left.is_err());

    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    gate.notify_one();
    let arrived = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(arrived.is_err(), "a person would have been asked after the caller gave up");
}

#[tokio::test]
async fn a_clock_that_is_wrong_does_not_change_how_long_a_limit_is_waited_for() {
    let sandbox = support::sandbox().await;
    let right = Timestamp::from_millis(sandbox.now()).unwrap();
    for wrong in [right.saturating_sub(Duration::from_secs(200)), right.saturating_add(Duration::from_secs(200))] {
        let clock = Arc::new(ManualClock::new(wrong));
        let client = Client::builder(support::credentials(&sandbox))
            .api_base(sandbox.url())
            .time(clock.clone())
            .max_rate_wait(Duration::from_secs(120))
            .build()
            .unwrap();
        let reset = (sandbox.now() / 1000 + 100).to_string();
        let rule = json!({"operation": "friendship", "fault": "respond", "status": 429, "headers": {"x-rate-limit-reset": reset}});
        support::fault(&sandbox, &rule);
        assert_eq!(client.can_dm("12").await.unwrap(), Some(true));
        let waited = clock.waited()[0].as_secs();
        assert!((98..=102).contains(&waited), "{waited}");
    }
}

#[tokio::test]
async fn nobody_listening_is_a_connection_error_and_create_may_try_again() {
    let sandbox = support::sandbox().await;
    let clock = Arc::new(ManualClock::new(Timestamp::from_millis(sandbox.now()).unwrap()));
    let client = support::builder(&sandbox).time(clock.clone()).build().unwrap();
    sandbox.stop().await;
    let error = client.create(&support::prompt("12")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error:?}");
    assert!(!error.maybe_sent() && error.retryable());
    assert_eq!(clock.waited().len(), 3, "the witness was silent, so it was tried four times");
}

#[tokio::test]
async fn a_caller_who_leaves_does_not_stop_a_create_that_has_begun() {
    let sandbox = support::sandbox().await;
    let client = support::client(&sandbox);
    support::fault(&sandbox, &json!({"operation": "create", "fault": "latency:200"}));
    let prompt = support::prompt("12");
    let abandoned = tokio::time::timeout(Duration::from_millis(50), client.create(&prompt)).await;
    assert!(abandoned.is_err());
    // The log tells when it was answered; until then there is nothing to do but to look.
    while sandbox.requests().iter().all(|request| request.status.is_none()) {
        tokio::task::yield_now().await;
    }
    assert_eq!(sandbox.requests()[0].status, Some(200));
    assert_eq!(support::creates(&sandbox), 1);
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_set_by_the_services_date_once() {
    let sandbox = support::sandbox().await;
    let wrong = Timestamp::from_millis(sandbox.now()).unwrap().saturating_sub(Duration::from_secs(3600));
    let client = Client::builder(support::credentials(&sandbox))
        .api_base(sandbox.url())
        .time(Arc::new(ManualClock::new(wrong)))
        .build()
        .unwrap();
    let feedback = client.create(&support::prompt("12")).await.unwrap();
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(401), Some(200)], "refused with 135, then signed by the service's clock");
    client.show(&feedback.id).await.unwrap();
    assert_eq!(sandbox.requests().len(), 3, "the offset is remembered");

    // A service whose Date does not help is asked twice, not for ever.
    let body = json!({"errors": [{"code": 135, "message": "Timestamp out of bounds."}]});
    support::fault(
        &sandbox,
        &json!({"operation": "show", "fault": "respond", "status": 401, "body": body, "times": 9}),
    );
    assert_eq!(client.show("1").await.unwrap_err().kind(), ErrorKind::Authentication);
    assert_eq!(sandbox.requests().len(), 5);
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let credentials = twitter_feedback::Credentials::new("a", "b", "c", "d").unwrap();
    let client =
        Client::builder(credentials).api_base("http://127.0.0.1:1").retry(RetryPolicy::never()).build().unwrap();
    let mut future = Box::pin(client.can_dm("12"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => assert_eq!(error.kind(), ErrorKind::Configuration),
        other => panic!("{other:?}"),
    }
}
