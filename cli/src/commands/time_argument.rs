use twitter_feedback::Timestamp;

/// A time on the command line: RFC 3339, or epoch milliseconds.
pub(crate) fn parse(text: &str) -> Result<Timestamp, String> {
    if let Ok(millis) = text.parse::<i64>() {
        return Timestamp::from_millis(millis).map_err(|error| error.message().to_owned());
    }
    text.parse().map_err(|_| "must be a time like 2026-01-31T12:00:00Z, or epoch milliseconds".to_owned())
}
