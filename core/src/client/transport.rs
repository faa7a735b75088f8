use std::error::Error as _;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, DATE};
use tokio::time::timeout;

use crate::model::reading::BYTE_ORDER_MARK;
use crate::model::shortened::shortened;
use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// The largest body that is read, in bytes: a page of 100 events with the longest texts stays far below.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// As much is read of an answer that is no success, in bytes: its status says what it is, and the service's words are few.
const MAX_WORDS: usize = 64 * 1024;

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

    /// Reads a good answer's body; an error tells what the answer was.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Bytes) -> Result<T, FeedbackError>) -> Result<T, FeedbackError> {
        self.plain().and_then(read).map_err(|error| error.with_status(self.status).with_request_id(self.request_id()))
    }

    /// The body, unless it is compressed. A label on plain JSON is some proxy's mistake, and costs nothing.
    fn plain(&self) -> Result<&Bytes, FeedbackError> {
        let codings = self.headers.get_all(CONTENT_ENCODING).iter();
        let coded =
            codings.map(|coding| String::from_utf8_lossy(coding.as_bytes())).find(|coding| coding != "identity");
        match coded {
            Some(coding) if !self.body.is_empty() && !looks_like_json(&self.body) => Err(FeedbackError::new(
                ErrorKind::Decode,
                format!(
                    "the answer is encoded as {:?}, and no encoding was asked for",
                    shortened(&coding, LONGEST_CODING)
                ),
            )
            .with_body(&self.body)),
            _ => Ok(&self.body),
        }
    }
}

/// Characters of an unknown encoding's name that are repeated.
const LONGEST_CODING: usize = 40;

/// Whether a text begins as every good answer does.
fn looks_like_json(body: &[u8]) -> bool {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body).trim_ascii_start().starts_with(b"{")
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
    let mut answer = Answered {
        status: response.status().as_u16(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
    };
    let announced = response.content_length().map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
    let mut body = BytesMut::with_capacity(announced.min(BELIEVED));
    if !answer.is_success() {
        // Whatever becomes of its words, the status stands: a refusal must not turn into "the connection broke".
        let _ = fill(&mut body, &mut response, MAX_WORDS, read_timeout).await;
    } else if announced > MAX_BODY || !fill(&mut body, &mut response, MAX_BODY, read_timeout).await? {
        return Err(FeedbackError::new(ErrorKind::Decode, format!("the answer has more than {MAX_BODY} bytes"))
            .with_status(answer.status)
            .with_request_id(answer.request_id()));
    }
    answer.body = body.freeze();
    Ok(answer)
}

/// Reads a body; false when there is more of it than wanted.
async fn fill(
    body: &mut BytesMut,
    response: &mut reqwest::Response,
    most: usize,
    read_timeout: Duration,
) -> Result<bool, FeedbackError> {
    let stalled = |_| FeedbackError::new(ErrorKind::Timeout, "the answer stopped in the middle").with_retryable(true);
    while let Some(chunk) = timeout(read_timeout, response.chunk()).await.map_err(stalled)?.map_err(failed)? {
        let room = most.saturating_sub(body.len());
        body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if chunk.len() > room {
            return Ok(false);
        }
    }
    Ok(true)
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
