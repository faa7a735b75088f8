//! The command as its users see it: what it prints, where, and how it exits.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{SEND, command, document, fault, lines, run, sandbox, stderr, stdout, with_sandbox};
use twitter_feedback_sandbox::FaultRule;

#[tokio::test(flavor = "multi_thread")]
async fn send_show_and_events_tell_one_story_in_json() {
    let sandbox = sandbox().await;
    let sent = run(
        &sandbox,
        &[&SEND[..], &["--external-id", "t1", "--question-variant", "2", "--display-name", "Furni"]].concat(),
    );
    assert_eq!(sent.status.code(), Some(0), "{}", stderr(&sent));
    let sent = document(&sent);
    assert_eq!(sent["status"], "sent");
    assert_eq!(sent["feedback"]["external_id"], "t1");
    assert_eq!(sent["feedback"]["question_variant_id"], "2");
    let id = sent["feedback"]["id"].as_str().unwrap();

    sandbox.answer(id, Some(0), Some("=1+1\u{1b}[31m")).unwrap();
    let shown = document(&run(&sandbox, &["show", id, "--json"]));
    assert_eq!(shown["response"]["score"]["value"], 0);
    let people = stdout(&run(&sandbox, &["show", id]));
    assert!(people.contains("score       0 ") && people.contains("=1+1\\u{1b}[31m"), "{people}");
    assert!(!people.contains('\u{1b}'), "a comment must not steer the terminal");

    sandbox.advance(std::time::Duration::from_secs(25 * 60 * 60)).unwrap();
    let events = run(&sandbox, &["events", "--json", "--count", "1"]);
    assert_eq!(events.status.code(), Some(0), "{}", stderr(&events));
    let lines = lines(&events);
    assert!(lines.len() >= 2 && lines.iter().all(|event| event["feedback"]["id"] == id), "{lines:?}");
    assert_eq!(lines[0]["event_type"], "feedback.created");
    let for_people = stdout(&run(&sandbox, &["events"]));
    assert!(for_people.contains("feedback.updated") && for_people.contains("score 0"), "{for_people}");
}

#[tokio::test(flavor = "multi_thread")]
async fn can_dm_says_yes_no_or_unknown() {
    let sandbox = sandbox().await;
    for (person, text, can_dm) in [
        ("12", "yes", json!(true)),
        (twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE, "no", json!(false)),
        (twitter_feedback_sandbox::RECIPIENT_UNDISCLOSED, "unknown", json!(null)),
    ] {
        assert!(stdout(&run(&sandbox, &["can-dm", person])).starts_with(text));
        assert_eq!(
            document(&run(&sandbox, &["can-dm", person, "--json"])),
            json!({"user_id": person, "can_dm": can_dm})
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_service_is_a_failure_and_says_its_code() {
    let sandbox = sandbox().await;
    let mut args = SEND;
    args[2] = twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE;
    let refused = run(&sandbox, &[&args[..], &["--no-require-can-dm"]].concat());
    assert_eq!(refused.status.code(), Some(6));
    assert_eq!(stdout(&refused), "");
    assert!(
        stderr(&refused).contains("cannot_message") && stderr(&refused).contains("code 349"),
        "{}",
        stderr(&refused)
    );
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn that_an_outcome_cannot_be_printed_does_not_change_the_exit_code() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let gone = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer
    };
    for (broken, code) in [(None, 0), (Some("reset_after_work"), 5)] {
        for stdout in [Stdio::from(full()), Stdio::from(gone())] {
            let sandbox = sandbox().await;
            if let Some(name) = broken {
                fault(&sandbox, "create", name);
            }
            let output = with_sandbox(&sandbox, &SEND).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
            let output = output.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
            assert!(stderr(&output).contains(if code == 0 { "sent: feedback" } else { "may have been asked" }));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_may_begin_with_a_hyphen_and_digits_are_kept() {
    let sandbox = sandbox().await;
    let body = json!("{\"id\":\"7\",\"later\":123456789012345678901234567890}");
    let rule = json!({"operation": "create", "fault": "respond", "body": body});
    sandbox.fault(FaultRule::from_json(&rule).unwrap()).unwrap();
    let mut args = SEND;
    args[5] = "- thank you for talking to us";
    let sent = run(&sandbox, &args);
    assert_eq!(
        stdout(&sent).trim(),
        "{\"status\":\"sent\",\"attempt_id\":\"1\",\"feedback\":{\"id\":\"7\",\"test\":false,\"later\":123456789012345678901234567890}}"
    );
}

#[test]
fn an_empty_variable_is_one_that_is_not_set() {
    let output = command(&[
        "can-dm",
        "x",
        "--consumer-key=a",
        "--consumer-secret=b",
        "--access-token=c",
        "--access-token-secret=d",
    ])
    .env("TWITTER_FEEDBACK_CLOCK", "")
    .env("TWITTER_FEEDBACK_API_BASE", "")
    .env("TWITTER_FEEDBACK_TEST", "")
    .output()
    .unwrap();
    assert!(stderr(&output).contains("user_id"), "only the id is wrong: {}", stderr(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_codes_tell_what_went_wrong() {
    for (args, broken, code) in [
        (vec!["show", "not-an-id"], None, 2),
        (vec!["show"], None, 2),
        (vec!["nonsense"], None, 2),
        (vec!["--clock", "moon", "show", "1"], None, 2),
        (vec!["events", "--from", "yesterday"], None, 2),
        (vec!["--access-token-secret", "wrong", "can-dm", "12"], None, 3),
        (vec!["can-dm", "12"], Some("status:403"), 3),
        (SEND.to_vec(), Some("rate_limit"), 4),
        (SEND.to_vec(), Some("reset_after_work"), 5),
        (SEND.to_vec(), Some("status:503"), 5),
        (vec!["show", "1"], Some("status:404"), 6),
        (vec!["--ledger", "/", "attempts"], None, 7),
        (vec!["--ledger", "postgres://db", "coverage"], None, 2),
        (vec!["attempts", "--state", "sleeping"], None, 2),
        (vec!["sync", "--since", "2026-01-02T00:00:00Z", "--until", "2026-01-01T00:00:00Z"], None, 2),
        ([&SEND[..], &["--sample-rate", "2"]].concat(), None, 2),
        ([&SEND[..], &["--min-interval", "1h"]].concat(), None, 2),
        ([&SEND[..], &["--quiet-hours", "21:00", "08:00", "Mars"]].concat(), None, 2),
        ([&SEND[..], &["--agent", ""]].concat(), None, 2),
    ] {
        let sandbox = sandbox().await;
        if let Some(name) = broken {
            // What send asks first goes well.
            fault(&sandbox, if args[0] == "send" { "create" } else { "any" }, name);
        }
        let output = run(&sandbox, &args);
        assert_eq!(output.status.code(), Some(code), "{args:?} {broken:?}: {}", stderr(&output));
        assert!(!output.stderr.is_empty(), "{args:?} says why");
        match code {
            5 => assert_eq!(document(&output), json!({"status": "unknown", "attempt_id": "1"})),
            _ => assert_eq!(stdout(&output), "", "{args:?} keeps diagnostics on stderr"),
        }
    }
}

#[test]
fn without_credentials_it_says_which_and_where() {
    let output = command(&["can-dm", "12"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    for name in [
        "--consumer-key or TWITTER_FEEDBACK_CONSUMER_KEY",
        "TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET",
        "--credentials-file",
    ] {
        assert!(told.contains(name), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn not_even_the_loudest_log_shows_a_credential() {
    let sandbox = sandbox().await;
    let own = sandbox.credentials();
    for args in [
        vec!["-vvvv", "can-dm", "12"],
        vec!["-vvvv", "show", "1"],
        [&["-vvvv"], &SEND[..]].concat(),
        vec!["--help"],
        vec!["show", "--help"],
    ] {
        let output = run(&sandbox, &args);
        let all = stdout(&output) + &stderr(&output);
        for secret in [&own.consumer_key, &own.consumer_secret, &own.access_token, &own.access_token_secret] {
            assert!(!all.contains(secret.as_str()), "{args:?}: {all}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_sandbox_prints_one_line_and_stops_when_told() {
    use std::io::{BufRead, BufReader};

    let mut served = command(&["sandbox", "--port", "0", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(served.stdout.take().unwrap()).lines();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let own = &line["credentials"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let output = command(&["can-dm", "12"])
        .args(["--api-base", &text(&line["url"]), "--consumer-key", &text(&own["consumer_key"])])
        .args(["--consumer-secret", &text(&own["consumer_secret"]), "--access-token", &text(&own["access_token"])])
        .args(["--access-token-secret", &text(&own["access_token_secret"])])
        .output()
        .unwrap();
    assert_eq!(stdout(&output), "yes\n", "{}", stderr(&output));
    assert!(line["user_id"].as_str().unwrap().parse::<u64>().is_ok());

    let killed = Command::new("kill").args(["-TERM", &served.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(served.wait().unwrap().code(), Some(0), "stopping is no failure");
    assert!(lines.next().is_none(), "nothing but the line");
}

#[test]
fn the_sandbox_tells_people_what_to_open_in_a_browser_and_what_to_paste() {
    use std::io::{BufRead, BufReader};

    let folder = tempfile::tempdir().unwrap();
    let mut sandbox = command(&["sandbox"]);
    let mut served = sandbox.env("TMPDIR", folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(served.stdout.take().unwrap()).lines().map(Result::unwrap);
    let told: Vec<String> = lines.by_ref().take(11).collect();
    assert!(told.iter().any(|line| line.contains("open http://127.0.0.1:") && line.contains("browser")), "{told:?}");
    // What is tried here must not end up in the ledger of the real account.
    assert!(told[10].starts_with("export TWITTER_FEEDBACK_LEDGER="), "{told:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), usize::from(cfg!(unix)), "a folder for that ledger");
    if cfg!(unix) {
        let told = Command::new("kill").args(["-TERM", &served.id().to_string()]).status().unwrap();
        assert!(told.success());
    } else {
        served.kill().unwrap();
    }
    served.wait().unwrap();
    assert!(lines.next().is_none());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it goes with the sandbox");
}
