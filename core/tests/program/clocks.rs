//! Clocks that are wrong, or are set while a program runs: nobody is asked too early, and no ledger is poisoned.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use serde_json::json;
use twitter_feedback::{AttemptState, Clock, ClockSource, Program, SkipReason, Timestamp};
use twitter_feedback_sandbox::SandboxOptions;

use crate::support;
use crate::world::{DAY, HOUR, MINUTE, World, all, bare, of, refused, send, sent, skipped};

/// The machine's clock, set by hand.
#[derive(Debug, Default)]
struct SetClock {
    off_by: AtomicI64,
}

impl SetClock {
    /// Later, or, below zero, earlier than it should be.
    fn set(&self, seconds: i64) {
        self.off_by.store(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        let right = Timestamp::from(SystemTime::now()).as_millis();
        Timestamp::from_millis(right + self.off_by.load(Ordering::SeqCst)).unwrap()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A program that goes by a machine's clock which the test sets.
async fn program(world: &World) -> (Arc<SetClock>, Program) {
    let clock = Arc::new(SetClock::default());
    let client = support::builder(&world.sandbox).clock(ClockSource::System).time(clock.clone()).build().unwrap();
    (clock, world.program_of(client, bare()).await)
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap()
}

#[tokio::test]
async fn a_clock_that_is_set_while_a_program_runs_is_noticed_and_nobody_is_asked_by_it() {
    let world = World::new().await;
    let (clock, program) = program(&world).await;
    sent(send(&program, "12").await);
    for (step, words) in
        [(-seconds(HOUR), "behind the service's"), (seconds(8 * DAY), "ahead of the service's"), (-301, "behind")]
    {
        clock.set(step);
        for person in ["12", "13"] {
            refused(send(&program, person).await, words);
        }
        let attempts = all(&program).await.len();
        // Right again: the ledger has learned nothing from the wrong time.
        clock.set(0);
        assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
        assert_eq!(all(&program).await.len(), attempts + 1);
    }
    sent(send(&program, "13").await);
    assert_eq!(world.creates(), 2);
}

#[tokio::test]
async fn a_clock_that_was_wrong_from_the_start_is_refused_beyond_five_minutes() {
    let world = World::new().await;
    for (person, step, may) in [("11", -240, true), ("12", 240, true), ("13", -400, false), ("14", 400, false)] {
        let (clock, program) = program(&world).await;
        clock.set(step);
        let outcome = send(&program, person).await;
        if may {
            sent(outcome);
        } else {
            let error = refused(outcome, "this machine's clock is ");
            assert!(
                error.message().contains("400 s")
                    || error.message().contains("399 s")
                    || error.message().contains("401 s"),
                "{error}"
            );
            assert_eq!(all(&program).await.len(), 2);
        }
    }
}

#[tokio::test]
async fn a_date_that_is_far_ahead_once_leaves_nothing_behind() {
    let world = World::new().await;
    let (_, program) = program(&world).await;
    sent(send(&program, "11").await);
    let (_, other) = self::program(&world).await;
    // The other has heard no Date yet, and the first that it hears is wrong.
    let rule = json!({"operation": "any", "fault": "respond", "status": 401, "headers": {"date": "Fri, 01 Jan 2100 00:00:00 GMT"}});
    support::fault(&world.sandbox, &rule);
    refused(send(&other, "12").await, "behind the service's");
    assert_eq!(world.creates(), 1);
    // It was the service, and it is over: the next call hears the right one.
    let (_, third) = self::program(&world).await;
    sent(send(&third, "12").await);
    assert_eq!(skipped(send(&third, "11").await).0, SkipReason::Cooldown);
}

#[tokio::test]
async fn a_clock_behind_what_the_ledger_has_seen_is_refused_even_where_the_service_agrees_with_it() {
    let start = 1_767_652_200_000;
    let mut options = SandboxOptions::default();
    options.start_at = Some(start + seconds(HOUR) * 1000);
    let world = World::with(options.clone()).await;
    sent(send(&world.program(bare()).await, "12").await);

    // A copy of the same service whose clock is an hour behind.
    options.start_at = Some(start);
    let early = twitter_feedback_sandbox::Sandbox::start(options).await.unwrap();
    let program = world.program_of(support::client(&early), bare()).await;
    refused(send(&program, "13").await, "this ledger was used at");
    assert_eq!(support::creates(&early), 0);
    early.advance(HOUR - 4 * MINUTE).unwrap();
    sent(send(&program, "13").await);
    assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
}

#[tokio::test]
async fn a_clock_that_is_set_between_the_claim_and_the_request_releases_the_slot() {
    let world = World::new().await;
    let (clock, program) = program(&world).await;
    sent(send(&program, "11").await);
    for step in [-seconds(8 * DAY), seconds(8 * DAY)] {
        // Nobody can write while this transaction is open, so the claim waits with its time of before.
        let blocker = rusqlite::Connection::open(world.file("ledger.db")).unwrap();
        blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut call = Box::pin(send(&program, "12"));
        assert!(tokio::time::timeout(Duration::from_millis(500), &mut call).await.is_err());
        clock.set(step);
        blocker.execute_batch("ROLLBACK").unwrap();
        drop(blocker);
        refused(call.await, "the service's");
        clock.set(0);
        let attempt = of(&program, "12").await.swap_remove(0);
        assert_eq!((attempt.state, attempt.asked_at), (AttemptState::Released, None));
    }
    sent(send(&program, "12").await);
    assert_eq!(world.creates_for("12"), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_while_the_service_is_asked_about_a_person_poisons_no_ledger() {
    let world = World::new().await;
    let clock = Arc::new(SetClock::default());
    let client = support::builder(&world.sandbox).clock(ClockSource::System).time(clock.clone()).build().unwrap();
    let program = world.program_of(client, bare().require_can_dm(true)).await;
    sent(send(&program, "11").await);
    support::fault(&world.sandbox, &json!({"operation": "friendship", "fault": "latency:200"}));
    let asked = world.requests_of("friendships/show");
    let set = async {
        while world.requests_of("friendships/show") == asked {
            tokio::task::yield_now().await;
        }
        // Heard and gone: the answer that follows tells the service's time, and the clock is off by then.
        clock.set(seconds(8 * DAY));
    };
    let (outcome, ()) = futures_util::future::join(send(&program, "12"), set).await;
    refused(outcome, "ahead of the service's");
    assert!(of(&program, "12").await.is_empty(), "nothing was claimed by that clock");
    clock.set(0);
    sent(send(&program, "12").await);
    assert_eq!(skipped(send(&program, "11").await).0, SkipReason::Cooldown);
}

#[tokio::test]
async fn the_services_time_is_asked_for_once_a_minute_and_not_before_each_prompt() {
    let world = World::new().await;
    let (_, program) = program(&world).await;
    for person in 11..16 {
        sent(send(&program, &person.to_string()).await);
    }
    assert_eq!(world.sandbox.requests().len(), 1 + 5, "whose token it is, which tells the time too, and five prompts");
}
