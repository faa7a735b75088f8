use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::shortened::shortened;
use super::tolerant::Object;
use super::{ErrorKind, FeedbackError, surrogates};

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How long a text may become by replacing, in bytes: each byte can become three.
const LONGEST_REPLACED: usize = 16 * 1024 * 1024;

/// Characters of a path that are kept: keys can be as long as an answer.
const LONGEST_PATH: usize = 200;

/// Characters of a reason that are kept: reasons repeat values.
const LONGEST_REASON: usize = 300;

/// A body as text, without a byte order mark; bytes that are no UTF-8 are replaced rather than refused.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    // Asking first is several times as fast as replacing where there is nothing to replace.
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    std::str::from_utf8(body).map_or_else(|_| Cow::Owned(replaced(body)), Cow::Borrowed)
}

/// The same where something is replaced, cut off where it grows too long: nobody can read it then.
fn replaced(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len().min(LONGEST_REPLACED));
    for chunk in body.utf8_chunks() {
        if text.len() + chunk.valid().len() > LONGEST_REPLACED {
            break;
        }
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}

/// Reads one JSON object; lone surrogates are replaced where they are all that stands in the way.
///
/// # Errors
/// `decode`, with the path that failed and the start of the text.
pub(crate) fn read<T: DeserializeOwned>(json: &str, what: &str) -> Result<T, FeedbackError> {
    // The plain reader first: naming the path costs time that only a failure is worth.
    if let Ok(Object(value)) = serde_json::from_str(json) {
        return Ok(value);
    }
    if let Some(repaired) = surrogates::repair(json)
        && let Ok(Object(value)) = serde_json::from_str(&repaired)
    {
        return Ok(value);
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let error = match serde_path_to_error::deserialize::<_, Object<T>>(&mut deserializer) {
        Err(error) => decode_error(what, &error.path().to_string(), error.inner(), json.as_bytes()),
        // The value was fine, so something stands behind it.
        Ok(_) => decode_error(what, ".", &"characters after the JSON value", json.as_bytes()),
    };
    Err(error)
}

/// A `decode` error that names where reading stopped.
pub(crate) fn decode_error(what: &str, path: &str, why: &dyn std::fmt::Display, body: &[u8]) -> FeedbackError {
    let (path, why) = (shortened(path, LONGEST_PATH), shortened(why, LONGEST_REASON));
    FeedbackError::new(ErrorKind::Decode, format!("{what} could not be read at `{path}`: {why}"))
        .with_json_path(path)
        .with_body(body)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_REPLACED, text};

    #[test]
    fn bytes_that_are_no_utf_8_are_replaced_as_everywhere_else() {
        for body in
            [&b"caf\xe9"[..], b"\xff", b"\xf0\x9f\x98", b"a\xf0\x9f\x98z\xc3\xa9\xed\xa0\x80", b"\xef\xbb\xbf\xff"]
        {
            let unmarked = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
            assert_eq!(text(body), String::from_utf8_lossy(unmarked));
        }
    }

    #[test]
    fn replacing_makes_no_text_much_longer_than_the_longest_answer() {
        let long = text(&vec![0xff; LONGEST_REPLACED]).len();
        assert!((LONGEST_REPLACED..LONGEST_REPLACED + 4).contains(&long), "{long}");
    }
}
