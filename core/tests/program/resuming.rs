//! A pull that stops goes on where it stopped: by its cursor, without a page too many, without an event too few.

use std::time::Duration;

use serde_json::json;
use twitter_feedback::{Attempt, ErrorKind, Fold, Id, Policy, Program, SyncOptions, Timestamp};
use twitter_feedback_sandbox::SandboxOptions;

use crate::support;
use crate::syncing::seed;
use crate::world::{DAY, MINUTE, World, all, bare, polled};

/// Days that are read as one window.
const SHORT: u32 = 2;

async fn ledger(world: &World, name: &str) -> Program {
    Program::open(support::client(&world.sandbox), world.file(name), bare()).await.unwrap()
}

/// What is the same in two ledgers that have seen the same.
async fn seen(program: &Program) -> (Fold, Vec<(Id, Option<Id>, Option<Timestamp>, Option<Timestamp>)>) {
    let of = |attempt: Attempt| (attempt.to_user_id, attempt.feedback_id, attempt.asked_at, attempt.cool_until);
    let mut attempts: Vec<_> = all(program).await.into_iter().map(of).collect();
    attempts.sort();
    (program.fold().await.unwrap(), attempts)
}

/// A period that stays the same however often it is asked for.
fn period<'a>(end: Timestamp) -> SyncOptions<'a> {
    SyncOptions::new().since(end.saturating_sub(SHORT * DAY)).until(end)
}

#[tokio::test]
async fn a_pull_that_is_dropped_goes_on_by_its_cursor_and_asks_for_no_stored_page_again() {
    let world = World::new().await;
    seed(&world, 250, SHORT);
    let end = world.now().saturating_sub(DAY + 2 * MINUTE);
    let whole = ledger(&world, "whole.db").await;
    whole.sync(period(end)).await.unwrap();
    let pages = world.requests_of("feedback/events");
    assert!(pages >= 4, "{pages}");

    for stored in 1..pages - 1 {
        let program = ledger(&world, &format!("dropped-{stored}.db")).await;
        let before = world.requests_of("feedback/events");
        // Each page takes so long that it is stored at once.
        support::fault(&world.sandbox, &json!({"operation": "events", "fault": "latency:260", "times": stored}));
        let (tell, told) = tokio::sync::oneshot::channel();
        let mut tell = Some(tell);
        let wanted = u64::try_from(stored).unwrap();
        let options = period(end).progress(move |progress| {
            if progress.pages >= wanted {
                tell.take().map(|tell| tell.send(()));
            }
        });
        futures_util::future::select(Box::pin(program.sync(options)), told).await;
        let first = world.requests_of("feedback/events") - before;
        assert!(first <= stored + 1, "{first} pages were asked for before it was dropped");

        program.sync(period(end)).await.unwrap();
        let asked = world.requests_of("feedback/events") - before;
        // The page after the last one stored may have been under way when it was dropped.
        assert!(asked <= pages + 1, "{asked} requests for {pages} pages, dropped after {stored}");
        assert_eq!(seen(&program).await, seen(&whole).await);
        assert_eq!(program.coverage().await.unwrap(), whole.coverage().await.unwrap());
    }
}

#[tokio::test]
async fn a_pull_may_be_dropped_at_any_point_and_the_ledger_becomes_the_same() {
    let world = World::new().await;
    seed(&world, 250, SHORT);
    let end = world.now().saturating_sub(DAY + 2 * MINUTE);
    let whole = ledger(&world, "whole.db").await;
    whole.sync(period(end)).await.unwrap();
    let wanted = (seen(&whole).await, whole.coverage().await.unwrap());
    for polls in (0..).step_by(3) {
        let program = ledger(&world, &format!("dropped-{polls}.db")).await;
        let done = polled(polls, program.sync(period(end))).await;
        program.sync(period(end)).await.unwrap();
        assert_eq!((seen(&program).await, program.coverage().await.unwrap()), wanted, "dropped after {polls} polls");
        if done.is_some() {
            assert!(polls > 15, "there were places to stop at: {polls}");
            return;
        }
    }
}

#[tokio::test]
async fn a_pull_that_fails_in_the_middle_keeps_what_came_before() {
    for fault in ["status:503", "hang", "truncate", "rate_limit", "reset_before_work"] {
        let mut options = SandboxOptions::default();
        options.uneven_pages = false;
        let world = World::with(options).await;
        seed(&world, 250, SHORT);
        let end = world.now().saturating_sub(DAY + 2 * MINUTE);
        let client = support::builder(&world.sandbox)
            .retry(twitter_feedback::RetryPolicy::never())
            .timeout(Duration::from_millis(500))
            .max_rate_wait(Duration::ZERO)
            .build()
            .unwrap();
        let program = world.program_of(client, bare()).await;
        support::fault(&world.sandbox, &json!({"operation": "events", "fault": "latency:1", "times": 2}));
        support::fault(&world.sandbox, &json!({"operation": "events", "fault": fault}));
        program.sync(period(end)).await.unwrap_err();
        assert!(!program.fold().await.unwrap().is_empty(), "two pages were read before: {fault}");
        let before = world.requests_of("feedback/events");
        program.sync(period(end)).await.unwrap();
        let whole = ledger(&world, "whole.db").await;
        let rest = world.requests_of("feedback/events") - before;
        whole.sync(period(end)).await.unwrap();
        let pages = world.requests_of("feedback/events") - before - rest;
        assert_eq!(rest, pages - 2, "{fault}");
        assert_eq!(seen(&program).await, seen(&whole).await);
    }
}

#[tokio::test]
async fn a_window_whose_cursor_is_refused_begins_anew_once() {
    let refused = |status: u16, code: i64| {
        let body = json!({"errors": [{"code": code, "message": "cursor is unknown."}]});
        json!({"operation": "events", "fault": "respond", "status": status, "body": body})
    };
    // 99004 stands for a code that nobody has published.
    for (status, code, times, works) in
        [(403, 214, 1, true), (404, 34, 1, true), (403, 99_004, 1, true), (404, 34, 9, false), (403, 87, 1, false)]
    {
        let world = World::new().await;
        seed(&world, 250, SHORT);
        let end = world.now().saturating_sub(DAY + 2 * MINUTE);
        let program = world.program(bare()).await;
        support::fault(&world.sandbox, &json!({"operation": "events", "fault": "latency:260", "times": 1}));
        let mut rule = refused(status, code);
        rule["times"] = json!(times);
        support::fault(&world.sandbox, &rule);
        let outcome = program.sync(period(end)).await;
        assert_eq!(outcome.is_ok(), works, "{status}, {code}: {outcome:?}");
        if works {
            let whole = ledger(&world, "whole.db").await;
            whole.sync(period(end)).await.unwrap();
            assert_eq!(seen(&program).await, seen(&whole).await);
            assert_eq!(program.coverage().await.unwrap(), whole.coverage().await.unwrap());
        } else {
            let asked = world.requests_of("feedback/events");
            assert_eq!(asked, if code == 34 { 3 } else { 2 }, "the page, its follower, and perhaps the page anew");
            assert!(program.coverage().await.unwrap().periods().is_empty());
        }
    }
}

#[tokio::test]
async fn a_cursor_of_yesterday_that_nobody_knows_any_more_is_no_dead_end() {
    let mut options = SandboxOptions::default();
    options.start_at = Some(1_767_652_200_000);
    let world = World::with(options.clone()).await;
    seed(&world, 250, SHORT);
    let end = world.now().saturating_sub(DAY + 2 * MINUTE);
    let program = world.program(bare()).await;
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "latency:260", "times": 2}));
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "status:503"}));
    program.sync(period(end)).await.unwrap_err();
    drop(program);

    // The same service without the cursors that it gave.
    let restarted = twitter_feedback_sandbox::Sandbox::start(options).await.unwrap();
    let to = world.now().saturating_sub(DAY + 10 * MINUTE);
    let request =
        twitter_feedback_sandbox::SeedRequest::new(250, to.saturating_sub(SHORT * DAY).as_millis(), to.as_millis());
    restarted.seed(request).unwrap();
    let program = world.program_of(support::client(&restarted), Policy::new()).await;
    program.sync(period(end)).await.unwrap();
    let whole = ledger(&world, "whole.db").await;
    whole.sync(period(end)).await.unwrap();
    assert_eq!(seen(&program).await.0, seen(&whole).await.0);
}

#[tokio::test]
async fn a_listing_that_goes_round_in_a_circle_ends() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let end = world.now().saturating_sub(DAY + 2 * MINUTE);
    let page = json!({"events": [], "next_cursor": "round"});
    let rule = json!({"operation": "events", "fault": "respond", "body": page, "times": 50});
    support::fault(&world.sandbox, &rule);
    let error = program.sync(period(end)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert!(error.message().contains("came again"), "{error}");
    assert_eq!(world.requests_of("feedback/events"), 4, "twice the first page and the one that leads back to itself");
    assert!(program.coverage().await.unwrap().periods().is_empty(), "nothing counts as seen");
}
