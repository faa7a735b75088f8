//! Callers who leave: what had begun runs to its end, what had not does not begin, and nobody gets a second chance.

use std::time::Duration;

use serde_json::json;
use twitter_feedback::{AttemptState, SkipReason};

use crate::support;
use crate::world::{World, bare, of, polled, send, sent, settled, skipped};

#[tokio::test]
async fn a_caller_may_leave_at_any_point_and_a_person_is_asked_at_most_once() {
    let world = World::new().await;
    let program = world.program(twitter_feedback::Policy::new()).await;
    let mut states = Vec::new();
    for polls in 0..200 {
        let person = (5000 + polls).to_string();
        let outcome = polled(polls, send(&program, &person)).await;
        let again = send(&program, &person).await.unwrap();
        assert!(outcome.is_none() || again.status() == "skipped", "{polls}: {again:?}");
        for attempt in settled(&program, &person).await {
            let fine = [AttemptState::Sent, AttemptState::Unknown, AttemptState::Released, AttemptState::Skipped];
            assert!(fine.contains(&attempt.state), "{polls}: {attempt:?}");
            states.push(attempt.state);
        }
        assert_eq!(world.creates_for(&person), 1, "dropped after {polls} polls");
        if outcome.is_some() {
            assert!(polls > 3, "there were places to leave at");
            return;
        }
    }
    panic!("it never came to an end: {states:?}");
}

#[tokio::test]
async fn a_caller_who_leaves_during_the_request_stops_nothing() {
    for fault in ["latency:300", "hang", "reset_after_work"] {
        let world = World::new().await;
        let client = support::builder(&world.sandbox).timeout(Duration::from_millis(900)).build().unwrap();
        let program = world.program_of(client, bare()).await;
        sent(send(&program, "11").await);
        support::fault(&world.sandbox, &json!({"operation": "create", "fault": fault}));
        {
            let call = std::pin::pin!(send(&program, "12"));
            let arrived = std::pin::pin!(async {
                while world.creates() < 2 {
                    tokio::task::yield_now().await;
                }
            });
            futures_util::future::select(call, arrived).await;
        }
        let again = send(&program, "12").await;
        let (reason, until) = skipped(again);
        assert!(matches!(reason, SkipReason::InProgress | SkipReason::Cooldown) && until.is_some(), "{reason}");
        let attempts = settled(&program, "12").await;
        let expected = if fault == "latency:300" { AttemptState::Sent } else { AttemptState::Unknown };
        assert_eq!(attempts.last().unwrap().state, expected, "{fault}");
        assert_eq!(world.creates_for("12"), 1, "{fault}");
        assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
    }
}

#[tokio::test]
async fn a_program_that_is_dropped_in_the_middle_of_a_request_still_records_it() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    sent(send(&program, "11").await);
    support::fault(&world.sandbox, &json!({"operation": "create", "fault": "latency:200"}));
    {
        let call = std::pin::pin!(async move { send(&program, "12").await });
        let arrived = std::pin::pin!(async {
            while world.creates() < 2 {
                tokio::task::yield_now().await;
            }
        });
        futures_util::future::select(call, arrived).await;
    }
    let later = world.program(bare()).await;
    assert_eq!(settled(&later, "12").await[0].state, AttemptState::Sent);
}

#[tokio::test]
async fn a_caller_who_left_before_the_intent_gets_no_request() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    sent(send(&program, "11").await);
    // Nobody can write while this transaction is open, so the claim waits.
    let blocker = rusqlite::Connection::open(world.file("ledger.db")).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let left = tokio::time::timeout(Duration::from_millis(500), send(&program, "12")).await;
    assert!(left.is_err(), "{left:?}");
    blocker.execute_batch("ROLLBACK").unwrap();
    drop(blocker);
    let claimed = async {
        while of(&program, "12").await.is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), claimed).await.unwrap();
    let attempts = settled(&program, "12").await;
    assert_eq!(attempts[0].state, AttemptState::Released, "{attempts:?}");
    assert_eq!(world.creates_for("12"), 0);
    sent(send(&program, "12").await);
}
