//! The table of outcomes: each thing that can come back, what the attempt is then, whether the slot is free.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use twitter_feedback::{
    AttemptState, ClockSource, ErrorKind, ManualClock, RetryPolicy, SendOutcome, SkipReason, SyncOptions,
};
use twitter_feedback_sandbox::SandboxOptions;

use crate::support;
use crate::world::{COOLDOWN, DAY, MINUTE, SHOWN, World, bare, last, send, sent, skipped};

/// What a caller gets.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Gets {
    Error(ErrorKind),
    Unknown,
}

/// How long the person is left alone.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Slot {
    Free,
    /// Free, once all sending may go on.
    FreeAfterAPause,
    Cools(Duration),
}

use AttemptState::{Failed, Released, Unknown};
use Slot::{Cools, Free, FreeAfterAPause};

fn cases() -> Vec<(Value, AttemptState, Gets, Slot)> {
    let error = |kind| Gets::Error(kind);
    let named = "You have already requested feedback from this user in the last 24 hours.";
    let said = |status: u16, code: i64, message: &str| {
        let body = json!({"errors": [{"code": code, "message": message}]});
        json!({"fault": "respond", "status": status, "body": body})
    };
    let unknown = |fault: &str| (json!({"fault": fault}), Unknown, Gets::Unknown, Cools(COOLDOWN));
    let mut cases: Vec<_> = [
        "status:200",
        "status:302",
        "status:408",
        "status:409",
        "status:425",
        "status:500",
        "status:502",
        "status:503",
        "status:599",
        "html",
        "reset_before_work",
        "reset_after_work",
        "truncate",
        "hang",
        "slow_body",
    ]
    .map(unknown)
    .to_vec();
    cases.extend([
        (json!({"fault": "respond", "status": 200, "body": {"ok": true}}), Unknown, Gets::Unknown, Cools(COOLDOWN)),
        (json!({"fault": "respond", "status": 204}), Unknown, Gets::Unknown, Cools(COOLDOWN)),
        (json!({"fault": "status:400"}), Failed, error(ErrorKind::Authentication), FreeAfterAPause),
        (json!({"fault": "status:401"}), Failed, error(ErrorKind::Authentication), FreeAfterAPause),
        (said(403, 326, "Locked."), Failed, error(ErrorKind::Permission), FreeAfterAPause),
        (json!({"fault": "status:403"}), Failed, error(ErrorKind::Permission), Free),
        (json!({"fault": "status:404"}), Failed, error(ErrorKind::NotFound), Free),
        (json!({"fault": "status:407"}), Failed, error(ErrorKind::Configuration), Free),
        (json!({"fault": "status:410"}), Failed, error(ErrorKind::Permission), Free),
        (said(403, 349, "You cannot send messages to this user."), Failed, error(ErrorKind::CannotMessage), Free),
        (said(403, 185, "User is over the daily limit."), Failed, error(ErrorKind::RateLimited), Free),
        (json!({"fault": "respond", "status": 403, "body": "<html>"}), Failed, error(ErrorKind::Permission), Free),
        (json!({"fault": "rate_limit"}), Released, error(ErrorKind::RateLimited), Free),
        (json!({"fault": "status:420"}), Released, error(ErrorKind::RateLimited), Free),
        (json!({"fault": "respond", "status": 429, "body": "<html>"}), Released, error(ErrorKind::RateLimited), Free),
        (said(403, 7, named), Failed, error(ErrorKind::Permission), Cools(DAY)),
        (said(429, 88, named), Failed, error(ErrorKind::RateLimited), Cools(DAY)),
    ]);
    cases
}

#[tokio::test]
async fn every_outcome_of_a_create_has_its_state_its_slot_and_one_request() {
    for (mut rule, state, gets, slot) in cases() {
        rule["operation"] = json!("create");
        let world = World::new().await;
        let client = support::builder(&world.sandbox).timeout(Duration::from_millis(300)).build().unwrap();
        let program = world.program_of(client, bare()).await;
        support::fault(&world.sandbox, &rule);
        match (send(&program, "12").await, gets) {
            (Ok(SendOutcome::Unknown { .. }), Gets::Unknown) => {}
            (Err(error), Gets::Error(kind)) => {
                assert_eq!((error.kind(), error.maybe_sent()), (kind, false), "{rule}: {error}");
            }
            (other, _) => panic!("{rule}: {other:?}"),
        }
        assert_eq!(world.creates(), 1, "{rule}");
        let attempt = last(&program).await;
        assert_eq!(attempt.state, state, "{rule}");
        assert_eq!(attempt.asked_at.is_some(), state == Unknown, "{rule}");
        let recorded = attempt.error.unwrap();
        assert_eq!(recorded.kind, if let Gets::Error(kind) = gets { kind } else { ErrorKind::OutcomeUnknown });

        if slot == FreeAfterAPause {
            let error = send(&program, "13").await.unwrap_err();
            assert_eq!(error.kind(), recorded.kind, "{rule}: {error}");
            assert!(error.message().contains("stands still") && error.retry_at().is_some(), "{rule}: {error}");
            assert_eq!(world.creates(), 1, "{rule}");
            world.sandbox.advance(16 * MINUTE).unwrap();
        }
        if let Cools(duration) = slot {
            let (reason, until) = skipped(send(&program, "12").await);
            assert_eq!((reason, until), (SkipReason::Cooldown, attempt.cool_until), "{rule}");
            let counted_from = until.unwrap().saturating_sub(duration);
            // The latest moment at which it can have been created: two tries and half a minute after the intent.
            let ahead = counted_from.since(attempt.attempted_at);
            assert!(ahead <= Duration::from_secs(40), "{rule}: {ahead:?}");
            assert_eq!(ahead >= Duration::from_secs(30), state == Unknown, "{rule}: {ahead:?}");
            world.sandbox.advance(duration + 2 * MINUTE).unwrap();
        }
        sent(send(&program, "12").await);
        assert_eq!(world.creates(), 2, "{rule}");
    }
}

#[tokio::test]
async fn a_prompt_of_unknown_outcome_that_exists_is_found_by_a_later_sync() {
    for events_external_id in [true, false] {
        let mut options = SandboxOptions::default();
        options.events_external_id = events_external_id;
        let world = World::with(options).await;
        let program = world.program(bare()).await;
        support::fault(&world.sandbox, &json!({"operation": "create", "fault": "reset_after_work"}));
        let outcome = send(&program, "12").await.unwrap();
        assert_eq!(outcome.status(), "unknown");
        world.sandbox.advance(SHOWN).unwrap();
        program.sync(SyncOptions::new()).await.unwrap();
        let attempts = crate::world::of(&program, "12").await;
        assert_eq!(attempts.len(), 1, "{attempts:?}");
        assert_eq!((&attempts[0].id, attempts[0].state), (outcome.attempt_id(), AttemptState::Sent));
        assert!(attempts[0].feedback_id.is_some());
        assert_eq!(skipped(send(&program, "12").await), (SkipReason::Cooldown, attempts[0].cool_until));
    }
}

#[tokio::test]
async fn a_clock_that_the_service_refuses_is_set_by_its_date_and_tried_once_more() {
    for (times, expected) in [(1, Some("sent")), (9, None)] {
        let world = World::new().await;
        let program = world.program(bare()).await;
        sent(send(&program, "11").await);
        let body = json!({"errors": [{"code": 135, "message": "Timestamp out of bounds."}]});
        let rule = json!({"operation": "create", "fault": "respond", "status": 401, "body": body, "times": times});
        support::fault(&world.sandbox, &rule);
        let outcome = send(&program, "12").await;
        assert_eq!(outcome.as_ref().ok().map(SendOutcome::status), expected, "{outcome:?}");
        assert_eq!(world.creates_for("12"), 2);
        let state = last(&program).await.state;
        assert_eq!(state, if expected.is_some() { AttemptState::Sent } else { Failed });
    }
}

#[tokio::test]
async fn a_request_of_which_nothing_was_written_is_tried_again_and_then_given_back() {
    let world = World::new().await;
    let clock = Arc::new(ManualClock::new(world.now()));
    let client = support::builder(&world.sandbox).clock(ClockSource::System).time(clock.clone()).build().unwrap();
    let program = world.program_of(client, bare()).await;
    sent(send(&program, "11").await);
    world.sandbox.stop().await;
    let error = send(&program, "12").await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_sent()), (ErrorKind::Connection, false), "{error}");
    assert_eq!(clock.waited().len(), 3, "the witness was silent, so it was tried four times");
    let attempt = last(&program).await;
    assert_eq!((attempt.state, attempt.asked_at, attempt.cool_until), (Released, None, None));
    assert_eq!(attempt.error.unwrap().kind, ErrorKind::Connection);
}

#[tokio::test]
async fn no_try_begins_that_could_outlast_the_deadline() {
    let world = World::new().await;
    let clock = Arc::new(ManualClock::new(world.now()));
    let mut slow = RetryPolicy::default().with_max_tries(100);
    slow.base_delay = Duration::from_secs(3600);
    slow.max_delay = Duration::from_secs(3600);
    let client = support::builder(&world.sandbox)
        .clock(ClockSource::System)
        .time(clock.clone())
        .retry(slow)
        .timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    let program = world.program_of(client, bare()).await;
    sent(send(&program, "11").await);
    world.sandbox.stop().await;
    assert_eq!(send(&program, "12").await.unwrap_err().kind(), ErrorKind::Connection);
    // Each wait is anything up to an hour, and half a minute is all there is.
    assert!(clock.waited().len() < 10, "{:?}", clock.waited());
    let slept: Duration = clock.waited().iter().rev().skip(1).sum();
    assert!(slept < Duration::from_secs(32), "{:?}", clock.waited());
}

#[tokio::test]
async fn an_event_that_is_quicker_than_the_answer_says_that_it_was_sent() {
    let world = World::new().await;
    let client = support::builder(&world.sandbox).timeout(Duration::from_secs(3)).build().unwrap();
    let (program, other) = (world.program_of(client, bare()).await, world.program(bare()).await);
    sent(send(&program, "11").await);
    support::fault(&world.sandbox, &json!({"operation": "create", "fault": "slow_body"}));
    let meanwhile = async {
        while world.sandbox.requests().iter().filter(|request| request.to_user_id.as_deref() == Some("12")).count() == 0
        {
            tokio::task::yield_now().await;
        }
        world.sandbox.advance(SHOWN).unwrap();
        while crate::world::of(&other, "12").await[0].state != AttemptState::Sent {
            other.sync(SyncOptions::new()).await.unwrap();
        }
    };
    let (outcome, ()) = futures_util::future::join(send(&program, "12"), meanwhile).await;
    let Ok(SendOutcome::Sent { feedback, reply, .. }) = outcome else { panic!("{outcome:?}") };
    assert!(reply.is_none(), "the service's answer never came to its end");
    assert_eq!(last(&program).await.feedback_id, Some(feedback.id));
    assert_eq!(world.creates_for("12"), 1);
}
