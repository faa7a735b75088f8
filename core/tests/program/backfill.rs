//! A new ledger learns first whom other tools have asked.

use std::time::Duration;

use serde_json::json;
use twitter_feedback::{AttemptState, Policy, SkipReason, SyncOptions};
use twitter_feedback_sandbox::SandboxOptions;

use crate::support;
use crate::world::{COOLDOWN, DAY, HOUR, MINUTE, World, all, bare, of, refused, send, sent, skipped};

/// What most businesses have, without the question whether a person can be written to.
fn usual() -> Policy {
    Policy::new().require_can_dm(false)
}

#[tokio::test]
async fn whom_another_tool_asked_is_left_alone_by_a_new_ledger() {
    let world = World::new().await;
    let other_tool = support::client(&world.sandbox);
    let foreign = other_tool.create(&support::prompt("12")).await.unwrap().into_inner();
    world.sandbox.advance(3 * DAY).unwrap();

    let program = world.program(usual()).await;
    let (reason, until) = skipped(send(&program, "12").await);
    assert_eq!((reason, until), (SkipReason::Cooldown, foreign.created_at.map(|at| at.saturating_add(COOLDOWN))));
    let attempts = of(&program, "12").await;
    let seen = attempts.iter().find(|attempt| attempt.state == AttemptState::Foreign).unwrap();
    assert_eq!((seen.feedback_id.as_ref(), seen.asked_at), (Some(&foreign.id), foreign.created_at));
    assert_eq!(world.creates_for("12"), 1);
    sent(send(&program, "13").await);

    world.sandbox.advance(4 * DAY + 2 * HOUR).unwrap();
    sent(send(&program, "12").await);
}

#[tokio::test]
async fn without_back_filling_nobody_is_looked_for() {
    let world = World::new().await;
    support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(3 * DAY).unwrap();
    sent(send(&world.program(bare()).await, "12").await);
    assert_eq!(world.requests_of("feedback/events"), 0);
}

#[tokio::test]
async fn a_ledger_is_back_filled_once_whoever_opens_it() {
    let world = World::new().await;
    let (one, other) = (world.program(usual()).await, world.program(usual()).await);
    let (first, second) = futures_util::future::join(send(&one, "12"), send(&other, "13")).await;
    sent(first);
    sent(second);
    let pages = world.requests_of("feedback/events");
    assert!((1..=4).contains(&pages), "eight days are read in four parts, once: {pages}");
    sent(send(&world.program(usual()).await, "14").await);
    assert_eq!(world.requests_of("feedback/events"), pages);
}

#[tokio::test]
async fn where_it_cannot_be_back_filled_nobody_is_asked_and_sync_is_named() {
    let world = World::new().await;
    let program = world.program(usual()).await;
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "status:403", "times": 4}));
    let error = refused(send(&program, "12").await, "call sync");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("permission"), "{cause}");
    assert_eq!((world.creates(), all(&program).await.len()), (0, 0));
    // What it named helps, also where another program called it.
    world.program(usual()).await.sync(SyncOptions::new()).await.unwrap();
    let pages = world.requests_of("feedback/events");
    sent(send(&program, "12").await);
    assert_eq!(world.requests_of("feedback/events"), pages);
}

#[tokio::test]
async fn a_sync_that_does_not_reach_back_far_enough_is_no_back_filling() {
    let world = World::new().await;
    let program = world.program(usual()).await;
    let since = world.now().saturating_sub(3 * DAY);
    program.sync(SyncOptions::new().since(since)).await.unwrap();
    let pages = world.requests_of("feedback/events");
    sent(send(&program, "12").await);
    assert!(world.requests_of("feedback/events") > pages);
}

#[tokio::test]
async fn a_longer_interval_looks_further_back_also_in_a_ledger_that_was_back_filled_for_a_shorter_one() {
    let world = World::new().await;
    support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(20 * DAY).unwrap();
    let weekly = world.program(usual()).await;
    sent(send(&weekly, "13").await);
    assert!(of(&weekly, "12").await.is_empty(), "nobody looked back so far");
    let monthly = world.program(usual().min_interval(30 * DAY)).await;
    assert_eq!(skipped(send(&monthly, "12").await).0, SkipReason::Cooldown);
    assert_eq!(skipped(send(&monthly, "13").await).0, SkipReason::Cooldown);
    sent(send(&monthly, "14").await);
    assert_eq!(world.creates_for("12"), 1);
}

#[tokio::test]
async fn a_caller_who_leaves_does_not_stop_back_filling() {
    let world = World::new().await;
    let program = world.program(usual()).await;
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "latency:200", "times": 4}));
    {
        let call = std::pin::pin!(send(&program, "12"));
        let begun = std::pin::pin!(async {
            while world.requests_of("feedback/events") == 0 {
                tokio::task::yield_now().await;
            }
        });
        futures_util::future::select(call, begun).await;
    }
    let covered = async {
        while program.coverage().await.unwrap().periods().len() != 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), covered).await.unwrap();
    assert_eq!(world.creates(), 0);
}

#[tokio::test]
async fn when_the_last_handle_goes_back_filling_stops_and_another_may_begin_at_once() {
    let world = World::new().await;
    let program = world.program(usual()).await;
    // Only the client's own patience would end this.
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "hang", "times": 4}));
    {
        let call = std::pin::pin!(send(&program, "12"));
        let begun = std::pin::pin!(async {
            while world.requests_of("feedback/events") < 4 {
                tokio::task::yield_now().await;
            }
        });
        futures_util::future::select(call, begun).await;
    }
    drop(program);
    let program = world.program(usual()).await;
    let started = std::time::Instant::now();
    sent(send(&program, "12").await);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_allow_listed_account_waits_until_the_blind_day_is_over_and_seen() {
    let mut options = SandboxOptions::default();
    options.allow_listed = true;
    let world = World::with(options).await;
    let program = world.program(usual().allow_listed(true)).await;
    let error = refused(send(&program, "12").await, "accept_blind_day");
    let over = error.retry_at().unwrap().since(world.now());
    assert!(over > DAY + 14 * MINUTE && over <= DAY + 15 * MINUTE, "{over:?}");
    // Nothing but this would keep a second tool's prompt of the same day from being repeated.
    let other_tool = support::client(&world.sandbox);
    other_tool.create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(HOUR).unwrap();
    refused(send(&program, "12").await, "accept_blind_day");

    world.sandbox.advance(DAY + 15 * MINUTE).unwrap();
    assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown, "the new ledger was back-filled just now");
    sent(send(&program, "13").await);
    assert_eq!(world.creates_for("12"), 1);
}

#[tokio::test]
async fn a_blind_day_that_was_not_pulled_since_is_pulled_before_anybody_else_is_asked() {
    let mut options = SandboxOptions::default();
    options.allow_listed = true;
    let world = World::with(options).await;
    support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap();
    // Back-filled while the day was blind, by a policy that accepted that.
    let careless = world.program(usual().allow_listed(true).accept_blind_day(true)).await;
    sent(send(&careless, "11").await);
    world.sandbox.advance(DAY + 2 * HOUR).unwrap();
    for policy in [usual().allow_listed(true), usual()] {
        assert_eq!(skipped(send(&world.program(policy).await, "12").await).0, SkipReason::Cooldown);
    }
    assert_eq!(skipped(send(&careless, "12").await).0, SkipReason::Cooldown);
    assert_eq!(world.creates_for("12"), 1);
}

#[tokio::test]
async fn whom_another_tool_asked_just_before_a_ledger_was_made_is_left_alone_once_that_is_shown() {
    let world = World::new().await;
    support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(12 * HOUR).unwrap();
    let program = world.program(usual()).await;
    sent(send(&program, "13").await);
    // The service itself keeps people from being asked twice in a day; from then on the ledger must.
    world.sandbox.advance(14 * HOUR).unwrap();
    assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
    world.sandbox.advance(16 * HOUR).unwrap();
    assert_eq!(skipped(send(&world.program(usual()).await, "12").await).0, SkipReason::Cooldown);
    assert_eq!(world.creates_for("12"), 1);
}

#[tokio::test]
async fn a_ledger_that_was_only_synced_looks_anew_before_it_first_asks() {
    let world = World::new().await;
    world.program(usual()).await.sync(SyncOptions::new()).await.unwrap();
    world.sandbox.advance(30 * DAY).unwrap();
    let other_tool = support::client(&world.sandbox);
    other_tool.service_time().await.unwrap();
    other_tool.create(&support::prompt("12")).await.unwrap();
    world.sandbox.advance(2 * DAY).unwrap();
    assert_eq!(skipped(send(&world.program(usual()).await, "12").await).0, SkipReason::Cooldown);
    assert_eq!(world.creates_for("12"), 1);
}
