//! JSON of other shapes than the service's.

use super::{Cases, GOOD, GOOD_SO_FAR, JSON, MIB, body_of};
use crate::answer::Answer;

pub(super) fn cases() -> Cases {
    let ok = |body: String| Answer::http("200 OK", JSON, body);
    let more = |members: &str| ok(format!("{GOOD_SO_FAR},{members}}}"));
    let everywhere = |value: &str| {
        let source = format!("{{\"source\":{{\"can_dm\":{value}}}}}");
        ok(format!("{{\"id\":{value},\"id_str\":{value},\"events\":{value},\"relationship\":{source}}}"))
    };
    vec![
        ("good", ok(GOOD.to_owned())),
        ("json-null", ok("null".to_owned())),
        ("json-true", ok("true".to_owned())),
        ("json-text", ok("\"text\"".to_owned())),
        ("json-number", ok("42".to_owned())),
        ("json-not-a-number", ok("NaN".to_owned())),
        ("json-empty-object", ok("{}".to_owned())),
        ("json-empty-list", ok("[]".to_owned())),
        ("json-list-of-one-text", ok("[\"77\"]".to_owned())),
        ("json-list-of-lists", ok("[[[true],null]]".to_owned())),
        ("json-list-of-a-good-answer", ok(format!("[{GOOD}]"))),
        ("json-keys-twice", ok(format!("{GOOD_SO_FAR},{}", GOOD.trim_start_matches('{')))),
        ("json-unknown-keys-twice", more("\"later\":1,\"later\":2")),
        ("json-with-comments", ok(format!("/* fine */ {GOOD}"))),
        ("json-with-a-last-comma", ok(format!("{GOOD_SO_FAR},}}"))),
        ("json-in-single-quotes", ok(GOOD.replace('"', "'"))),
        ("numbers-too-large", everywhere("1e999999")),
        ("numbers-too-large-in-unknown-fields", more("\"later\":1e999999,\"lower\":-1e999999")),
        ("number-of-a-million-digits", million_digits()),
        ("id-past-2-to-the-53", ok(GOOD.replace("\"1\"", "9007199254740993"))),
        ("id-past-2-to-the-64", ok(GOOD.replace("\"1\"", "36893488147419103232"))),
        ("ids-true", everywhere("true")),
        ("ids-null", everywhere("null")),
        ("ids-empty", ok(GOOD.replace("\"1\"", "\"\"").replace("true", "\"\"").replace("[]", "\"\""))),
        ("times-of-no-calendar", more("\"created_at\":\"Tue Foo 99 99:99:99 +9999 9999\"")),
        ("scores-beyond-all", more("\"response\":{\"score\":{\"value\":99999999999999999999}}")),
        ("lone-surrogates", more("\"external_id\":\"\\ud800\",\"name\":\"\\udc00\\ud800\"")),
        ("mib-of-text-in-the-wrong-place", misplaced("\"test\":")),
        ("mib-of-text-in-the-response", misplaced("\"response\":")),
        ("mib-of-key-before-an-error", body_of("200 OK", "{\"", "\\u001b", MIB / 6, "\":nothing}")),
        ("mib-of-key-in-the-response", body_of("200 OK", &wrapped("{\"score\":{\""), "k", MIB, "\":nothing}}}")),
    ]
}

fn wrapped(response: &str) -> String {
    format!("{GOOD_SO_FAR},\"response\":{response}")
}

/// Control characters, escaped, where something else belongs, for each operation.
fn misplaced(member: &str) -> Answer {
    let start = format!("{{\"id\":\"1\",{member}\"");
    body_of("200 OK", &start, "\\u001b[31m", MIB / 10, "\"}")
}

fn million_digits() -> Answer {
    body_of("200 OK", "{\"id\":", "1", 1_000_000, "}")
}
