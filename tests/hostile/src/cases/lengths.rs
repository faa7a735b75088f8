//! Lengths that are not those of the body.

use super::{Cases, GOOD, JSON};
use crate::answer::{Answer, Then};

pub(super) fn cases() -> Cases {
    let length = u64::try_from(GOOD.len()).unwrap_or(0);
    let says = |length: &str| Answer::head("200 OK", &format!("{JSON}content-length: {length}\r\n")).and(GOOD);
    let twice = |first: u64, second: u64| says(&format!("{first}\r\ncontent-length: {second}"));
    vec![
        ("length-too-long", Answer::announced("200 OK", JSON, length + 10).and(GOOD)),
        ("length-too-long-and-silence", Answer::announced("200 OK", JSON, length + 10).and(GOOD).then(Then::Wait)),
        ("length-too-long-in-a-refusal", Answer::announced("403 Forbidden", JSON, length + 10).and(GOOD)),
        ("length-too-short", Answer::announced("200 OK", JSON, length - 10).and(GOOD)),
        ("length-zero-before-a-body", Answer::announced("200 OK", JSON, 0).and(GOOD)),
        ("length-negative", says("-1")),
        ("length-with-a-sign", says(&format!("+{length}"))),
        ("length-not-a-number", says("many")),
        ("length-hexadecimal", says(&format!("0x{length:x}"))),
        ("length-with-a-fraction", says(&format!("{length}.0"))),
        ("length-empty", says("")),
        ("length-2-to-the-63", says("9223372036854775808")),
        ("length-one-below-2-to-the-64", says("18446744073709551615")),
        ("length-2-to-the-64", says("18446744073709551616")),
        ("length-of-a-thousand-digits", says(&"9".repeat(1000))),
        ("lengths-that-differ", twice(length, length + 1)),
        ("lengths-that-agree", twice(length, length).then(Then::Keep)),
        ("lengths-in-a-list-that-differ", says(&format!("{length}, {}", length + 1))),
        ("length-and-chunks", length_and_chunks(length)),
        ("length-and-chunks-that-differ", length_and_chunks(3)),
        ("body-broken-off", Answer::announced("200 OK", JSON, length).and("{\"id\":").then(Then::Reset)),
        ("refusal-broken-off", Answer::announced("403 Forbidden", JSON, length).and("{\"err").then(Then::Reset)),
        ("body-until-close", Answer::head("200 OK", JSON).and(GOOD)),
    ]
}

fn length_and_chunks(length: u64) -> Answer {
    Answer::announced("200 OK", &format!("{JSON}transfer-encoding: chunked\r\n"), length)
        .and(format!("{:x}\r\n{GOOD}\r\n0\r\n\r\n", GOOD.len()))
}
