//! Compressed, which nobody asked for.

use super::{Cases, GOOD, JSON};
use crate::answer::{Answer, Then};
use crate::deflated::{self, END, GZIP_HEAD, GZIP_TAIL, PIECES, ZLIB_HEAD, ZLIB_TAIL};

pub(super) fn cases() -> Cases {
    let gzipped = deflated::stored(GOOD.as_bytes());
    let labelled = |coding: &str| format!("{JSON}content-encoding: {coding}\r\n");
    let bomb = |status: &str, coding: &str| exploding(status, &labelled(coding), &GZIP_HEAD, &GZIP_TAIL);
    vec![
        ("gzip", Answer::http("200 OK", &labelled("gzip"), &gzipped)),
        ("gzip-without-a-label", Answer::http("200 OK", JSON, &gzipped)),
        ("gzip-twice", Answer::http("200 OK", &labelled("gzip, gzip"), deflated::stored(&gzipped))),
        ("gzip-cut-off", Answer::http("200 OK", &labelled("gzip"), gzipped.get(..20).unwrap_or_default())),
        ("gzip-bomb", bomb("200 OK", "gzip")),
        ("gzip-bomb-in-a-refusal", bomb("403 Forbidden", "gzip")),
        ("gzip-bomb-labelled-x-gzip", bomb("200 OK", "x-gzip")),
        ("deflate-bomb", exploding("200 OK", &labelled("deflate"), &ZLIB_HEAD, &ZLIB_TAIL)),
        ("bomb-labelled-br", bomb("200 OK", "br")),
        ("bomb-labelled-zstd", bomb("200 OK", "zstd")),
        ("label-with-control-characters", Answer::http("200 OK", &labelled("caf\u{e9}\u{202e}gz"), &gzipped)),
        ("label-of-300-kib", Answer::http("200 OK", &labelled(&"x".repeat(300 * 1024)), &gzipped)),
        ("gzip-label-on-plain-json", Answer::http("200 OK", &labelled("gzip"), GOOD)),
        ("identity-label", Answer::http("200 OK", &labelled("identity"), GOOD)),
        ("gzip-label-on-nothing", Answer::http("200 OK", &labelled("gzip"), "")),
        (
            "gzip-in-transfer",
            Answer::head("200 OK", &format!("{JSON}transfer-encoding: gzip, chunked\r\n"))
                .and(format!("{:x}\r\n", gzipped.len()))
                .and(gzipped)
                .and("\r\n0\r\n\r\n")
                .then(Then::Keep),
        ),
    ]
}

/// About a MiB that inflates to a GiB of spaces.
fn exploding(status: &str, headers: &str, head: &'static [u8], tail: &'static [u8]) -> Answer {
    let piece = deflated::piece();
    let size = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(0);
    let length = size(head) + size(&piece) * PIECES + size(&END) + size(tail);
    Answer::announced(status, headers, length)
        .and(head.to_vec())
        .times(piece, PIECES)
        .and(END.to_vec())
        .and(tail.to_vec())
        .then(Then::Keep)
}
