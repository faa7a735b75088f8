//! Killed in the middle of asking: nobody is asked twice, what was committed is there, and nobody has to tidy up.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use support::{DAY, MINUTE, PERSON, SHOWN, World, each, named, send};
use twitter_feedback::{FAILPOINTS, SyncOptions};

/// Processes side by side.
const AT_ONCE: usize = 4;
/// Back-filling comes by these places once for each of its windows; the first and the second are enough here.
const VISITS: u32 = 2;

/// What the ledger must say of the attempt after a kill there; `None` where it depends on the visit.
fn committed(name: &str) -> Option<Vec<&'static str>> {
    Some(match name {
        "claim.begun" | "claim.applied" | "send.allowed" => vec![],
        "claim.committed" | "claim.answered" | "send.claimed" | "intent.begun" | "intent.applied" => vec!["reserved"],
        "intent.committed" | "intent.answered" | "send.intended" | "send.connected" | "send.writing"
        | "send.answered" | "settle.begun" | "settle.applied" => vec!["sending"],
        "settle.committed" | "settle.answered" | "send.recorded" => vec!["sent"],
        _ => return None,
    })
}

/// From here on a kill may leave a person who was asked.
fn after_the_intent(states: &[String]) -> bool {
    states == ["sending"] || states == ["sent"]
}

async fn killed_while_asking(name: &'static str) -> u32 {
    let most = if name.starts_with("tally.") { u32::MAX } else { VISITS };
    for visit in 1..=most {
        let world = World::new().await;
        world.seed(40, 6);
        if !world.kill_at(name, visit, &["send", PERSON]).await {
            return visit - 1;
        }
        let (asked, states) = (world.creates(), world.copied().states());
        assert!(asked <= 1);
        assert!(
            asked == 0 || after_the_intent(&states),
            "{name}:{visit}: asked before it was written down: {states:?}"
        );
        if let Some(committed) = committed(name) {
            assert_eq!(states, committed, "{name}:{visit}");
        }
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        if states.is_empty() {
            // Whoever was back-filling is taken for dead.
            world.sandbox.advance(3 * MINUTE).unwrap();
        }
        let first = send(&world.program().await).await;
        world.sandbox.advance(5 * MINUTE).unwrap();
        let second = send(&world.program().await).await;
        let expected = match states.as_slice() {
            [] => ["sent", "skipped cooldown"],
            ["reserved"] => ["skipped in_progress", "sent"],
            ["sending"] => ["skipped in_progress", "skipped cooldown"],
            _ => ["skipped cooldown", "skipped cooldown"],
        };
        assert_eq!([first.as_str(), second.as_str()], expected, "{name}:{visit} {states:?}");
        assert!(world.creates() <= 1, "{name}:{visit}: asked twice");

        // What the service has is found out, and nobody is left alone for ever.
        world.sandbox.advance(SHOWN).unwrap();
        world.program().await.sync(SyncOptions::new()).await.unwrap();
        let known = world.copied().states();
        assert_eq!(known.contains(&"sent".to_owned()), world.creates() == 1, "{name}:{visit}: {known:?}");
        world.sandbox.advance(8 * DAY).unwrap();
        assert_eq!(send(&world.program().await).await, "sent", "{name}:{visit}");
    }
    most
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_anywhere_in_send_leaves_nobody_to_be_asked_twice() {
    let names = FAILPOINTS.iter().copied().filter(|name| !name.starts_with("skip.") && !name.starts_with("recover."));
    each(names.collect(), AT_ONCE, killed_while_asking).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_while_it_skips_changes_nothing_for_the_person() {
    each(named(&["skip."]), AT_ONCE, async |name| {
        let world = World::new().await;
        assert_eq!(send(&world.program().await).await, "sent");
        let killed = world.kill_at(name, 1, &["send", PERSON]).await;
        let written = if name == "skip.committed" { vec!["sent", "skipped"] } else { vec!["sent"] };
        assert_eq!(world.copied().states(), written, "{name}");
        assert_eq!(send(&world.program().await).await, "skipped cooldown");
        assert_eq!(world.creates(), 1);
        u32::from(killed)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_while_it_takes_back_what_another_left_loses_nothing_of_it() {
    each(named(&["recover."]), AT_ONCE, async |name| {
        let mut killed = 0;
        for (place, left, taken_back, next) in [
            ("send.writing", "sending", "unknown", "skipped cooldown"),
            ("send.claimed", "reserved", "released", "sent"),
        ] {
            let world = World::new().await;
            assert!(world.kill_at(place, 1, &["send", PERSON]).await);
            world.sandbox.advance(5 * MINUTE).unwrap();
            let (from, to) = (world.now().saturating_sub(2 * DAY).as_millis(), world.now().as_millis());
            // Opening takes back what is overdue by the machine's clock; the pull knows the service's.
            let visit = if name == "recover.committed" { 2 } else { 1 };
            let told = ["sync", &from.to_string(), &to.to_string()];
            killed += u32::from(world.kill_at(name, visit, &told).await);
            let written = if name == "recover.committed" { taken_back } else { left };
            assert_eq!(world.copied().states(), [written], "{name}");
            assert_eq!(send(&world.program().await).await, next, "{name} after {place}");
            assert!(world.creates() <= 1, "{name} after {place}");
        }
        killed / 2
    })
    .await;
}
