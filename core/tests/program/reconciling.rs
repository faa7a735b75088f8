//! What becomes of attempts whose outcome nobody knows.

use serde_json::json;
use twitter_feedback::{AttemptState, Program, ReconcileReport, SkipReason};

use crate::support;
use crate::world::{DAY, HOUR, MINUTE, World, bare, last, send, skipped};

/// Somebody of whom nobody knows whether they were asked.
async fn unknown(world: &World, program: &Program, fault: &str) {
    support::fault(&world.sandbox, &json!({"operation": "create", "fault": fault}));
    assert_eq!(send(program, "12").await.unwrap().status(), "unknown");
}

fn numbers(report: ReconcileReport) -> [u64; 4] {
    [report.examined, report.sent, report.absent, report.unknown]
}

#[tokio::test]
async fn a_prompt_that_exists_is_found_once_it_is_shown() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    unknown(&world, &program, "reset_after_work").await;
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 0, 0, 1]);
    assert_eq!(world.requests_of("feedback/events"), 0, "nothing is shown yet");
    world.sandbox.advance(DAY + 17 * MINUTE).unwrap();
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 1, 0, 0]);
    let attempt = last(&program).await;
    assert_eq!(attempt.state, AttemptState::Sent);
    assert!(attempt.feedback_id.is_some());
    assert_eq!(numbers(program.reconcile().await.unwrap()), [0, 0, 0, 0]);
}

#[tokio::test]
async fn a_prompt_is_called_absent_after_two_complete_scans_an_hour_apart_and_its_cooldown_holds() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    unknown(&world, &program, "reset_before_work").await;
    let cool_until = last(&program).await.cool_until;
    world.sandbox.advance(DAY + 10 * MINUTE).unwrap();
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 0, 0, 1]);
    assert_eq!(world.requests_of("feedback/events"), 0, "not everything of that quarter of an hour is shown");

    world.sandbox.advance(7 * MINUTE).unwrap();
    for (minutes, expected) in [(0, [1, 0, 0, 1]), (59, [1, 0, 0, 1]), (2, [1, 0, 1, 0])] {
        world.sandbox.advance(minutes * MINUTE).unwrap();
        assert_eq!(numbers(program.reconcile().await.unwrap()), expected, "{minutes} minutes later");
    }
    let attempt = last(&program).await;
    assert_eq!((attempt.state, attempt.cool_until), (AttemptState::Absent, cool_until));
    assert_eq!(skipped(send(&program, "12").await), (SkipReason::Cooldown, cool_until));
    assert_eq!(world.creates(), 1);
}

#[tokio::test]
async fn a_scan_that_fails_does_not_count() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    unknown(&world, &program, "reset_before_work").await;
    world.sandbox.advance(DAY + HOUR).unwrap();
    for hours in [0, 2] {
        world.sandbox.advance(hours * HOUR).unwrap();
        support::fault(&world.sandbox, &json!({"operation": "events", "fault": "status:503"}));
        program.reconcile().await.unwrap_err();
        assert_eq!(last(&program).await.state, AttemptState::Unknown);
    }
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 0, 0, 1], "the first scan that was complete");
    world.sandbox.advance(HOUR + MINUTE).unwrap();
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 0, 1, 0]);
}

#[tokio::test]
async fn what_a_dead_process_left_is_unknown_and_found_out_like_the_rest() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    unknown(&world, &program, "hang").await;
    // An event can be older than the attempt's own clock says, and a prompt that another tool sent is not it.
    world.sandbox.advance(HOUR).unwrap();
    support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(2 * DAY).unwrap();
    program.sync(twitter_feedback::SyncOptions::new()).await.unwrap();
    let attempts = crate::world::of(&program, "12").await;
    let states: Vec<AttemptState> = attempts.iter().map(|attempt| attempt.state).collect();
    assert_eq!(states, [AttemptState::Foreign, AttemptState::Unknown]);
    program.reconcile().await.unwrap();
    world.sandbox.advance(HOUR + MINUTE).unwrap();
    assert_eq!(numbers(program.reconcile().await.unwrap()), [1, 0, 1, 0]);
}
