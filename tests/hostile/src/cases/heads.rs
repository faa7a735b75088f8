//! Heads that no answer should have.

use super::{Cases, GOOD, JSON, KIB, MIB};
use crate::answer::{Answer, Then};

const MILLION: u64 = 1_000_000;

pub(super) fn cases() -> Cases {
    let open = || Answer::open_head("200 OK", JSON);
    let length = GOOD.len();
    let end = || format!("content-length: {length}\r\n\r\n{GOOD}");
    let with = |headers: &str| Answer::http("200 OK", &format!("{JSON}{headers}"), GOOD);
    let raw = |head: &[u8]| Answer::of([head, end().as_bytes()].concat());
    vec![
        ("headers-90", with(&"set-cookie: a=b; Path=/\r\n".repeat(90))),
        ("headers-101", with(&"x: y\r\n".repeat(101))),
        ("headers-million", open().times("x: y\r\n", MILLION).and(end())),
        ("headers-endless", open().endlessly("x-flood: yes\r\n")),
        ("set-cookies-million", open().times("set-cookie: a=b; Path=/\r\n", MILLION).and(end())),
        ("header-of-300-kib", open().and("x-long: ").times("x", 300 * KIB).and("\r\n").and(end()).then(Then::Keep)),
        ("header-of-64-mib", open().and("x-long: ").times("x", 64 * MIB).and("\r\n").and(end())),
        ("header-endless", open().and("x-long: ").endlessly("x")),
        ("header-name-of-64-mib", open().times("x", 64 * MIB).and(": y\r\n").and(end())),
        ("header-with-control-characters", raw(b"HTTP/1.1 200 OK\r\nx-odd: \x1b[31m\x07\r\n")),
        ("header-with-nul", raw(b"HTTP/1.1 200 OK\r\nx-odd: a\0b\r\n")),
        ("header-in-latin-1", raw(b"HTTP/1.1 200 OK\r\nx-odd: caf\xe9\r\n").then(Then::Keep)),
        ("header-without-a-colon", raw(b"HTTP/1.1 200 OK\r\nnothing here\r\n")),
        ("header-name-with-a-space", raw(b"HTTP/1.1 200 OK\r\nx odd: y\r\n")),
        ("header-on-two-lines", raw(b"HTTP/1.1 200 OK\r\nx-odd: a\r\n b\r\n")),
        (
            "lines-end-in-lf-alone",
            Answer::of(format!("HTTP/1.1 200 OK\ncontent-length: {length}\n\n{GOOD}").into_bytes()),
        ),
        (
            "lines-end-in-cr-alone",
            Answer::of(format!("HTTP/1.1 200 OK\rcontent-length: {length}\r\r{GOOD}").into_bytes()),
        ),
        ("empty-lines-before-the-status", raw(b"\r\n\r\nHTTP/1.1 200 OK\r\n")),
        ("empty-lines-endless", Answer::nothing().endlessly("\r\n")),
        ("reason-of-64-mib", Answer::of(&b"HTTP/1.1 200 "[..]).times("x", 64 * MIB).and("\r\n").and(end())),
        ("reason-endless", Answer::of(&b"HTTP/1.1 200 "[..]).endlessly("x")),
        ("reason-with-control-characters", raw(b"HTTP/1.1 200 \x1b[31m\x07\r\n")),
        ("reason-missing", raw(b"HTTP/1.1 200\r\n").then(Then::Keep)),
        ("continue-once", continued("HTTP/1.1 100 Continue\r\n\r\n", 1)),
        ("early-hints-once", continued("HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n", 1)),
        ("continue-endless", Answer::nothing().endlessly("HTTP/1.1 100 Continue\r\n\r\n")),
        (
            "early-hints-endless",
            Answer::nothing().endlessly("HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n"),
        ),
        ("continue-ten-thousand", continued("HTTP/1.1 100 Continue\r\n\r\n", 10_000)),
        ("continue-and-silence", Answer::of(&b"HTTP/1.1 100 Continue\r\n\r\n"[..]).then(Then::Wait)),
        ("continue-and-close", Answer::of(&b"HTTP/1.1 100 Continue\r\n\r\n"[..])),
        ("two-answers", with("").and(end_of_another()).then(Then::Keep)),
        ("http-1-0", Answer::of(format!("HTTP/1.0 200 OK\r\n\r\n{GOOD}").into_bytes())),
    ]
}

fn continued(interim: &'static str, times: u64) -> Answer {
    let mut answer = Answer::nothing().times(interim, times);
    answer.parts.extend(Answer::http("200 OK", JSON, GOOD).parts);
    answer.then(Then::Keep)
}

/// An answer that nobody asked for, right behind one that somebody did.
fn end_of_another() -> String {
    let other = GOOD.replace("\"1\"", "\"666\"");
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{other}", other.len())
}
