//! Statuses, known and impossible.

use super::{Cases, GOOD, HTML, JSON, KIB};
use crate::answer::{Answer, Then};

pub(super) fn cases() -> Cases {
    let with = |status: &str| Answer::http(status, JSON, GOOD);
    let to = |target: &str| Answer::http("302 Found", &format!("{HTML}location: {target}\r\n"), "moved");
    vec![
        ("status-000", with("000 Nothing")),
        ("status-099", with("099 Nothing")),
        ("status-99", with("99 Nothing")),
        ("status-1000", with("1000 Much")),
        ("status-600", with("600 Later")),
        ("status-999", with("999 Request denied")),
        ("status-negative", with("-200 OK")),
        ("status-with-letters", with("2OO OK")),
        (
            "status-missing",
            Answer::of(format!("HTTP/1.1\r\ncontent-length: {}\r\n\r\n{GOOD}", GOOD.len()).into_bytes()),
        ),
        (
            "switching-protocols",
            Answer::head("101 Switching Protocols", "upgrade: websocket\r\nconnection: upgrade\r\n").then(Then::Wait),
        ),
        (
            "switching-protocols-and-a-flood",
            Answer::head("101 Switching Protocols", "upgrade: websocket\r\nconnection: upgrade\r\n").endlessly("x"),
        ),
        ("no-content", Answer::head("204 No Content", "").then(Then::Keep)),
        ("no-content-with-a-body", with("204 No Content").then(Then::Close)),
        ("reset-content", Answer::http("205 Reset Content", "", "")),
        ("partial-content", Answer::http("206 Partial Content", "content-range: bytes 0-9/100\r\n", "{\"id\":\"1\",")),
        ("not-modified", Answer::head("304 Not Modified", "").then(Then::Keep)),
        ("teapot", Answer::http("418 I'm a teapot", HTML, "short and stout")),
        ("proxy-wants-a-login", Answer::http("407 Proxy Authentication Required", "proxy-authenticate: Basic\r\n", "")),
        ("request-timeout", Answer::http("408 Request Timeout", "connection: close\r\n", "").then(Then::Close)),
        ("conflict", Answer::http("409 Conflict", "", "")),
        ("too-early", Answer::http("425 Too Early", "", "")),
        ("slow-down-without-a-word", Answer::http("429 Too Many Requests", "", "")),
        (
            "slow-down-for-ever",
            Answer::http("420 Enhance Your Calm", "x-rate-limit-reset: 9223372036854775807\r\nretry-after: -1\r\n", ""),
        ),
        ("redirect-to-another-host", to("http://127.0.0.2:9/1.1/feedback/show/1.json")),
        ("redirect-to-itself", to("/redirect-to-itself/1.1/feedback/show/1.json")),
        ("redirect-to-a-script", to("javascript:alert(document.cookie)")),
        ("redirect-to-a-file", to("file:///etc/passwd")),
        ("redirect-for-good", Answer::http("308 Permanent Redirect", "location: /redirect-caught\r\n", "")),
        ("redirect-that-repeats-a-post", Answer::http("307 Temporary Redirect", "location: /redirect-caught\r\n", "")),
        ("redirect-to-nowhere", Answer::http("301 Moved Permanently", "", "")),
        (
            "redirect-of-300-kib",
            Answer::open_head("302 Found", "location: /")
                .times("x", 300 * KIB)
                .and("\r\ncontent-length: 0\r\n\r\n")
                .then(Then::Keep),
        ),
    ]
}
