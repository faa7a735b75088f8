//! What the README shows is what runs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod support;

use std::path::PathBuf;
use std::process::Command;

const EXAMPLE: &str = include_str!("../examples/ask.rs");

#[test]
fn the_readmes_snippet_is_the_example() {
    let readme = include_str!("../../README.md");
    let snippet = readme.split("```rust,no_run\n").nth(1).unwrap().split("```").next().unwrap();
    // The example begins with a line of documentation, which every file here must have.
    let (_, example) = EXAMPLE.split_once("\n\n").unwrap();
    assert_eq!(snippet, example);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_asks_somebody_once_however_often_it_runs() {
    let sandbox = support::sandbox().await;
    let own = sandbox.credentials();
    let folder = tempfile::tempdir().unwrap();
    let run = || {
        Command::new(example("ask"))
            .current_dir(folder.path())
            .env("TWITTER_FEEDBACK_API_BASE", sandbox.url())
            .env("TWITTER_FEEDBACK_CONSUMER_KEY", &own.consumer_key)
            .env("TWITTER_FEEDBACK_CONSUMER_SECRET", &own.consumer_secret)
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN", &own.access_token)
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", &own.access_token_secret)
            .env("TWITTER_FEEDBACK_CLOCK", "service")
            .env("TWITTER_FEEDBACK_LEDGER", folder.path().join("feedback.db"))
            .env("TWITTER_FEEDBACK_TEST", "true")
            .output()
            .unwrap()
    };
    for expected in ["asked: feedback ", "not asked: cooldown"] {
        let output = run();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.starts_with(expected), "{shown} {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(support::creates(&sandbox), 1);
}

/// Examples are built beside the tests.
fn example(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let target = this.parent().and_then(std::path::Path::parent).unwrap();
    target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
