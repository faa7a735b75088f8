//! More than anybody asked for.

use super::{Cases, GOOD_SO_FAR, HTML, JSON, MIB, body_of, good_with};
use crate::answer::{Answer, Then};

const LARGE: u64 = 64 * MIB;

pub(super) fn cases() -> Cases {
    let pad = |answer: Answer| answer.and(format!("{GOOD_SO_FAR},\"pad\":\""));
    let chunked = format!("{JSON}transfer-encoding: chunked\r\n");
    vec![
        ("body-64-mib-announced", pad(Answer::announced("200 OK", JSON, LARGE)).times("x", LARGE)),
        ("body-64-mib-until-close", pad(Answer::head("200 OK", JSON)).times("x", LARGE).and("\"}")),
        (
            "body-64-mib-chunked",
            Answer::head("200 OK", &chunked).times(one_chunk(), LARGE / MIB).and("0\r\n\r\n").then(Then::Keep),
        ),
        ("body-endless", pad(Answer::head("200 OK", JSON)).endlessly("x")),
        ("body-endless-chunked", Answer::head("200 OK", &chunked).endlessly(one_chunk())),
        ("body-endless-white-space", Answer::head("200 OK", JSON).endlessly(" ")),
        ("body-8-mib", good_with("\"", "x", 8 * MIB, "\"")),
        ("body-4-mib-not-utf-8", not_utf_8(4 * MIB)),
        ("body-8-mib-not-utf-8", not_utf_8(8 * MIB)),
        ("refusal-64-mib-announced", Answer::announced("403 Forbidden", HTML, LARGE).times("x", LARGE)),
        ("refusal-endless", Answer::head("401 Unauthorized", HTML).endlessly("x")),
        ("failure-endless", Answer::head("503 Service Unavailable", HTML).endlessly("x")),
        ("redirect-endless", Answer::head("302 Found", "location: /\r\n").endlessly("x")),
        ("not-found-15-mib-of-zeros", body_of("404 Not Found", "[", "0,", 15 * MIB / 2, "0]")),
        ("zeros-15-mib", body_of("200 OK", "[", "0,", 15 * MIB / 2, "0]")),
        ("errors-4-mib-of-zeros", body_of("200 OK", "{\"errors\":[", "0,", 2 * MIB, "0]}")),
    ]
}

fn one_chunk() -> String {
    format!("{MIB:x}\r\n{}\r\n", " ".repeat(1 << 20))
}

/// Each byte of its text is replaced by three.
fn not_utf_8(bytes: u64) -> Answer {
    let before = format!("{GOOD_SO_FAR},\"more\":\"").into_bytes();
    let length = u64::try_from(before.len()).unwrap_or(0) + bytes + 2;
    Answer::announced("200 OK", JSON, length).and(before).times(vec![0xff], bytes).and("\"}").then(Then::Keep)
}
