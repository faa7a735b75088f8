//! Numbers as the service writes them.

/// A number of ASCII digits alone: no sign, no space.
pub(crate) fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
