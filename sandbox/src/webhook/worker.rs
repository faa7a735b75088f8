//! Who sends: one after another, on the sandbox's runtime, until the sandbox stops.

use std::pin::pin;
use std::sync::Arc;

use super::post::post;
use super::shuffle::deliveries;
use crate::state::State;

pub(crate) async fn deliver(state: Arc<State>) {
    let mut stopped = pin!(state.stopped());
    loop {
        let group = tokio::select! {
            () = &mut stopped => return,
            group = state.outbox.next() => group,
        };
        for delivery in deliveries(state.seed, &group) {
            let at = state.clock.now();
            tokio::select! {
                biased;
                () = &mut stopped => {
                    state.outbox.sent(at, delivery, None);
                    return;
                }
                status = post(&delivery.target, delivery.body.clone()) => state.outbox.sent(at, delivery, status),
            }
        }
        if let Some(last) = group.last() {
            state.outbox.done(last.ordinal);
        }
    }
}
