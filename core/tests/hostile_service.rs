//! Answers that no service should give: a typed error in bounded memory and time, whatever is answered.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use serde_json::Value;
use twitter_feedback::{
    Client, Credentials, EventsQuery, FeedbackError, RetryPolicy, SignIn, SignInOptions, Timestamp,
};
use twitter_feedback_hostile::Hostile;

const OPERATIONS: [&str; 5] = ["show", "events", "create", "can_dm", "verify_credentials"];

const TIMEOUT: Duration = Duration::from_secs(2);
/// How long after its timeout a call may end.
const GRACE: Duration = Duration::from_secs(5);
/// The same where five floods at once keep a build without optimisation busy.
const BUSY_GRACE: Duration = Duration::from_secs(15);
/// How long connections may be open after that, on a machine that is busy with other things.
const LEAVING: Duration = Duration::from_secs(60);

/// All begin alike, so that one look finds each.
const SECRET: &str = "d41d8cd9";

const MOST_MIB: u64 = 100;
const LONGEST_SENTENCE: usize = 8 * 1024;
/// Of what a developer looks at: up to sixteen errors of the service, in full, and again in the cause.
const LONGEST_DEBUG: usize = 256 * 1024;

fn client(api_base: String) -> Client {
    let secret = |end: &str| format!("{SECRET}-{end}");
    Client::builder(Credentials::new(secret("a"), secret("b"), secret("c"), secret("d")).unwrap())
        .api_base(api_base)
        .timeout(TIMEOUT)
        .read_timeout(Duration::from_secs(1))
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

async fn call(client: &Client, operation: &str) -> Result<(), FeedbackError> {
    let at = |millis| Timestamp::from_millis(millis).unwrap();
    match operation {
        "show" => client.show("1").await.map(drop),
        "events" => client.events(EventsQuery::between(at(1), at(2))).next_page().await.map(drop),
        "create" => client.create(&support::prompt("12")).await.map(drop),
        "can_dm" => client.can_dm("12").await.map(drop),
        "verify_credentials" => client.verify_credentials().await.map(drop),
        other => panic!("unknown operation {other}"),
    }
}

/// What is wrong with one call's outcome.
async fn complaints(hostile: Arc<Hostile>, case: Value, operation: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let begun = Instant::now();
    let outcome = call(&client(hostile.base(case["case"].as_str().unwrap())), operation).await;
    let took = begun.elapsed();
    if took > TIMEOUT + if case["load"] == "busy" { BUSY_GRACE } else { GRACE } {
        wrong.push(format!("took {took:?}"));
    }
    let kind = outcome.as_ref().err().map_or("ok", |error| error.kind().as_str());
    let expected = case["expected"][operation].as_array().unwrap();
    if !expected.iter().any(|allowed| allowed == kind) {
        wrong.push(format!("{kind} instead of {expected:?}: {:.500}", format!("{outcome:?}")));
    }
    if let Err(error) = outcome {
        wrong.extend(complaints_of(&error, case["says"].as_str().unwrap_or_default()));
    }
    wrong.iter().map(|what| format!("{} on {operation}: {what}", case["name"])).collect()
}

fn complaints_of(error: &FeedbackError, says: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let (sentence, debug) = (error.to_string(), format!("{error:?}"));
    if !error.message().contains(says) {
        wrong.push(format!("does not say {says:?}: {sentence:.500}"));
    }
    if sentence.len() > LONGEST_SENTENCE || debug.len() > LONGEST_DEBUG {
        wrong.push(format!("{} and {} bytes long: {sentence:.500}", sentence.len(), debug.len()));
    }
    if sentence.chars().chain(debug.chars()).any(char::is_control) {
        wrong.push(format!("control characters: {debug:.500}"));
    }
    let mut causes = String::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push_str(&cause.to_string());
        next = cause.source();
    }
    if [&sentence, &debug, &causes, error.body().unwrap_or_default()].iter().any(|text| text.contains(SECRET)) {
        wrong.push("shows a secret".to_owned());
    }
    if error.maybe_sent() && !error.source().is_some_and(|cause| cause.is::<FeedbackError>()) {
        wrong.push(format!("no cause: {sentence:.500}"));
    }
    wrong
}

/// The most memory that this process ever had, in KiB; only Linux tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

// Each thread keeps memory of its own in hand, so their number is part of what is measured.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_its_kind_in_bounded_memory_and_time_and_is_asked_for_once() {
    let cases = support::cases("hostile.json");
    let hostile = Arc::new(Hostile::start().await.unwrap());
    call(&client(hostile.base("good")), "show").await.unwrap();
    let before = peak();

    let mut wrong = Vec::new();
    for (load, at_once) in [(Some("idle"), 1000), (None, 4), (Some("large"), 1), (Some("busy"), OPERATIONS.len())] {
        let cases = cases.iter().filter(|case| case["load"].as_str() == load);
        let calls = cases.flat_map(|case| OPERATIONS.map(|operation| (case.clone(), operation)));
        let calls = calls.map(|(case, operation)| tokio::spawn(complaints(Arc::clone(&hostile), case, operation)));
        let outcomes: Vec<_> = stream::iter(calls).buffer_unordered(at_once).collect().await;
        wrong.extend(outcomes.into_iter().flat_map(Result::unwrap));
    }
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));

    for case in &cases {
        let name = case["case"].as_str().unwrap();
        let asked = hostile.requests(name) - usize::from(name == "good");
        assert!(asked <= OPERATIONS.len(), "{name} was asked for {asked} times");
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        let grown = (after - before) / 1024;
        assert!(grown < MOST_MIB, "the process grew by {grown} MiB");
    }
    // Nothing goes on behind the back of a caller who has his answer.
    let left = tokio::time::timeout(LEAVING, hostile.nobody_is_left()).await;
    assert!(left.is_ok(), "connections are left open");
}

/// What is wrong with signing in there, and with what the doctor finds there.
async fn other_complaints(hostile: Arc<Hostile>, case: Value) -> Vec<String> {
    let base = hostile.base(case["case"].as_str().unwrap());
    let options =
        SignInOptions::new(format!("{SECRET}-a"), format!("{SECRET}-b")).api_base(base.clone()).timeout(TIMEOUT);
    let begun = SignIn::begin(options.clone()).await.unwrap_err();
    let sign_in = SignIn::resume(options, "a-token", format!("{SECRET}-e")).unwrap();
    let completed = sign_in.complete("1234567").await.unwrap_err();
    let mut wrong = [complaints_of(&begun, ""), complaints_of(&completed, "")].concat();
    for check in client(base).doctor().await {
        let said = format!("{} {}", check.finding, check.next_step);
        if said.len() > LONGEST_SENTENCE || said.contains(SECRET) || said.chars().any(char::is_control) {
            wrong.push(format!("the doctor's {}: {} bytes, {said:.500}", check.name, said.len()));
        }
    }
    wrong.iter().map(|what| format!("{}: {what}", case["name"])).collect()
}

#[tokio::test]
async fn signing_in_there_fails_with_few_words_and_so_does_the_doctor() {
    let hostile = Arc::new(Hostile::start().await.unwrap());
    let cases = support::cases("hostile.json").into_iter().filter(|case| case.get("load").is_none());
    let looks = cases.map(|case| tokio::spawn(other_complaints(Arc::clone(&hostile), case)));
    let wrong: Vec<_> = stream::iter(looks).buffer_unordered(4).collect().await;
    let wrong: Vec<_> = wrong.into_iter().flat_map(Result::unwrap).collect();
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn the_vectors_have_every_case_of_the_server() {
    let hostile = Hostile::start().await.unwrap();
    let mut named: Vec<_> =
        support::cases("hostile.json").iter().map(|c| c["case"].as_str().unwrap().to_owned()).collect();
    named.sort();
    assert_eq!(named, hostile.cases().collect::<Vec<_>>());
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_never_the_next_ones() {
    let hostile = Hostile::start().await.unwrap();
    let client = client(hostile.base("two-answers"));
    for _ in 0..5 {
        assert_eq!(client.show("1").await.unwrap().id, "1");
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_given_up_and_nothing_was_sent() {
    let hostile = Hostile::start().await.unwrap();
    let client = client(hostile.base("good").replace("http:", "https:"));
    for operation in ["show", "create"] {
        let error = call(&client, operation).await.unwrap_err();
        assert_eq!(error.kind().as_str(), "timeout", "{error}");
        assert!(!error.maybe_sent(), "{operation}: {error}");
    }
}
