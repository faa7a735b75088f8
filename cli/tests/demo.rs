//! The demo as a newcomer sees it, and what it leaves behind.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::ffi::OsString;

use support::{command, stderr, stdout};
use twitter_feedback::{AttemptFilter, AttemptState, Client, Credentials, Policy, Program, SkipReason};

#[test]
fn the_demo_leaves_the_same_file_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let demo = |name: &str| {
        let out = folder.path().join("new").join(name);
        let output = command(&["demo", "--out", out.to_str().unwrap()]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        (stdout(&output), std::fs::read(out.join("feedback.csv")).unwrap())
    };
    let (told, first) = demo("first");
    let (_, again) = demo("first");
    assert!(told.contains("200 people were asked") && told.contains("feedback.csv"), "{told}");
    assert!(first == again, "a demo begins anew, whatever is there");

    let without_mark = first.strip_prefix("\u{feff}".as_bytes()).expect("spreadsheets need the mark");
    let mut reader = csv::Reader::from_reader(without_mark);
    assert_eq!(reader.headers().unwrap().len(), 20);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 200);
    let scored = rows.iter().filter(|row| !row[13].is_empty()).count();
    assert!((60..120).contains(&scored), "{scored}");
    assert!(rows.iter().all(|row| row[13].is_empty() == row[14].is_empty() && !row[16].starts_with('=')));
}

#[test]
fn an_out_that_cannot_be_written_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let output = command(&["demo", "--out", file.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--out"), "{}", stderr(&output));
}

#[tokio::test]
async fn the_demo_is_killed_twice_and_its_ledger_has_everybody_once() {
    let folder = tempfile::tempdir().unwrap();
    let output = command(&["demo", "--out", folder.path().to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stdout(&output);
    for words in
        ["killed (kill -9)", "asked the other 99", "200 of 200 times", "one request for each person", "killed too"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let client = Client::builder(Credentials::new("a", "b", "c", "d").unwrap()).build().unwrap();
    let program = Program::open(client, folder.path().join("demo.db"), Policy::new()).await.unwrap();
    let attempts = program.attempts(&AttemptFilter::default()).await.unwrap();
    let count = |state| attempts.iter().filter(|attempt| attempt.state == state).count();
    assert_eq!((count(AttemptState::Sent), count(AttemptState::Skipped), attempts.len()), (200, 201, 401));
    // The one who was being asked when the process was killed is left alone by the next one.
    let person = attempts.iter().rfind(|attempt| attempt.state == AttemptState::Skipped).unwrap();
    assert_eq!(person.external_id.as_deref(), Some("case_5100"));
    assert!(matches!(person.reason, Some(SkipReason::Cooldown | SkipReason::InProgress)));
    let mut people: Vec<_> =
        attempts.iter().filter(|it| it.state == AttemptState::Sent).map(|it| &it.to_user_id).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), 200);
    assert_eq!(program.fold().await.unwrap().len(), 200);
}

#[test]
fn from_inside_of_another_program_nothing_is_killed_and_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["twitter-feedback", "demo", "--out", folder.path().to_str().unwrap()];
    assert_eq!(twitter_feedback_cli::run(args.map(OsString::from)), 0);
    assert!(folder.path().join("feedback.csv").exists());
}
