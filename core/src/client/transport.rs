use std::error::Error as _;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::DATE;
use tokio::time::timeout;

use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// The largest body that is read, in bytes: a page of 100 events with the longest texts stays far below.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// How much room an announced length gets before anything has come: it is only a claim.
const BELIEVED: usize = 256 * 1024;

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answered {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A header's value as text, where it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The service's own time of the answer.
    pub(crate) fn date(&self) -> Option<Timestamp> {
        let date = self.headers.get(DATE)?.to_str().ok()?;
        httpdate::parse_http_date(date).ok().map(Timestamp::from)
    }

    /// When the limit that this answer tells of ends, by the service's clock.
    pub(crate) fn rate_limit_reset(&self) -> Option<Timestamp> {
        let seconds: i64 = self.header("x-rate-limit-reset")?.trim().parse().ok()?;
        Timestamp::from_millis(seconds.checked_mul(1000)?).ok()
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        let id = self.header("x-transaction-id").or_else(|| self.header("x-transaction"))?;
        Some(id.chars().take(100).collect())
    }
}

/// Sends one request, once, and reads the answer. `read_timeout` is between two pieces of its body:
/// the HTTP library's own setting would count the wait for the first byte too.
///
/// # Errors
/// `timeout` or `connection`; the request's URL and headers are in neither.
pub(crate) async fn exchange(
    request: reqwest::RequestBuilder,
    read_timeout: Duration,
) -> Result<Answered, FeedbackError> {
    let mut response = request.send().await.map_err(failed)?;
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let mut body = BytesMut::with_capacity(announced.min(BELIEVED));
    let stalled = |_| FeedbackError::new(ErrorKind::Timeout, "the answer stopped in the middle").with_retryable(true);
    while let Some(chunk) = timeout(read_timeout, response.chunk()).await.map_err(stalled)?.map_err(failed)? {
        if body.len().saturating_add(chunk.len()) > MAX_BODY {
            return Err(FeedbackError::new(ErrorKind::Decode, format!("the answer has more than {MAX_BODY} bytes"))
                .with_status(status));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answered { status, headers, body: body.freeze() })
}

fn failed(error: reqwest::Error) -> FeedbackError {
    let error = error.without_url();
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(next) = cause {
        causes.push(next.to_string());
        cause = next.source();
    }
    let why = causes.pop().unwrap_or_else(|| error.to_string());
    let made = if error.is_timeout() {
        let what = if error.is_connect() { "no connection" } else { "no answer" };
        FeedbackError::new(ErrorKind::Timeout, format!("{what} within the time allowed"))
    } else if error.is_builder() {
        FeedbackError::new(ErrorKind::Internal, format!("the request could not be made: {why}"))
    } else if error.is_connect() {
        FeedbackError::new(ErrorKind::Connection, format!("could not connect: {why}"))
    } else {
        FeedbackError::new(ErrorKind::Connection, format!("the connection broke: {why}"))
    };
    let retryable = matches!(made.kind(), ErrorKind::Timeout | ErrorKind::Connection);
    made.with_retryable(retryable).with_source(error)
}
