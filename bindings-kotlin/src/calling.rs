//! How work is waited for: it runs on the process's runtime, and a coroutine of any dispatcher looks at the outcome.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::JoinHandle;
use twitter_feedback::FeedbackError;
use twitter_feedback_bindings::{defect, guarded};

use crate::errors::NativeError;
use crate::runtime::runtime;

/// Runs this to its end, unless whoever waits for it goes away: then it is dropped.
pub(crate) async fn called<T: Send + 'static>(
    work: impl Future<Output = Result<T, FeedbackError>> + Send + 'static,
) -> Result<T, NativeError> {
    let outcome = Task(runtime()?.spawn(guarded(work))).await;
    Ok(outcome.unwrap_or_else(|_| Err(defect()))?)
}

/// A task that ends with whoever waits for it.
struct Task<T>(JoinHandle<T>);

impl<T> Future for Task<T> {
    type Output = Result<T, tokio::task::JoinError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
