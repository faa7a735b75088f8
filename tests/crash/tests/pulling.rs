//! Killed in the middle of pulling: it goes on behind the last page that was stored, and ends with the same ledger.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use support::{World, each, in_time, named, text};
use twitter_feedback_sandbox::FaultRule;

/// Mostly waiting for pages, so more of them than there are processors.
const AT_ONCE: usize = 8;
const FEEDBACKS: u64 = 120;

/// A past to be pulled in so many days, and the words for a worker that pulls it.
async fn past(days: u32) -> (World, Vec<String>) {
    let world = World::new().await;
    let (from, to) = world.seed(FEEDBACKS, days);
    (world, vec!["sync".to_owned(), from.as_millis().to_string(), to.as_millis().to_string()])
}

fn words(told: &[String]) -> Vec<&str> {
    told.iter().map(String::as_str).collect()
}

/// Pages take so long that each is stored at once.
fn one_page_at_a_time(world: &World, pages: usize) {
    let rule = FaultRule::named("events", "latency:260").unwrap();
    world.sandbox.fault(rule.times(u32::try_from(pages).unwrap())).unwrap();
}

/// What an undisturbed pull leaves, and how many pages it asks for.
async fn undisturbed(days: u32) -> (Vec<String>, usize) {
    let (world, told) = past(days).await;
    let output = in_time(world.worker(&words(&told)).output()).await.unwrap();
    assert!(output.status.success(), "{}", text(&output));
    (world.copied().seen(), world.pages())
}

/// Pages that are stored after a kill at this visit of a place that every page comes by.
fn stored(name: &str, visit: u32) -> Option<usize> {
    let visit = usize::try_from(visit).unwrap();
    match name {
        "store.begun"
        | "store.events_written"
        | "store.folded"
        | "store.matched"
        | "store.applied"
        | "sync.page_read" => Some(visit - 1),
        "store.committed" | "store.answered" | "sync.page_stored" => Some(visit),
        _ => None,
    }
}

/// Kills a pull at every visit of the place; returns how many there were.
async fn killed_while_pulling(name: &'static str, days: u32, whole: &[String], pages: usize) -> u32 {
    for visit in 1.. {
        let (world, told) = past(days).await;
        one_page_at_a_time(&world, pages);
        if !world.kill_at(name, visit, &words(&told)).await {
            return visit - 1;
        }
        let (asked, before) = (world.pages(), world.copied().stored());
        if days == 2 {
            // Of several windows the pages come by in any order.
            assert!(
                stored(name, visit).is_none_or(|stored| stored == before.pages),
                "{name}:{visit}: {}",
                before.pages
            );
        }
        assert_eq!(before.counted, before.events, "{name}:{visit}: the events of a page are stored with its cursor");

        // Where no window was fixed there is nothing to go on with.
        let on = if before.windows == 0 { words(&told) } else { vec!["go-on"] };
        let output = in_time(world.worker(&on).output()).await.unwrap();
        assert!(output.status.success(), "{name}:{visit}: {}", text(&output));
        assert_eq!(world.pages() - asked, pages - before.pages, "{name}:{visit}: a finished page was read again");
        assert!(world.copied().seen() == whole, "{name}:{visit}: another ledger than without the kill");
    }
    0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_that_is_killed_at_any_commit_of_a_page_ends_with_the_same_ledger() {
    let (whole, pages) = undisturbed(2).await;
    assert!(pages >= 4 && whole.len() > 250, "{pages} pages, {} rows", whole.len());
    let names = named(&["store.", "sync.", "windows.", "tally."]);
    each(names, AT_ONCE, async |name| killed_while_pulling(name, 2, &whole, pages).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_does_one_that_reads_several_windows_side_by_side() {
    let (whole, pages) = undisturbed(6).await;
    let names = vec!["store.applied", "store.committed", "sync.window_done"];
    each(names, AT_ONCE, async |name| killed_while_pulling(name, 6, &whole, pages).await).await;
}
