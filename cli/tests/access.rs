//! Signing in and the doctor, as the command's users meet them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxOptions};

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::default()).await.unwrap()
}

/// A shell in which only the app's two keys and the sandbox's address are known.
fn command(sandbox: &Sandbox, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twitter-feedback"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TWITTER_FEEDBACK_")) {
        command.env_remove(name);
    }
    let app = sandbox.credentials();
    command
        .args(args)
        .env("TWITTER_FEEDBACK_API_BASE", sandbox.url())
        .env("TWITTER_FEEDBACK_CONSUMER_KEY", &app.consumer_key)
        .env("TWITTER_FEEDBACK_CONSUMER_SECRET", &app.consumer_secret)
        .stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs `auth`, opens the page that it names, and types what `pin` makes of the PIN that the page shows.
fn auth(sandbox: &Sandbox, args: &[&str], pin: impl FnOnce(String) -> String) -> Output {
    let mut running = command(sandbox, &[&["auth"], args].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(running.stderr.take().unwrap()).lines();
    let url = told.by_ref().map(Result::unwrap).find(|line| line.contains("/oauth/authorize?")).unwrap();
    let (_, token) = url.trim().split_once("oauth_token=").unwrap();
    let shown = sandbox.authorize(token).unwrap();
    let mut stdin = running.stdin.take().unwrap();
    writeln!(stdin, "{}", pin(shown)).unwrap();
    drop(stdin);
    let rest: Vec<String> = told.map(Result::unwrap).collect();
    let mut output = running.wait_with_output().unwrap();
    output.stderr = rest.join("\n").into_bytes();
    output
}

fn doctor(sandbox: &Sandbox, file: &Path, args: &[&str]) -> Output {
    let file = file.to_str().unwrap();
    command(sandbox, &[&["--credentials-file", file, "doctor"], args].concat()).output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_writes_a_file_that_only_its_owner_can_read_and_the_doctor_likes_it() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials.json");
    let output = auth(&sandbox, &["--json", "--out", file.to_str().unwrap()], |pin| pin);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let done: Value = serde_json::from_slice(&output.stdout).unwrap();
    let own = sandbox.credentials();
    let expected =
        json!({"user_id": own.user_id, "screen_name": own.screen_name, "credentials_file": file.to_str().unwrap()});
    assert_eq!(done, expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let output = doctor(&sandbox, &file, &["--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let checks: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(checks.len(), 6);
    assert!(checks.iter().all(|check| check["state"] == "ok" && check["next_step"] != ""), "{checks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_there_is_replaced_on_order_only() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials.json");
    std::fs::write(&file, "mine").unwrap();
    let out = ["--out", file.to_str().unwrap()];
    let output = command(&sandbox, &[&["auth"], &out[..]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--force"), "{}", text(&output.stderr));
    assert!(sandbox.requests().is_empty(), "nobody signs in for nothing");
    let output = auth(&sandbox, &[&out[..], &["--force"]].concat(), |pin| pin);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("signed in as @sandbox_"), "{}", text(&output.stdout));
    assert!(std::fs::read_to_string(&file).unwrap().contains("access_token_secret"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_missing_pin_writes_nothing() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials.json");
    for (pin, code) in [("0", 3), ("", 2)] {
        let output = auth(&sandbox, &["--out", file.to_str().unwrap()], |_| pin.to_owned());
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
        assert!(output.stdout.is_empty() && !file.exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_in_for_a_file_that_cannot_be_written_or_is_given_by_the_wrong_option() {
    let sandbox = sandbox().await;
    for (args, word) in [
        (["auth", "--out", "/nowhere/at/all.json"], "/nowhere/at/all.json"),
        (["--credentials-file", "x.json", "auth"], "--out"),
    ] {
        let output = command(&sandbox, &args).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(word), "{}", text(&output.stderr));
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_of_the_app_exit_with_3_and_missing_ones_with_2() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.json");
    let args = ["auth", "--out", file.to_str().unwrap()];
    let wrong = command(&sandbox, &args).env("TWITTER_FEEDBACK_CONSUMER_SECRET", "wrong").output().unwrap();
    assert_eq!(wrong.status.code(), Some(3), "{}", text(&wrong.stderr));
    let missing = command(&sandbox, &args).env_remove("TWITTER_FEEDBACK_CONSUMER_SECRET").output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("TWITTER_FEEDBACK_CONSUMER_SECRET"), "{}", text(&missing.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_exits_by_what_failed() {
    let sandbox = sandbox().await;
    let own = sandbox.credentials();
    let ill = |token: &str| {
        command(&sandbox, &["doctor"])
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN", token)
            .env("TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", &own.access_token_secret)
            .output()
            .unwrap()
    };
    let unset = command(&sandbox, &["doctor"]).output().unwrap();
    assert_eq!(unset.status.code(), Some(2));
    assert!(text(&unset.stdout).contains("TWITTER_FEEDBACK_ACCESS_TOKEN"), "{}", text(&unset.stdout));
    let revoked = ill("5-revoked");
    assert_eq!(revoked.status.code(), Some(3));
    assert!(text(&revoked.stdout).contains("twitter-feedback auth"), "{}", text(&revoked.stdout));
    let rule = json!({"operation": "any", "fault": "reset_before_work", "times": 9});
    sandbox.fault(FaultRule::from_json(&rule).unwrap()).unwrap();
    let away = ill(&own.access_token);
    assert_eq!(away.status.code(), Some(6), "{}", text(&away.stdout));
}
