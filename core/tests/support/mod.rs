//! What several suites need.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

use serde_json::Value;
use twitter_feedback::{Client, ClientBuilder, Credentials, EventsQuery, Prompt, RetryPolicy, Timestamp};
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxOptions};

/// The cases of a file in `tests/vectors`.
pub(crate) fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(cases) = file["cases"].take() else { panic!("{path} has no cases") };
    assert!(!cases.is_empty());
    cases
}

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::default()).await.unwrap()
}

/// One try, and no waiting for limits: what is tested is what the answer means.
pub(crate) fn client(sandbox: &Sandbox) -> Client {
    builder(sandbox).retry(RetryPolicy::never()).max_rate_wait(std::time::Duration::ZERO).build().unwrap()
}

pub(crate) fn builder(sandbox: &Sandbox) -> ClientBuilder {
    sandbox.client_builder().unwrap()
}

pub(crate) fn credentials(sandbox: &Sandbox) -> Credentials {
    let own = sandbox.credentials();
    Credentials::new(&own.consumer_key, &own.consumer_secret, &own.access_token, &own.access_token_secret).unwrap()
}

pub(crate) fn prompt(to_user_id: &str) -> Prompt {
    Prompt::nps(to_user_id, "Thank you for talking to Furni today!", "https://furni.example/privacy").build().unwrap()
}

/// How many creates the sandbox's log shows.
pub(crate) fn creates(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.path.contains("feedback/create")).count()
}

/// Orders a fault, as `POST /_sandbox/faults` takes it.
pub(crate) fn fault(sandbox: &Sandbox, rule: &Value) {
    sandbox.fault(FaultRule::from_json(rule).unwrap()).unwrap();
}

/// The period before today that a new sandbox shows.
pub(crate) fn past(sandbox: &Sandbox) -> EventsQuery {
    let day = 24 * 60 * 60 * 1000;
    let now = sandbox.now();
    EventsQuery::between(
        Timestamp::from_millis(now - 8 * day).unwrap(),
        Timestamp::from_millis(now - day - 60_000).unwrap(),
    )
}
