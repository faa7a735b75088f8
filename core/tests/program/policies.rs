//! Whom the policy leaves out, and that a skip is a normal result with a reason.

use std::time::Duration;

use twitter_feedback::{AttemptState, ErrorKind, Policy, QuietHours, SkipReason};
use twitter_feedback_sandbox::{
    RECIPIENT_NOT_FOLLOWING, RECIPIENT_NOT_MESSAGEABLE, RECIPIENT_SUSPENDED, RECIPIENT_UNDISCLOSED, RECIPIENT_UNKNOWN,
    SandboxOptions,
};

use crate::world::{DAY, HOUR, World, all, bare, last, send, sent, skipped};

#[tokio::test]
async fn who_is_left_out_by_the_policy_is_recorded_with_the_reason_and_costs_no_create() {
    let world = World::new().await;
    let night = || QuietHours::new("00:00", "23:59:59", "UTC").unwrap();
    for (policy, reason) in [
        (bare().suppress("12"), SkipReason::Suppressed),
        (bare().sample_rate(0.0), SkipReason::SampledOut),
        (bare().suppress("12").sample_rate(0.0).quiet_hours(night()), SkipReason::Suppressed),
    ] {
        let program = world.program(policy).await;
        assert_eq!(skipped(send(&program, "12").await), (reason, None));
        let attempt = last(&program).await;
        assert_eq!((attempt.state, attempt.reason), (AttemptState::Skipped, Some(reason)));
        assert_eq!((attempt.asked_at, attempt.cool_until), (None, None));
    }
    assert_eq!(world.creates(), 0);
    sent(send(&world.program(bare()).await, "12").await);
}

#[tokio::test]
async fn it_is_quiet_until_the_hours_are_over() {
    let mut options = SandboxOptions::default();
    // 2026-01-05, 22:30 UTC.
    options.start_at = Some(1_767_652_200_000);
    let world = World::with(options).await;
    let policy = bare().quiet_hours(QuietHours::new("21:00", "08:00", "UTC").unwrap());
    let program = world.program(policy).await;
    let (reason, until) = skipped(send(&program, "12").await);
    assert_eq!(reason, SkipReason::QuietHours);
    assert_eq!(until.unwrap().to_string(), "2026-01-06T08:00:00.000Z");
    assert_eq!(last(&program).await.until, until);
    world.sandbox.advance(9 * HOUR + HOUR / 2).unwrap();
    sent(send(&program, "12").await);
}

#[tokio::test]
async fn the_service_is_asked_first_whether_a_person_can_be_written_to() {
    let world = World::new().await;
    let program = world.program(Policy::new().backfill(false)).await;
    for (person, reason) in [
        (RECIPIENT_NOT_MESSAGEABLE, SkipReason::CannotMessage),
        (RECIPIENT_NOT_FOLLOWING, SkipReason::CannotMessage),
        (RECIPIENT_UNDISCLOSED, SkipReason::UnknownCanDm),
    ] {
        assert_eq!(skipped(send(&program, person).await), (reason, None));
        assert_eq!(last(&program).await.reason, Some(reason));
    }
    for (person, kind) in [(RECIPIENT_UNKNOWN, ErrorKind::NotFound), (RECIPIENT_SUSPENDED, ErrorKind::CannotMessage)] {
        assert_eq!(send(&program, person).await.unwrap_err().kind(), kind);
    }
    assert_eq!(all(&program).await.len(), 3);
    assert_eq!(world.creates(), 0);
    sent(send(&program, "12").await);
    let asked = world.requests_of("friendships/show");
    skipped(send(&program, "12").await);
    assert_eq!(world.requests_of("friendships/show"), asked, "a slot that is taken costs no request");
    // Not asking is a choice.
    sent(send(&world.program(bare()).await, RECIPIENT_UNDISCLOSED).await);
}

#[tokio::test]
async fn no_more_are_asked_in_any_24_hours_than_the_policy_says() {
    let world = World::new().await;
    let program = world.program(bare().max_per_day(2)).await;
    sent(send(&program, "11").await);
    let first = last(&program).await.asked_at.unwrap();
    world.sandbox.advance(HOUR).unwrap();
    sent(send(&program, "12").await);
    let (reason, until) = skipped(send(&program, "13").await);
    assert_eq!((reason, until), (SkipReason::DailyMaximum, Some(first.saturating_add(DAY))));
    world.sandbox.advance(23 * HOUR + Duration::from_secs(1)).unwrap();
    sent(send(&program, "13").await);
    assert_eq!(skipped(send(&program, "14").await).0, SkipReason::DailyMaximum);
    assert_eq!(world.creates(), 3);
}

#[tokio::test]
async fn a_person_is_always_in_a_sample_or_never() {
    let world = World::new().await;
    let mut asked = Vec::new();
    for name in ["one.db", "other.db"] {
        let policy = bare().sample_rate(0.5);
        let client = crate::support::client(&world.sandbox);
        let program = twitter_feedback::Program::open(client, world.file(name), policy).await.unwrap();
        for person in 100..120 {
            let outcome = send(&program, &person.to_string()).await.unwrap();
            if outcome.status() == "sent" {
                asked.push((name, person));
            }
        }
        world.sandbox.advance(2 * DAY).unwrap();
    }
    let of = |wanted| asked.iter().filter(|(name, _)| *name == wanted).map(|(_, person)| *person).collect::<Vec<i32>>();
    assert_eq!(of("one.db"), of("other.db"));
    assert!((4..17).contains(&of("one.db").len()), "{asked:?}");
}

#[tokio::test]
async fn a_longer_interval_of_a_later_policy_counts_from_the_last_prompt() {
    let world = World::new().await;
    sent(send(&world.program(bare().min_interval(DAY)).await, "12").await);
    world.sandbox.advance(2 * DAY).unwrap();
    let patient = world.program(bare().min_interval(30 * DAY)).await;
    assert_eq!(skipped(send(&patient, "12").await).0, SkipReason::Cooldown);
    sent(send(&world.program(bare().min_interval(DAY)).await, "12").await);
    assert_eq!(world.creates(), 2);
}
