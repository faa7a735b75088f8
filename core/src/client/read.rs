use std::time::{Duration, Instant};

use http::header::AUTHORIZATION;
use tracing::Instrument;

use super::call::Call;
use super::client_handle::{Client, Inner};
use super::failure::{self, TIMESTAMP_OUT_OF_BOUNDS};
use super::runtime::require_runtime;
use super::transport::{Answered, exchange};
use crate::model::service_message::read_errors;
use crate::model::{ErrorKind, FeedbackError};
use crate::oauth::{Encoding, encode};

/// How often one call waits for a limit to reset: the reset can move forward for ever (seen).
const MAX_LIMIT_WAITS: u32 = 3;

const SHORTEST_LIMIT_WAIT: Duration = Duration::from_secs(1);

/// What one call has used up so far.
struct Spent {
    started: Instant,
    tries: u32,
    limit_waits: u32,
    limit_waited: Duration,
    resynced: bool,
}

impl Client {
    /// Sends a request that reads, and sends it again where that can help and harms nobody.
    pub(crate) async fn read(&self, mut call: Call) -> Result<Answered, FeedbackError> {
        let inner = self.inner();
        require_runtime()?;
        if inner.test {
            call.params.push(("test", "true".to_owned()));
        }
        let span = tracing::debug_span!("twitter_feedback", operation = call.operation.name());
        read_until_settled(inner, &call).instrument(span).await.map_err(|error| inner.redacted(error))
    }
}

async fn read_until_settled(inner: &Inner, call: &Call) -> Result<Answered, FeedbackError> {
    let mut spent =
        Spent { started: Instant::now(), tries: 0, limit_waits: 0, limit_waited: Duration::ZERO, resynced: false };
    let mut last: Option<FeedbackError> = None;
    loop {
        spent.tries += 1;
        let left = inner.operation_timeout.saturating_sub(spent.started.elapsed());
        let error = match tokio::time::timeout(left, read_once(inner, call)).await {
            Ok(Ok(answer)) => {
                inner.retry_budget.succeeded();
                return Ok(answer);
            }
            Ok(Err(error)) => error,
            Err(_) => return Err(out_of_time(inner, last)),
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
        last = Some(error);
        inner.clock.sleep(wait).await;
    }
}

/// Keeps what went wrong before as the cause: it says more than the clock does.
fn out_of_time(inner: &Inner, last: Option<FeedbackError>) -> FeedbackError {
    let seconds = inner.operation_timeout.as_secs_f64();
    let error = FeedbackError::new(ErrorKind::Timeout, format!("no answer within {seconds} s, retries included"))
        .with_retryable(true);
    match last {
        Some(last) => error.with_source(last),
        None => error,
    }
}

async fn read_once(inner: &Inner, call: &Call) -> Result<Answered, FeedbackError> {
    let uri = inner.api_base.uri(&call.path);
    let mut request = inner.http.reads.get(encode(&uri, &call.params, Encoding::Query));
    if call.signed {
        request = request.header(AUTHORIZATION, inner.authorization("GET", &uri, &call.params)?);
    }
    let answer = exchange(request, inner.read_timeout).await?;
    inner.heard(call.operation, &answer);
    if !call.signed && answer.date().is_some() {
        return Ok(answer);
    }
    // An error body under status 200 has been seen on this platform; no good answer has `errors` alone.
    if answer.is_success() && !looks_like_errors(&answer.body) {
        return Ok(answer);
    }
    Err(failure::from_answer(&answer, inner.clock.now()))
}

/// Whether the body is an error body. Cheap for every other: error bodies are short and begin with their word.
pub(super) fn looks_like_errors(body: &[u8]) -> bool {
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
    if spent.tries >= inner.retry.max_tries {
        return None;
    }
    let wait = if error.kind() == ErrorKind::RateLimited {
        // Never none at all, whatever the service says of its time: that would be hammering.
        let wait = error.retry_at()?.since(inner.clock.now()).max(SHORTEST_LIMIT_WAIT);
        let waited = spent.limit_waited.saturating_add(wait);
        if spent.limit_waits >= MAX_LIMIT_WAITS || waited > inner.max_rate_wait {
            return None;
        }
        spent.limit_waits += 1;
        spent.limit_waited = waited;
        wait
    } else {
        if !error.retryable() || !inner.retry_budget.spend() {
            return None;
        }
        inner.retry.delay(spent.tries + 1)
    };
    // A wait that outlasts the call would only hide the reason.
    (spent.started.elapsed().saturating_add(wait) < inner.operation_timeout).then_some(wait)
}
