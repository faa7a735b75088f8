//! Bodies that are not JSON at all.

use super::{Cases, GOOD, HTML, JSON};
use crate::answer::{Answer, Then};

const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Sign in to the hotel's network</title></head></html>\n";

pub(super) fn cases() -> Cases {
    let plain = "content-type: text/plain\r\n";
    let bytes = |body: Vec<u8>| Answer::http("200 OK", JSON, body);
    let utf_16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once('\u{feff}').chain(GOOD.chars()).collect::<String>();
        units.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    vec![
        ("html-200", Answer::http("200 OK", HTML, PAGE)),
        ("html-403", Answer::http("403 Forbidden", HTML, PAGE)),
        ("html-502", Answer::http("502 Bad Gateway", HTML, PAGE)),
        ("plain-text-200", Answer::http("200 OK", plain, "It works!")),
        ("plain-text-401", Answer::http("401 Unauthorized", plain, "Failed to validate oauth signature and token")),
        ("plain-text-500", Answer::http("500 Internal Server Error", plain, "panic: \x1b[31mnil\x1b[0m\r\n\0\u{202e}")),
        ("empty-200", Answer::http("200 OK", JSON, "")),
        ("empty-401", Answer::http("401 Unauthorized", "", "")),
        ("empty-500", Answer::http("500 Internal Server Error", "", "")),
        ("white-space", Answer::http("200 OK", JSON, " \r\n\t ")),
        ("good-labelled-html", Answer::http("200 OK", HTML, GOOD)),
        ("good-labelled-utf-16", Answer::http("200 OK", "content-type: application/json; charset=utf-16\r\n", GOOD)),
        ("good-without-a-label", Answer::http("200 OK", "", GOOD)),
        ("byte-order-mark", bytes([b"\xef\xbb\xbf", GOOD.as_bytes()].concat())),
        ("byte-order-mark-twice", bytes([b"\xef\xbb\xbf\xef\xbb\xbf", GOOD.as_bytes()].concat())),
        ("byte-order-mark-alone", bytes(b"\xef\xbb\xbf".to_vec())),
        ("utf-16-little", bytes(utf_16(true))),
        ("utf-16-big", bytes(utf_16(false))),
        ("latin-1", bytes(text_of(b"caf\xe9"))),
        ("bytes-that-are-no-text", bytes(vec![0xff; 10_000])),
        ("nul-bytes", bytes(vec![0; 10_000])),
        ("nul-in-a-text", bytes(text_of(b"a\0b"))),
        ("nul-after-the-json", bytes([GOOD.as_bytes(), &[0; 100]].concat())),
        ("control-characters-in-a-text", bytes(text_of(b"\x1b[31m\r\n"))),
        ("html-after-the-json", bytes([GOOD, PAGE].concat().into_bytes())),
        ("json-twice", bytes([GOOD, GOOD].concat().into_bytes())),
        ("json-cut-off", bytes(GOOD.as_bytes().get(..GOOD.len() - 1).unwrap_or_default().to_vec())),
        ("script", Answer::http("200 OK", "content-type: text/javascript\r\n", format!(")]}}',\n{GOOD}"))),
        ("echo-200", echoed("200 OK")),
        ("echo-403", echoed("403 Forbidden")),
    ]
}

/// A good answer with these bytes as a text; both members stand for the same field in different operations.
fn text_of(bytes: &[u8]) -> Vec<u8> {
    let start = GOOD.strip_suffix('}').unwrap_or(GOOD).as_bytes();
    [start, b",\"external_id\":\"", bytes, b"\",\"name\":\"", bytes, b"\"}"].concat()
}

/// The request's own words, its signature and keys among them.
fn echoed(status: &str) -> Answer {
    Answer::head(status, "content-type: text/plain\r\n").request().then(Then::Close)
}
