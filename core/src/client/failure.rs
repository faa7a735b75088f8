//! Turns an answer that is no success into an error; never fails while doing so.

use std::time::Duration;

use super::transport::Answered;
use crate::model::service_message::read_errors;
use crate::model::shortened::shortened;
use crate::model::{ErrorKind, FeedbackError, ServiceMessage, Timestamp, kind_of_code};

/// "Timestamp out of bounds": refused for its clock, so nothing was done (doc).
pub(crate) const TIMESTAMP_OUT_OF_BOUNDS: i64 = 135;

/// "User is over the daily limit": no wait that a program should sit through.
const DAILY_LIMIT: i64 = 185;

/// The shortest and the longest time that a reset header is believed to mean.
const RESET_RANGE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(24 * 60 * 60));

/// The service's window, for an answer that does not say when it resets (doc).
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// The error that this answer stands for. `now` is the time that the caller goes by.
pub(crate) fn from_answer(answer: &Answered, now: Timestamp) -> FeedbackError {
    let errors = read_errors(&answer.body);
    let kind = kind(answer.status, &errors);
    let retry_at = (kind == ErrorKind::RateLimited && !has_code(&errors, DAILY_LIMIT)).then(|| reset(answer, now));
    let retryable = match kind {
        ErrorKind::RateLimited => retry_at.is_some(),
        ErrorKind::Server | ErrorKind::Timeout => answer.status >= 400,
        _ => false,
    };
    FeedbackError::new(kind, message(answer, &errors))
        .with_status(answer.status)
        .with_errors(errors)
        .with_request_id(answer.request_id())
        .with_retry_at(retry_at)
        .with_retryable(retryable)
        .with_body(&answer.body)
}

fn has_code(errors: &[ServiceMessage], code: i64) -> bool {
    errors.iter().any(|error| error.code == Some(code))
}

fn kind(status: u16, errors: &[ServiceMessage]) -> ErrorKind {
    let coded = || errors.iter().filter_map(|error| error.code).find_map(kind_of_code);
    match status {
        // 420 is this platform's older word for 429 (seen).
        420 | 429 => ErrorKind::RateLimited,
        500.. => ErrorKind::Server,
        300..=399 | 407 => ErrorKind::Configuration,
        408 => ErrorKind::Timeout,
        200..=299 => coded().unwrap_or(ErrorKind::Server),
        401 => coded().unwrap_or(ErrorKind::Authentication),
        403 | 410 => coded().unwrap_or(ErrorKind::Permission),
        404 => coded().unwrap_or(ErrorKind::NotFound),
        400..=499 => coded().unwrap_or(ErrorKind::InvalidRequest),
        _ => ErrorKind::Server,
    }
}

/// Characters of the service's words that stand in a message; `errors` has more of them.
const LONGEST_WORDS: usize = 500;

/// Characters of a redirect's target that are repeated.
const LONGEST_TARGET: usize = 200;

fn message(answer: &Answered, errors: &[ServiceMessage]) -> String {
    let said: Vec<&str> = errors.iter().map(|e| e.message.as_str()).filter(|m| !m.is_empty()).collect();
    if !said.is_empty() {
        return shortened(&said.join("; "), LONGEST_WORDS);
    }
    let status = answer.status;
    match status {
        300..=399 => {
            let target = shortened(answer.header("location").unwrap_or("nowhere"), LONGEST_TARGET);
            format!("the answer redirects to {target:?}, and a signed request follows no redirect; check api_base")
        }
        407 => "the proxy wants a login".to_owned(),
        _ if answer.body.is_empty() => format!("HTTP {status} with an empty body"),
        _ => plain_sentence(&answer.body).map(str::to_owned).unwrap_or_else(|| match status {
            400..=499 => format!("HTTP {status} with a body that is not the service's; perhaps a proxy answered"),
            _ => format!("HTTP {status} without the service's words"),
        }),
    }
}

/// The longest body that is taken for a sentence, in bytes.
const LONGEST_SENTENCE: usize = 200;

/// A short body of plain text, as the handshake's refusals are (seen); never a page, and never JSON.
fn plain_sentence(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?.trim();
    let plain = (1..=LONGEST_SENTENCE).contains(&text.len()) && !text.starts_with(['<', '{', '[', '"']);
    (plain && text.contains(' ') && !text.chars().any(char::is_control)).then_some(text)
}

/// When the limit ends, on the caller's clock. The header can be absent, past or absurd (seen).
fn reset(answer: &Answered, now: Timestamp) -> Timestamp {
    // The service tells its reset by its own clock, which the same answer's `Date` tells too.
    let told_at = answer.date().unwrap_or(now);
    let wait = answer.rate_limit_reset().map_or(WINDOW, |reset| reset.since(told_at));
    now.saturating_add(wait.clamp(RESET_RANGE.0, RESET_RANGE.1))
}
