//! Chunks that no server should write.

use super::{Cases, GOOD, JSON, MIB};
use crate::answer::{Answer, Then};

const MILLION: u64 = 1_000_000;

pub(super) fn cases() -> Cases {
    let chunked = || Answer::head("200 OK", &format!("{JSON}transfer-encoding: chunked\r\n"));
    let good = || format!("{:x}\r\n{GOOD}\r\n", GOOD.len());
    let last = "0\r\n\r\n";
    let sized = |size: &str| chunked().and(format!("{size}\r\n{GOOD}\r\n{last}"));
    let coded = |coding: &str| Answer::head("200 OK", &format!("{JSON}transfer-encoding: {coding}\r\n"));
    vec![
        ("chunks-in-order", chunked().and(good()).and(last).then(Then::Keep)),
        ("chunks-cut-off", chunked().and(good())),
        ("chunks-cut-off-in-a-chunk", chunked().and("ff\r\n{\"id\":")),
        ("chunks-cut-off-in-a-refusal", refused("ff\r\n<html>")),
        ("chunks-broken-off", chunked().and(good()).then(Then::Reset)),
        ("chunks-without-an-end", chunked().and(good()).then(Then::Wait)),
        ("chunk-size-not-a-number", sized("many")),
        ("chunk-size-negative", sized("-1")),
        ("chunk-size-empty", sized("")),
        ("chunk-size-2-to-the-64", sized("10000000000000000")),
        ("chunk-size-one-below-2-to-the-64", sized("ffffffffffffffff")),
        ("chunk-size-of-a-mib", chunked().times("0", MIB).and(good()).and(last)),
        ("chunk-size-too-small", sized("5")),
        ("chunk-too-long-for-its-size", chunked().and(format!("1\r\n{GOOD}\r\n{last}"))),
        ("chunk-without-its-line-end", chunked().and(format!("{:x}\r\n{GOOD}{last}", GOOD.len()))),
        ("chunks-end-in-lf-alone", chunked().and(format!("{:x}\n{GOOD}\n0\n\n", GOOD.len()))),
        ("chunk-extension-endless", chunked().and("1;").endlessly("x")),
        ("chunk-extensions-million", chunked().times("1;name=value\r\n \r\n", MILLION).and(good()).and(last)),
        ("chunks-million-tiny", chunked().times("1\r\n \r\n", MILLION).and(good()).and(last)),
        ("chunks-endless-tiny", chunked().endlessly("1\r\n \r\n")),
        ("refusal-of-endless-tiny-chunks", refused("").endlessly("1\r\nx\r\n")),
        ("trailers-a-few", chunked().and(good()).and("0\r\nx-trailer: yes\r\n\r\n").then(Then::Keep)),
        ("trailers-million", chunked().and(good()).and("0\r\n").times("x: y\r\n", MILLION).and("\r\n")),
        ("trailers-endless", chunked().and(good()).and("0\r\n").endlessly("x-trailer: yes\r\n")),
        ("trailer-of-64-mib", chunked().and(good()).and("0\r\nx: ").times("x", 64 * MIB).and("\r\n\r\n")),
        ("trailer-that-is-no-header", chunked().and(good()).and("0\r\n<html>\r\n\r\n")),
        ("chunked-twice", coded("chunked, chunked").and(good()).and(last)),
        ("chunked-misspelt", coded("xchunked").and(good()).and(last)),
        ("transfer-by-identity", coded("identity").and(GOOD)),
    ]
}

fn refused(body: &'static str) -> Answer {
    Answer::head("403 Forbidden", "transfer-encoding: chunked\r\n").and(body)
}
