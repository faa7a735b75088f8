//! The commands that work through the ledger: what they ask, skip, pull and tell.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{SEND, World, command, creates, document, fault, lines, run, sandbox, stderr, stdout, with_sandbox};
use twitter_feedback::Timestamp;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// From when on the service shows an event.
const SHOWN: Duration = Duration::from_secs(24 * 60 * 60 + 2 * 60);

fn send(world: &World, more: &[&str]) -> Value {
    let output = run(world, &[&SEND[..], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    document(&output)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_send_is_skipped_until_the_cooldown_is_over() {
    let world = sandbox().await;
    assert_eq!(send(&world, &[])["status"], "sent");
    let skipped = send(&world, &[]);
    let until: Timestamp = skipped["until"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        skipped,
        json!({"status": "skipped", "reason": "cooldown", "until": until.to_string(), "attempt_id": "2"})
    );
    let people = run(&world, &SEND[..8]);
    assert_eq!(stdout(&people), format!("skipped: cooldown until {until}\n"));
    world.advance(7 * DAY + 2 * HOUR).unwrap();
    assert_eq!(send(&world, &[])["status"], "sent");
    assert_eq!(creates(&world), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_comes_from_options_and_a_skip_for_it_is_a_normal_result() {
    let world = sandbox().await;
    for (more, reason) in [
        (&["--sample-rate", "0"][..], "sampled_out"),
        (&["--suppress", "12", "--suppress", "343434343434"], "suppressed"),
    ] {
        assert_eq!(send(&world, more)["reason"], reason);
    }
    let mut person = SEND;
    person[2] = twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE;
    assert_eq!(document(&run(&world, &person))["reason"], "cannot_message");
    assert_eq!(creates(&world), 0);

    assert_eq!(send(&world, &["--max-per-day", "1"])["status"], "sent");
    person[2] = "12";
    assert_eq!(document(&run(&world, &[&person[..], &["--max-per-day", "1"]].concat()))["reason"], "daily_maximum");
    world.advance(8 * DAY).unwrap();
    assert_eq!(send(&world, &["--min-interval", "30d"])["reason"], "cooldown");
    let blind =
        run(&world, &[&SEND[..], &["--ledger", world.file("other.db").to_str().unwrap(), "--allow-listed"]].concat());
    assert_eq!(blind.status.code(), Some(7));
    assert!(stderr(&blind).contains("accept_blind_day"), "{}", stderr(&blind));
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_are_three_words() {
    let world = sandbox().await;
    let reason = |from: &str, to: &str| {
        let output = run(&world, &[&SEND[..], &["--quiet-hours", from, to, "UTC"]].concat());
        document(&output)
    };
    let (morning, evening) = (reason("00:00", "12:00"), reason("12:00", "00:00"));
    let quiet = [&morning, &evening].into_iter().find(|outcome| outcome["status"] == "skipped").unwrap();
    assert_eq!(quiet["reason"], "quiet_hours");
    assert!(quiet["until"].as_str().unwrap().contains("T"), "{quiet}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_to_send_is_listed_by_attempts() {
    let world = sandbox().await;
    let sent = send(
        &world,
        &[
            "--external-id",
            "case-7",
            "--agent",
            "ada",
            "--team",
            "blue",
            "--tag",
            "late",
            "--tag=vip",
            "--language=pt-BR",
        ],
    );
    send(&world, &["--external-id", "case-7"]);
    let listed = lines(&run(&world, &["attempts", "--json"]));
    assert_eq!(listed.len(), 2);
    let (skipped, first) = (&listed[0], &listed[1]);
    assert_eq!((&skipped["state"], &skipped["reason"]), (&json!("skipped"), &json!("cooldown")));
    assert_eq!((&first["id"], &first["state"]), (&sent["attempt_id"], &json!("sent")));
    assert_eq!(first["feedback_id"], sent["feedback"]["id"]);
    assert_eq!(first["cool_until"], skipped["until"]);
    assert_eq!(
        first["context"],
        json!({"agent_id": "ada", "team": "blue", "tags": ["late", "vip"], "language": "pt-BR"})
    );
    for (filter, ids) in [
        (vec!["--state", "sent"], vec!["1"]),
        (vec!["--to", "12"], vec![]),
        (vec!["--to-user-id", "343434343434", "--limit", "1"], vec!["2"]),
        (vec!["--before", "2"], vec!["1"]),
        (vec!["--since", "2999-01-01T00:00:00Z"], vec![]),
        (vec!["--until", "1970-01-01T00:00:00Z"], vec![]),
        (vec!["--external-id", "case-7"], vec!["2", "1"]),
    ] {
        let output = run(&world, &[&["attempts", "--json"], &filter[..]].concat());
        let found: Vec<Value> = lines(&output).iter().map(|line| line["id"].clone()).collect();
        assert_eq!(found, ids, "{filter:?}");
        assert_eq!(stderr(&output).contains("--before 2"), filter.contains(&"--limit"), "{filter:?}");
    }
    let table = stdout(&run(&world, &["attempts"]));
    assert!(table.starts_with("    ID  MADE AT") && table.lines().count() == 3, "{table}");
    assert!(table.lines().nth(1).unwrap().ends_with("case-7            cooldown"), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_brings_the_answers_and_coverage_says_what_was_seen() {
    let world = sandbox().await;
    let sent = send(&world, &["--external-id", "case-7"]);
    let id = sent["feedback"]["id"].as_str().unwrap();
    world.answer(id, Some(3), Some("too slow")).unwrap();
    world.advance(SHOWN).unwrap();

    let synced = run(&world, &["sync", "--json"]);
    assert_eq!(synced.status.code(), Some(0), "{}", stderr(&synced));
    let report = document(&synced);
    let names: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(names, ["complete_through", "events", "new", "pages", "reconcile", "unreadable", "updated"]);
    assert_eq!(
        (report["events"].as_u64(), report["new"].as_u64(), report["updated"].as_u64()),
        (Some(2), Some(0), Some(1))
    );
    assert_eq!(report["reconcile"], json!({"examined": 0, "sent": 0, "absent": 0, "unknown": 0}));

    let covered = document(&run(&world, &["coverage", "--json"]));
    assert_eq!(covered["end"], report["complete_through"]);
    assert_eq!(covered["periods"], json!([{"from_time": covered["start"], "to_time": covered["end"]}]));
    assert_eq!(covered["gaps"], json!([]));
    let people = stdout(&run(&world, &["coverage"]));
    assert!(people.starts_with("seen  20") && people.lines().count() == 1, "{people}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_was_left_out_is_a_gap() {
    let world = sandbox().await;
    world.advance(20 * DAY).unwrap();
    let end = Timestamp::from_millis(world.now()).unwrap();
    for (from, to) in [(9, 8), (5, 4)] {
        let at = |days: u32| end.saturating_sub(days * DAY).to_string();
        let synced = run(&world, &["sync", "--since", &at(from), "--until", &at(to)]);
        assert_eq!(synced.status.code(), Some(0), "{}", stderr(&synced));
    }
    let covered = document(&run(&world, &["coverage", "--json"]));
    assert_eq!((covered["periods"].as_array().unwrap().len(), covered["gaps"].as_array().unwrap().len()), (2, 1));
    assert!(stdout(&run(&world, &["coverage"])).contains("\ngap   "));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_counts_as_asked_and_sync_finds_it_out() {
    let world = sandbox().await;
    fault(&world, "create", "reset_after_work");
    let output = run(&world, &SEND);
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(document(&output), json!({"status": "unknown", "attempt_id": "1"}));
    assert_eq!(send(&world, &[])["reason"], "cooldown");
    let table = stdout(&run(&world, &["attempts", "--state", "unknown"]));
    assert!(table.contains("outcome_unknown"), "{table}");

    world.advance(SHOWN).unwrap();
    let told = stdout(&run(&world, &["sync"]));
    assert!(
        told.contains("1 events on ") && told.contains("1 feedbacks new") && told.contains("complete through"),
        "{told}"
    );
    assert_eq!(lines(&run(&world, &["attempts", "--state", "sent", "--json"])).len(), 1);
    assert_eq!(creates(&world), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_reconciles_and_says_so() {
    let world = sandbox().await;
    fault(&world, "create", "status:503");
    assert_eq!(run(&world, &SEND).status.code(), Some(5));
    world.advance(DAY + HOUR).unwrap();
    let first = document(&run(&world, &["sync", "--json"]));
    assert_eq!(first["reconcile"], json!({"examined": 1, "sent": 0, "absent": 0, "unknown": 1}));
    world.advance(2 * HOUR).unwrap();
    let told = stdout(&run(&world, &["sync"]));
    assert!(told.contains("of 1 prompts of unknown outcome 0 turned out to be sent, 1 not, 0 are open"), "{told}");
    assert_eq!(send(&world, &[])["reason"], "cooldown", "nobody's safety depends on it");
}

#[tokio::test(flavor = "multi_thread")]
async fn prompt_status_tells_an_agent_that_and_never_what() {
    let world = sandbox().await;
    let sent = send(&world, &["--external-id", "case-7"]);
    world.answer(sent["feedback"]["id"].as_str().unwrap(), Some(3), Some("too slow")).unwrap();
    world.advance(SHOWN).unwrap();
    run(&world, &["sync"]);
    let status = document(&run(&world, &["prompt-status", "case-7", "--json"]));
    let asked_at = status["asked_at"].clone();
    assert_eq!(
        status,
        json!({"external_id": "case-7", "attempt_id": "1", "state": "sent", "reason": null, "type": "nps",
               "to_user_id": "343434343434", "asked_at": asked_at, "answered": true})
    );
    let people = stdout(&run(&world, &["prompt-status", "case-7"]));
    assert!(
        people.starts_with("sent: 343434343434 was asked for nps at ") && people.ends_with(", answered\n"),
        "{people}"
    );
    let unknown = run(&world, &["prompt-status", "case-8", "--json"]);
    assert_eq!((unknown.status.code(), stdout(&unknown).as_str()), (Some(0), "null\n"));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn without_a_name_the_ledger_is_in_the_data_directory_and_named_once() {
    use std::os::unix::fs::PermissionsExt;

    let world = sandbox().await;
    let data = world.file("data");
    let shell = |args: &[&str]| {
        let mut command = with_sandbox(&world, args);
        command.env("TWITTER_FEEDBACK_LEDGER", "").env("XDG_DATA_HOME", &data).output().unwrap()
    };
    let folder = data.join("twitter-feedback");
    let first = shell(&SEND);
    assert!(stderr(&first).contains(folder.join("feedback.db").to_str().unwrap()), "{}", stderr(&first));
    assert!(stderr(&first).contains("TWITTER_FEEDBACK_LEDGER"));
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let second = shell(&SEND);
    assert_eq!(document(&second)["reason"], "cooldown");
    assert_eq!(stderr(&second), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_may_be_named_before_or_after_the_command() {
    let world = sandbox().await;
    let file = world.file("named.db");
    let name = format!("sqlite:{}", file.display());
    let first = run(&world, &[&["--ledger", &name], &SEND[..]].concat());
    assert!(stderr(&first).contains(&format!("a new ledger was made: {}\n", file.display())), "{}", stderr(&first));
    assert_eq!(send(&world, &["--ledger", file.to_str().unwrap()])["reason"], "cooldown");
    assert!(!world.file("ledger.db").exists());
}

#[test]
fn a_ledgers_name_from_the_environment_is_shown_by_nobody() {
    for args in [&["--help"][..], &["attempts", "--help"], &["attempts"]] {
        let mut shell = command(args);
        let keys = ["CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET"];
        shell.envs(keys.map(|name| (format!("TWITTER_FEEDBACK_{name}"), "x")));
        let output = shell.env("TWITTER_FEEDBACK_LEDGER", "postgres://me:hunter2@db/feedback").output().unwrap();
        let shown = stdout(&output) + &stderr(&output);
        assert!(!shown.contains("hunter2") && shown.contains("ledger"), "{shown}");
    }
}
