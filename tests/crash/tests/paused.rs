//! A process that stands still in the middle of asking, for longer than anybody waits for it, and then goes on.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod support;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use support::{MINUTE, PERSON, World, in_time, send, text};
use twitter_feedback::{Program, SyncOptions};

/// Lets a process ask until it stands still there, turns the clock, does something here, and lets the other go on.
/// Returns what was said here and there, and what the ledger says of the attempts in the end.
async fn paused_at(name: &str, here: impl AsyncFnOnce(Program) -> String) -> (World, String, String, Vec<String>) {
    let world = World::new().await;
    let mut worker = world.worker(&["send", PERSON]);
    let worker = worker.env("TWITTER_FEEDBACK_FAILPOINT", format!("{name}:1:stop")).spawn().unwrap();
    let pid = Pid::from_raw(worker.id().unwrap().try_into().unwrap()).unwrap();
    let stopped = tokio::task::spawn_blocking(move || waitpid(Some(pid), WaitOptions::UNTRACED).unwrap());
    let (_, status) = in_time(stopped).await.unwrap().unwrap();
    assert!(status.stopped(), "{name}: {status:?}");

    world.sandbox.advance(5 * MINUTE).unwrap();
    let here = here(world.program().await).await;
    kill_process(pid, Signal::CONT).unwrap();
    let output = in_time(worker.wait_with_output()).await.unwrap();
    let mut states = world.copied().states();
    states.retain(|state| state != "skipped");
    (world, here, text(&output), states)
}

async fn asks(program: Program) -> String {
    send(&program).await
}

/// Takes back what is overdue, and asks nobody.
async fn pulls(program: Program) -> String {
    format!("{} events", program.sync(SyncOptions::new()).await.unwrap().events)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_about_to_be_written_counts_as_asked_when_nobody_says_what_became_of_it() {
    for name in
        ["intent.committed", "intent.answered", "send.intended", "send.connected", "send.writing", "send.answered"]
    {
        let (world, here, there, states) = paused_at(name, asks).await;
        assert_eq!(here, "skipped cooldown", "{name}");
        assert!(world.creates() <= 1, "{name}: {here}, {there}");
        assert_eq!(states, [if there == "sent\n" { "sent" } else { "unknown" }], "{name}: {there}");
        assert_eq!(send(&world.program().await).await, "skipped cooldown", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_was_taken_over_meanwhile_is_not_written_any_more() {
    for name in ["claim.committed", "claim.answered", "send.claimed"] {
        let (world, here, there, states) = paused_at(name, asks).await;
        assert_eq!(here, "sent", "{name}");
        assert!(there.starts_with("error ") && there.contains("nothing was sent"), "{name}: {there}");
        assert_eq!(world.creates(), 1, "{name}");
        assert_eq!(states, ["released", "sent"], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_was_taken_back_is_given_up_although_nobody_else_has_asked() {
    let (world, here, there, states) = paused_at("claim.committed", pulls).await;
    assert_eq!(here, "0 events");
    assert!(there.starts_with("error ") && there.contains("nothing was sent"), "{there}");
    assert_eq!((world.creates(), states), (0, vec!["released".to_owned()]));
    assert_eq!(send(&world.program().await).await, "sent");
}
