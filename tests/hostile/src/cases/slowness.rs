//! One byte each second, or none: the client's own patience has to end this.

use super::{Cases, GOOD, HTML, JSON};
use crate::answer::{Answer, Then};

pub(super) fn cases() -> Cases {
    let whole = || format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{GOOD}", GOOD.len());
    let length = u64::try_from(GOOD.len()).unwrap_or(0);
    vec![
        ("slow-status-line", Answer::nothing().slowly(whole())),
        ("slow-headers", Answer::open_head("200 OK", JSON).slowly("x-slow: yes\r\n".repeat(100))),
        ("slow-body", Answer::announced("200 OK", JSON, length).slowly(GOOD)),
        ("slow-body-until-close", Answer::head("200 OK", JSON).slowly(GOOD)),
        (
            "slow-chunks",
            Answer::head("200 OK", &format!("{JSON}transfer-encoding: chunked\r\n")).slowly("1\r\n \r\n".repeat(100)),
        ),
        ("slow-empty-lines", Answer::nothing().slowly("\r\n".repeat(100))),
        ("slow-continue", Answer::nothing().slowly("HTTP/1.1 100 Continue\r\n\r\n".repeat(10))),
        ("slow-refusal", Answer::announced("403 Forbidden", HTML, length).slowly(GOOD)),
        ("slow-failure", Answer::announced("500 Internal Server Error", HTML, length).slowly(GOOD)),
        ("silence", Answer::nothing().then(Then::Wait)),
        ("silence-after-half-a-status-line", Answer::of(&b"HTTP/1.1 2"[..]).then(Then::Wait)),
        ("silence-after-the-status-line", Answer::open_head("200 OK", "").then(Then::Wait)),
        ("silence-instead-of-a-body", Answer::announced("200 OK", JSON, length).then(Then::Wait)),
        ("silence-in-the-body", Answer::announced("200 OK", JSON, length).and("{\"id\":").then(Then::Wait)),
        ("silence-after-the-body", Answer::head("200 OK", JSON).and(GOOD).then(Then::Wait)),
        (
            "silence-in-a-chunk",
            Answer::head("200 OK", &format!("{JSON}transfer-encoding: chunked\r\n")).and("ff\r\n{").then(Then::Wait),
        ),
        ("silence-in-a-refusal", Answer::announced("401 Unauthorized", JSON, length).and("{").then(Then::Wait)),
    ]
}
