//! Percent encoding, RFC 5849 section 3.6.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes everything but the unreserved characters of RFC 3986 (`A–Z a–z 0–9 - . _ ~`), a space as
/// `%20`, hexadecimal digits in upper case.
///
/// ```
/// assert_eq!(twitter_feedback_sandbox::oauth::encode("a b*~"), "a%20b%2A~");
/// ```
#[must_use]
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn only_the_unreserved_characters_stay() {
        assert_eq!(encode("Ladies + Gentlemen"), "Ladies%20%2B%20Gentlemen");
        assert_eq!(encode("*'()!"), "%2A%27%28%29%21");
        assert_eq!(encode("-._~09azAZ"), "-._~09azAZ");
        assert_eq!(encode("☃"), "%E2%98%83");
    }
}
