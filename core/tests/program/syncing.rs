//! What a pull brings, and which periods it reads.

use serde_json::json;
use twitter_feedback::{AttemptState, ErrorKind, SkipReason, SyncOptions, SyncProgress, Timestamp};
use twitter_feedback_sandbox::{SandboxOptions, SeedRequest};

use crate::support;
use crate::world::{DAY, HOUR, MINUTE, SHOWN, World, all, bare, of, send, sent, skipped};

/// Made-up feedbacks over the last days that are shown.
pub(crate) fn seed(world: &World, count: u64, days: u32) {
    let to = world.now().saturating_sub(DAY + 10 * MINUTE);
    let from = to.saturating_sub(days * DAY);
    world.sandbox.seed(SeedRequest::new(count, from.as_millis(), to.as_millis())).unwrap();
}

#[tokio::test]
async fn a_pull_brings_every_event_of_its_period_and_says_so() {
    let world = World::new().await;
    seed(&world, 500, 6);
    let program = world.program(bare()).await;
    let mut told: Vec<SyncProgress> = Vec::new();
    let options = SyncOptions::new().progress(|progress| told.push(progress));
    let report = program.sync(options).await.unwrap();
    assert_eq!(program.fold().await.unwrap().len(), 500);
    assert_eq!((report.new, report.unreadable), (500, 0));
    assert!(report.events > 500 && report.pages > 5, "{report:?}");

    let last = told.last().unwrap();
    assert_eq!(
        (last.pages, last.events, last.new, last.updated),
        (report.pages, report.events, report.new, report.updated)
    );
    assert_eq!((last.windows, last.windows_done), (4, 4), "eight days are read in four parts");
    for pair in told.windows(2) {
        assert!(pair[0].pages < pair[1].pages && pair[0].windows_done <= pair[1].windows_done, "{pair:?}");
    }
    // A prompt that nobody here sent is another tool's, and counts.
    let foreign = all(&program).await;
    assert_eq!(foreign.len(), 500);
    assert!(foreign.iter().all(|attempt| attempt.state == AttemptState::Foreign));

    let through = report.complete_through.unwrap();
    let behind = world.now().since(through);
    assert!(behind >= DAY + MINUTE && behind < DAY + 2 * MINUTE, "{behind:?}");
    let coverage = program.coverage().await.unwrap();
    assert_eq!((coverage.periods().len(), coverage.gaps()), (1, Vec::new()));
    assert_eq!(coverage.end(), Some(through));
    let reach = through.since(coverage.start().unwrap());
    assert!(reach > 7 * DAY - 10 * MINUTE && reach < 8 * DAY, "{reach:?}");
}

#[tokio::test]
async fn a_later_pull_begins_two_hours_before_the_last_one_ended() {
    let world = World::new().await;
    seed(&world, 300, 6);
    let program = world.program(bare()).await;
    let first = program.sync(SyncOptions::new()).await.unwrap();
    let again = program.sync(SyncOptions::new()).await.unwrap();
    assert!(again.pages > 0 && again.events < first.events / 10, "{again:?}");
    assert_eq!((again.new, again.updated), (0, 0), "what was known stays as it was");
    assert!(again.complete_through >= first.complete_through);

    let id = sent(send(&program, "12").await);
    world.sandbox.advance(HOUR).unwrap();
    world.sandbox.answer(&id, Some(9), None).unwrap();
    world.sandbox.advance(SHOWN).unwrap();
    let later = program.sync(SyncOptions::new()).await.unwrap();
    assert_eq!((later.new, later.updated), (0, 1), "the prompt was known from its answer");
    let folded = program.folded(&id).await.unwrap().unwrap();
    assert_eq!(folded.feedback().score().map(|score| score.value()), Some(9));
    assert_eq!(program.coverage().await.unwrap().periods().len(), 1);
}

#[tokio::test]
async fn a_gap_is_told_and_filled_by_the_next_pull() {
    let world = World::new().await;
    seed(&world, 400, 30);
    let program = world.program(bare()).await;
    let now = world.now();
    let day = |back: u32| now.saturating_sub(back * DAY);
    program.sync(SyncOptions::new().since(day(30)).until(day(25))).await.unwrap();
    let report = program.sync(SyncOptions::new().since(day(10)).until(day(5))).await.unwrap();
    let coverage = program.coverage().await.unwrap();
    let gaps = coverage.gaps();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].from_time.as_millis(), day(25).as_millis() + 1);
    assert_eq!(gaps[0].to_time.as_millis(), day(10).as_millis() - 1);
    assert_eq!(report.complete_through, Some(day(25)), "what lies behind a gap is not complete");

    let report = program.sync(SyncOptions::new()).await.unwrap();
    let coverage = program.coverage().await.unwrap();
    assert_eq!((coverage.gaps().len(), coverage.start()), (0, Some(day(30))));
    assert_eq!(report.complete_through, coverage.end());
    assert!(now.since(coverage.end().unwrap()) < DAY + 2 * MINUTE);
}

#[tokio::test]
async fn nothing_younger_than_a_day_is_asked_for() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let future = world.now().saturating_add(DAY);
    let report = program.sync(SyncOptions::new().until(future)).await.unwrap();
    assert!(world.now().since(report.complete_through.unwrap()) >= DAY + MINUTE);
    let pages = world.requests_of("feedback/events");
    let recent = world.now().saturating_sub(HOUR);
    let report = program.sync(SyncOptions::new().since(recent)).await.unwrap();
    assert_eq!((report.pages, world.requests_of("feedback/events")), (0, pages));
    let error = program.sync(SyncOptions::new().since(recent).until(Timestamp::EPOCH)).await.unwrap_err();
    assert_eq!((error.kind(), error.problems()[0].field.as_str()), (ErrorKind::InvalidRequest, "since"));
}

#[tokio::test]
async fn a_page_with_events_that_cannot_be_read_brings_the_others_and_keeps_these() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let at = world.now().saturating_sub(2 * DAY);
    let good = |id: &str| {
        json!({"event_type": "feedback.created", "created_at": at.to_string(), "feedback":
        {"id": id, "type": "nps", "from_user_id": world.sandbox.user_id(), "to_user_id": "12", "created_at": at.to_string()}})
    };
    let page = |events: Vec<serde_json::Value>| json!({"events": events, "next_cursor": ""});
    let body = page(vec![good("71"), json!({"feedback": {"id": ""}}), json!(7), good("72")]);
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "respond", "body": body}));
    let period = |days: u32| SyncOptions::new().since(world.now().saturating_sub(days * DAY));
    let report = program.sync(period(2)).await.unwrap();
    assert_eq!((report.pages, report.events, report.unreadable, report.new), (1, 4, 2, 2));
    assert_eq!(program.coverage().await.unwrap().periods().len(), 1, "the page counts as read");
    assert_eq!(program.fold().await.unwrap().len(), 2);
    assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
}

#[tokio::test]
async fn other_tools_prompts_start_the_cooldown_when_a_pull_shows_them() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    program.sync(SyncOptions::new()).await.unwrap();
    let foreign = support::client(&world.sandbox).create(&support::prompt("12")).await.unwrap().into_inner();
    world.sandbox.advance(SHOWN).unwrap();
    program.sync(SyncOptions::new()).await.unwrap();
    let attempt = of(&program, "12").await.swap_remove(0);
    assert_eq!((attempt.state, attempt.feedback_id), (AttemptState::Foreign, Some(foreign.id)));
    assert_eq!(skipped(send(&program, "12").await), (SkipReason::Cooldown, attempt.cool_until));
    assert_eq!(world.creates(), 1);
}

#[tokio::test]
async fn one_part_that_fails_does_not_stop_the_parts_beside_it() {
    let world = World::new().await;
    seed(&world, 400, 7);
    let program = world.program(bare()).await;
    support::fault(&world.sandbox, &json!({"operation": "events", "fault": "status:403"}));
    let error = program.sync(SyncOptions::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission);
    let seen = program.fold().await.unwrap().len();
    assert!((200..400).contains(&seen), "three of four parts: {seen}");
    program.sync(SyncOptions::new()).await.unwrap();
    assert_eq!(program.fold().await.unwrap().len(), 400);
    assert_eq!(program.coverage().await.unwrap().gaps(), []);
}

#[tokio::test]
async fn two_pulls_at_once_read_each_page_once() {
    let world = World::new().await;
    seed(&world, 300, 6);
    let program = world.program(bare()).await;
    let (one, other) =
        futures_util::future::join(program.sync(SyncOptions::new()), program.sync(SyncOptions::new())).await;
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.new + other.new, 300);
    assert!(one.events.min(other.events) < 50, "the later one has the overlap to read: {one:?} {other:?}");
}

#[tokio::test]
async fn times_without_spaces_and_repeated_events_change_nothing() {
    let plain = World::new().await;
    let mut options = SandboxOptions::default();
    options.start_at = Some(plain.sandbox.now());
    options.squeezed_times = true;
    options.repeat_updates = true;
    let nasty = World::with(options).await;
    let at = plain.now();
    for world in [&plain, &nasty] {
        let (from, to) = (at.saturating_sub(5 * DAY), at.saturating_sub(2 * DAY));
        world.sandbox.seed(SeedRequest::new(200, from.as_millis(), to.as_millis())).unwrap();
    }
    let (one, other) = (plain.program(bare()).await, nasty.program(bare()).await);
    let (of_plain, of_nasty) =
        (one.sync(SyncOptions::new()).await.unwrap(), other.sync(SyncOptions::new()).await.unwrap());
    assert!(of_nasty.events > of_plain.events);
    let answered = |fold: &twitter_feedback::Fold| -> Vec<_> {
        fold.iter()
            .map(|folded| (folded.id().clone(), folded.feedback().score(), folded.feedback().updated_at))
            .collect()
    };
    assert_eq!(answered(&one.fold().await.unwrap()), answered(&other.fold().await.unwrap()));
}
