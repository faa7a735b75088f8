//! What a million made-up feedbacks cost. In a program of its own, so that no other test's memory counts.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test itself")]

use std::time::{Duration, Instant};

use twitter_feedback_sandbox::{Sandbox, SandboxOptions, SeedRequest};

const DAY: i64 = 86_400_000;
const MEBIBYTE: u64 = 1024 * 1024;

/// The most memory that this process has had at once, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
}

#[tokio::test]
async fn a_million_are_seeded_within_seconds_and_in_bounded_memory() {
    let sandbox = Sandbox::start(SandboxOptions::new()).await.unwrap();
    let before = peak();
    let started = Instant::now();
    let to = sandbox.now();
    let seeded = sandbox.seed(SeedRequest::new(1_000_000, to - 365 * DAY, to)).unwrap();
    assert_eq!(seeded.feedbacks, 1_000_000);
    assert!(seeded.events > 1_500_000, "{}", seeded.events);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    let grown = peak() - before;
    assert!(grown < 150 * MEBIBYTE, "{} MiB", grown / MEBIBYTE);
}
