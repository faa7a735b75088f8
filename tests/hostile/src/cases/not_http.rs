//! Whatever else may listen on a port.

use super::{Cases, GOOD};
use crate::answer::{Answer, Then};

pub(super) fn cases() -> Cases {
    let rest = format!("\r\ncontent-length: {}\r\n\r\n{GOOD}", GOOD.len());
    let begins = |line: &str| Answer::of(format!("{line}{rest}").into_bytes());
    vec![
        ("closed-at-once", Answer::nothing()),
        ("broken-off-at-once", Answer::nothing().then(Then::Reset)),
        ("closed-in-the-status-line", Answer::of(&b"HTTP/1.1 20"[..])),
        ("closed-in-the-headers", Answer::of(&b"HTTP/1.1 200 OK\r\ncontent-le"[..])),
        ("broken-off-in-the-headers", Answer::of(&b"HTTP/1.1 200 OK\r\ncontent-le"[..]).then(Then::Reset)),
        ("refusal-closed-in-the-headers", Answer::of(&b"HTTP/1.1 401 Unauthorized\r\nx: "[..])),
        ("garbage", Answer::of(noise(4096))),
        ("garbage-endless", Answer::nothing().endlessly(noise(64 * 1024))),
        ("nul-bytes-endless", Answer::nothing().endlessly(vec![0])),
        ("one-letter-endless", Answer::nothing().endlessly("H")),
        ("http-0-9", Answer::of(GOOD.as_bytes())),
        ("http-2-preface", Answer::of(&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..])),
        ("http-2-settings", Answer::of(&b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64"[..]).then(Then::Wait)),
        ("http-2-status-line", begins("HTTP/2.0 200 OK")),
        ("http-1-9", begins("HTTP/1.9 200 OK")),
        ("http-in-small-letters", begins("http/1.1 200 ok")),
        ("http-with-a-tab", begins("HTTP/1.1\t200\tOK")),
        ("icy", begins("ICY 200 OK")),
        ("tls-alert", Answer::of(&b"\x15\x03\x01\0\x02\x02\x28"[..])),
        ("tls-alert-and-silence", Answer::of(&b"\x15\x03\x01\0\x02\x02\x28"[..]).then(Then::Wait)),
        ("ssh", Answer::of(&b"SSH-2.0-OpenSSH_9.6\r\n"[..]).then(Then::Wait)),
        ("smtp", Answer::of(&b"220 mail.example ESMTP\r\n"[..]).then(Then::Wait)),
        ("echo", Answer::nothing().request()),
    ]
}

/// Bytes without a pattern, the same each time; the first is no letter.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()
    };
    std::iter::once(0x80).chain(std::iter::repeat_with(next).map(|[first, ..]| first)).take(length).collect()
}
