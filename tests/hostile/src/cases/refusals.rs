//! Error bodies, under whatever status.

use super::{Cases, GOOD_SO_FAR, JSON, KIB, MIB, body_of};
use crate::answer::{Answer, Then};

const SORRY: &str = r#"{"code":34,"message":"Sorry, that page does not exist."}"#;

pub(super) fn cases() -> Cases {
    let ok = |body: String| Answer::http("200 OK", JSON, body);
    let no = |body: String| Answer::http("403 Forbidden", JSON, body);
    vec![
        ("errors-200", ok(format!("{{\"errors\":[{SORRY}]}}"))),
        ("errors-object-200", ok(format!("{{\"errors\":{SORRY}}}"))),
        ("errors-texts-200", ok(r#"{"errors":["Sorry","Really"]}"#.to_owned())),
        ("errors-numbers-200", ok(r#"{"errors":[1,2,3]}"#.to_owned())),
        ("errors-empty-200", ok(r#"{"errors":[]}"#.to_owned())),
        ("errors-null-200", ok(r#"{"errors":null}"#.to_owned())),
        ("errors-with-an-unknown-code-200", ok(r#"{"errors":[{"code":-7,"message":null}]}"#.to_owned())),
        ("errors-beside-an-id-200", ok(format!("{{\"errors\":[{SORRY}],{}}}", GOOD_SO_FAR.trim_start_matches('{')))),
        ("error-text-200", ok(r#"{"error":"Sorry"}"#.to_owned())),
        ("error-number-200", ok(r#"{"error":7}"#.to_owned())),
        ("list-of-texts-200", ok(r#"["Sorry"]"#.to_owned())),
        ("text-200", ok(r#""Sorry""#.to_owned())),
        ("errors-403", no(format!("{{\"errors\":[{SORRY}]}}"))),
        ("errors-texts-403", no(r#"{"errors":["Sorry","Really"]}"#.to_owned())),
        ("errors-numbers-403", no(r#"{"errors":[1,2,3]}"#.to_owned())),
        ("errors-null-403", no(r#"{"errors":null}"#.to_owned())),
        ("error-text-403", no(r#"{"error":"Sorry"}"#.to_owned())),
        ("list-of-texts-403", no(r#"["Sorry","Really"]"#.to_owned())),
        ("errors-with-control-characters-403", no(r#"{"errors":["\u001b[31m\u0000\r\n\u0007\u009b"]}"#.to_owned())),
        (
            "errors-with-huge-codes-403",
            no(r#"{"errors":[{"code":1e999999},{"code":99999999999999999999}]}"#.to_owned()),
        ),
        ("errors-hundred-thousand-403", body_of("403 Forbidden", "{\"errors\":[", "{\"code\":34},", 100_000, "1]}")),
        ("errors-hundred-thousand-200", body_of("200 OK", "{\"errors\":[", "{\"code\":34},", 100_000, "1]}")),
        ("errors-of-a-mib-403", body_of("403 Forbidden", "{\"errors\":[\"", "\\u001b", MIB / 6, "\"]}")),
        (
            "errors-many-and-long-403",
            no(format!("{{\"errors\":[{}1]}}", format!("\"{}\",", "\\u001b\u{e9}".repeat(500)).repeat(10))),
        ),
        (
            "errors-with-an-id-of-300-kib",
            Answer::open_head("403 Forbidden", "x-transaction-id: ")
                .times("x", 300 * KIB)
                .and("\r\ncontent-length: 0\r\n\r\n")
                .then(Then::Keep),
        ),
    ]
}
