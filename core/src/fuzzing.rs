//! What fuzzing looks at and no user does; there is nothing of it without `--cfg fuzzing`.

use crate::model::{EventPage, FeedbackError, Timestamp};
use crate::oauth::{Encoding, Handshake, Keys, SigningRequest, authorize, encode};

/// A page read in one pass, where that is possible, and the same page read event by event.
pub fn page_both_ways(text: &str) -> (Option<EventPage>, Result<EventPage, FeedbackError>) {
    EventPage::both_ways(text)
}

/// Four keys: the app's, its secret, the token, its secret.
pub type FourKeys<'a> = [&'a str; 4];

/// What goes out for a call with these parameters: the `Authorization` header, and the encoded parameters.
///
/// # Errors
/// `internal` when the system has no random numbers.
pub fn signed(
    [key, secret, token, token_secret]: FourKeys<'_>,
    method: &str,
    uri: &str,
    params: &[(&str, String)],
    timestamp: Timestamp,
) -> Result<(String, String), FeedbackError> {
    let keys = Keys::of_app(key, secret).with_token(token, token_secret);
    let request = SigningRequest { method, uri, params, timestamp, handshake: Handshake::None };
    Ok((authorize(keys, &request)?, encode(uri, params, Encoding::Form)))
}
