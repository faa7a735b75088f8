//! Everybody asks the same person at once.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod support;

use std::process::Stdio;

use futures_util::future::join_all;
use support::{PERSON, World, in_time};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use twitter_feedback::SyncOptions;

const PROCESSES: usize = 32;
const THREADS: usize = 8;

/// Lets the crowd loose on the world; returns what each of its threads was told.
async fn crowd(world: &World, back_filled: &str) -> Vec<String> {
    let threads = THREADS.to_string();
    let told = ["crowd", PERSON, &threads, back_filled];
    let start = || world.worker(&told).stdin(Stdio::piped()).spawn().unwrap();
    let mut crowd: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    let mut heard: Vec<_> =
        crowd.iter_mut().map(|worker| BufReader::new(worker.stdout.take().unwrap()).lines()).collect();
    for lines in &mut heard {
        assert_eq!(in_time(lines.next_line()).await.unwrap().as_deref(), Some("ready"));
    }
    let guns: Vec<_> = crowd.iter_mut().map(|worker| worker.stdin.take().unwrap()).collect();
    join_all(guns.into_iter().map(async |mut gun| gun.write_all(b"now\n").await.unwrap())).await;
    let mut outcomes = Vec::new();
    for lines in &mut heard {
        while let Some(line) = in_time(lines.next_line()).await.unwrap() {
            outcomes.push(line);
        }
    }
    outcomes
}

fn one_has_asked(world: &World, outcomes: &[String]) {
    assert_eq!(outcomes.len(), PROCESSES * THREADS);
    for outcome in outcomes {
        assert!(matches!(outcome.as_str(), "sent" | "skipped in_progress" | "skipped cooldown"), "{outcome}");
    }
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "sent").count(), 1);
    assert_eq!(world.creates(), 1);
    let mut states = world.copied().states();
    states.retain(|state| state != "skipped");
    assert_eq!(states, ["sent"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_256_threads_in_32_processes_one_asks_and_all_others_are_told_why_not() {
    let world = World::new().await;
    // Nothing is left to be found out before the claim, so that all of them get there at once.
    world.program().await.sync(SyncOptions::new()).await.unwrap();
    let outcomes = crowd(&world, "as-it-is").await;
    one_has_asked(&world, &outcomes);
    assert!(outcomes.iter().any(|outcome| outcome == "skipped in_progress"), "they were there at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn so_does_one_of_them_where_they_all_make_and_back_fill_the_ledger_first() {
    let world = World::new().await;
    world.seed(40, 6);
    let outcomes = crowd(&world, "back-filled").await;
    one_has_asked(&world, &outcomes);
}
