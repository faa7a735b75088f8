//! What several suites need.
#![allow(dead_code, reason = "each suite uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

use serde_json::Value;
use twitter_feedback::{Client, ClientBuilder, ClockSource, Credentials, Prompt, RetryPolicy};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions};

/// The cases of a file in `tests/vectors`.
pub fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(cases) = file["cases"].take() else { panic!("{path} has no cases") };
    assert!(!cases.is_empty());
    cases
}

pub async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::default()).await.unwrap()
}

/// One try, and no waiting for limits: what is tested is what the answer means.
pub fn client(sandbox: &Sandbox) -> Client {
    builder(sandbox).retry(RetryPolicy::never()).max_rate_wait(std::time::Duration::ZERO).build().unwrap()
}

pub fn builder(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(credentials(sandbox)).api_base(sandbox.url()).clock(ClockSource::Service)
}

pub fn credentials(sandbox: &Sandbox) -> Credentials {
    let own = sandbox.credentials();
    Credentials::new(&own.consumer_key, &own.consumer_secret, &own.access_token, &own.access_token_secret).unwrap()
}

pub fn prompt(to_user_id: &str) -> Prompt {
    Prompt::nps(to_user_id, "Thank you for talking to Furni today!", "https://furni.example/privacy").build().unwrap()
}

/// How many creates the sandbox's log shows.
pub fn creates(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.path.contains("feedback/create")).count()
}
