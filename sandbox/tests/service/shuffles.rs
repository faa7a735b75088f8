//! Deliveries out of order.

use std::collections::BTreeSet;

use twitter_feedback_sandbox::Webhook;

use crate::receiver::{Receiver, nowhere};
use crate::support::{Api, plain_but};

/// The minutes of `count` events that happen at once, in order of sending. On one thread nothing is sent
/// before all of them have happened.
async fn sent(seed: u64, count: i64, webhook: Webhook) -> Vec<i64> {
    let api = Api::start(plain_but(|options| options.seed = seed)).await;
    let id = api.created("12").await;
    api.sandbox.webhook(webhook).unwrap();
    for _ in 0..count {
        api.advance(60_000);
        api.sandbox.answer(&id, Some(9), None).unwrap();
    }
    api.sandbox.deliveries().await.iter().map(|delivery| minute(&delivery.body)).collect()
}

fn minute(event: &str) -> i64 {
    let event: serde_json::Value = serde_json::from_str(event).unwrap();
    // `Tue Dec 15 17:58:20 +0000 2015` is where the clock starts.
    let time = event["created_at"].as_str().unwrap();
    let number = |from: usize| time.get(from..from + 2).unwrap().parse::<i64>().unwrap();
    number(11) * 60 + number(14) - (17 * 60 + 58)
}

#[tokio::test]
async fn shuffled_events_arrive_in_another_order_and_none_is_lost() {
    let receiver = Receiver::start().await;
    let order = sent(1, 40, receiver.webhook().shuffle(true)).await;
    let arrived: Vec<_> = receiver.got().iter().map(|received| minute(&received.body)).collect();
    assert_eq!(arrived, order);
    assert!(!order.is_sorted());
    for (group, events) in order.chunks(16).zip([1..=16, 17..=32, 33..=40]) {
        assert_eq!(group.iter().copied().collect::<BTreeSet<_>>(), events.collect::<BTreeSet<_>>());
        assert!(!group.is_sorted(), "{group:?}");
    }
}

#[tokio::test]
async fn the_order_comes_from_the_seed() {
    let webhook = || async { Webhook::new(nowhere().await).shuffle(true) };
    let order = sent(1, 16, webhook().await).await;
    assert_eq!(sent(1, 16, webhook().await).await, order);
    assert_ne!(sent(2, 16, webhook().await).await, order);
}

#[tokio::test]
async fn two_events_are_never_in_order() {
    for seed in 1..=5 {
        assert_eq!(sent(seed, 2, Webhook::new(nowhere().await).shuffle(true)).await, [2, 1]);
    }
}

#[tokio::test]
async fn a_single_event_goes_out_too() {
    let receiver = Receiver::start().await;
    assert_eq!(sent(1, 1, receiver.webhook().shuffle(true)).await, [1]);
    assert_eq!(receiver.got().len(), 1);
}

#[tokio::test]
async fn duplicates_are_shuffled_among_the_others() {
    let mut order = sent(1, 16, Webhook::new(nowhere().await).shuffle(true).duplicates(3)).await;
    let in_pairs = order.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!(in_pairs < 20, "{order:?}");
    order.sort_unstable();
    assert_eq!(order, (1..=16).flat_map(|event| [event; 4]).collect::<Vec<_>>());
}

#[tokio::test]
async fn without_shuffling_the_order_is_kept() {
    assert!(sent(1, 40, Webhook::new(nowhere().await)).await.is_sorted());
}
