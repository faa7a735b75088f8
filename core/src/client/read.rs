use std::time::Duration;

use http::header::AUTHORIZATION;
use tracing::Instrument;

use super::call::Call;
use super::client_handle::{Client, Inner};
use super::failure::{self, TIMESTAMP_OUT_OF_BOUNDS};
use super::transport::{Answered, exchange};
use crate::model::service_message::read_errors;
use crate::model::{ErrorKind, FeedbackError};
use crate::oauth::{Encoding, encode};

/// How often one call waits for a limit to reset: the reset can move forward for ever (seen).
const MAX_LIMIT_WAITS: u32 = 3;

const SHORTEST_LIMIT_WAIT: Duration = Duration::from_secs(1);

/// What one call has used up so far.
struct Spent {
    tries: u32,
    limit_waits: u32,
    limit_waited: Duration,
    resynced: bool,
}

impl Client {
    /// Sends a request that reads, and sends it again where that can help and harms nobody.
    pub(crate) async fn read(&self, mut call: Call) -> Result<Answered, FeedbackError> {
        let inner = self.inner();
        inner.require_runtime()?;
        if inner.test {
            call.params.push(("test", "true".to_owned()));
        }
        let span = tracing::debug_span!("twitter_feedback", operation = call.operation.name());
        let within = tokio::time::timeout(inner.operation_timeout, read_until_settled(inner, &call)).instrument(span);
        let outcome = within.await.unwrap_or_else(|_| {
            let seconds = inner.operation_timeout.as_secs_f64();
            Err(FeedbackError::new(ErrorKind::Timeout, format!("no answer within {seconds} s, retries included"))
                .with_retryable(true))
        });
        outcome.map_err(|error| inner.redacted(error))
    }
}

async fn read_until_settled(inner: &Inner, call: &Call) -> Result<Answered, FeedbackError> {
    let mut spent = Spent { tries: 0, limit_waits: 0, limit_waited: Duration::ZERO, resynced: false };
    loop {
        spent.tries += 1;
        let error = match read_once(inner, call).await {
            Ok(answer) => {
                inner.retry_budget.succeeded();
                return Ok(answer);
            }
            Err(error) => error,
        };
        let Some(wait) = next_try(inner, &error, &mut spent) else {
            return Err(error);
        };
        tracing::debug!(
            kind = %error.kind(),
            status = error.status(),
            tries = spent.tries,
            wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "trying again"
        );
        inner.clock.sleep(wait).await;
    }
}

async fn read_once(inner: &Inner, call: &Call) -> Result<Answered, FeedbackError> {
    let uri = inner.api_base.uri(&call.path);
    let url = encode(&uri, &call.params, Encoding::Query);
    let authorization = inner.authorization("GET", &uri, &call.params)?;
    let answer = exchange(inner.http.reads.get(url).header(AUTHORIZATION, authorization)).await?;
    inner.heard(call.operation, &answer);
    // An error body under status 200 has been seen on this platform; no good answer has `errors` alone.
    if answer.is_success() && !looks_like_errors(&answer.body) {
        return Ok(answer);
    }
    Err(failure::from_answer(&answer, inner.clock.now()))
}

/// Whether the body is an error body. Cheap for every other: error bodies are short and begin with their word.
fn looks_like_errors(body: &[u8]) -> bool {
    const LONGEST_PREAMBLE: usize = 64;
    let start = body.get(..LONGEST_PREAMBLE).unwrap_or(body);
    let names_errors =
        start.windows(7).any(|window| window == b"\"error\"") || start.windows(8).any(|w| w == b"\"errors\"");
    names_errors && !read_errors(body).is_empty()
}

/// How long to wait before trying again; `None` when that is pointless or harmful.
fn next_try(inner: &Inner, error: &FeedbackError, spent: &mut Spent) -> Option<Duration> {
    if error.codes().contains(&TIMESTAMP_OUT_OF_BOUNDS) {
        let first = !std::mem::replace(&mut spent.resynced, true);
        return (first && inner.clock.resync()).then_some(Duration::ZERO);
    }
    if error.kind() == ErrorKind::RateLimited {
        // Never none at all, whatever the service says of its time: that would be hammering.
        let wait = error.retry_at()?.since(inner.clock.now()).max(SHORTEST_LIMIT_WAIT);
        let waited = spent.limit_waited.saturating_add(wait);
        if spent.limit_waits >= MAX_LIMIT_WAITS || waited > inner.max_rate_wait {
            return None;
        }
        spent.limit_waits += 1;
        spent.limit_waited = waited;
        return Some(wait);
    }
    let may = error.retryable() && spent.tries < inner.retry.max_tries && inner.retry_budget.spend();
    may.then(|| inner.retry.delay(spent.tries + 1))
}
