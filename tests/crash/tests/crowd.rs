//! Everybody asks the same person at once.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod support;

use std::process::Stdio;

use futures_util::future::join_all;
use support::{PERSON, World, in_time};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

const PROCESSES: usize = 32;
const THREADS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn of_256_threads_in_32_processes_one_asks_and_all_others_are_told_why_not() {
    let world = World::new().await;
    let threads = THREADS.to_string();
    let start = || world.worker(&["crowd", PERSON, &threads]).stdin(Stdio::piped()).spawn().unwrap();
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
    assert_eq!(outcomes.len(), PROCESSES * THREADS);
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "sent").count(), 1);
    for outcome in &outcomes {
        assert!(matches!(outcome.as_str(), "sent" | "skipped in_progress" | "skipped cooldown"), "{outcome}");
    }
    assert_eq!(world.creates(), 1);
    let mut states = world.copied().states();
    states.retain(|state| state != "skipped");
    assert_eq!(states, ["sent"]);
}
