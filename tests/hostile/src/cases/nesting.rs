//! Deeper than anybody nests.

use super::{Cases, GOOD, GOOD_SO_FAR, JSON};
use crate::answer::Answer;

const DEEP: usize = 100_000;

pub(super) fn cases() -> Cases {
    let arrays = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let objects = format!("{}1{}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP));
    let ok = |body: String| Answer::http("200 OK", JSON, body);
    vec![
        ("nested-arrays", ok(arrays.clone())),
        ("nested-objects", ok(objects.clone())),
        ("nested-arrays-never-closed", ok("[".repeat(DEEP))),
        ("nested-objects-never-closed", ok("{\"a\":".repeat(DEEP))),
        ("nested-in-an-unknown-field", ok(format!("{GOOD_SO_FAR},\"later\":{arrays}}}"))),
        (
            "nested-in-the-id",
            ok(GOOD.replacen("\"1\"", &arrays, 2).replacen("[]", &arrays, 1).replacen("true", &arrays, 1)),
        ),
        ("nested-in-the-response", ok(format!("{GOOD_SO_FAR},\"response\":{{\"score\":{objects}}}}}"))),
        ("nested-in-events", ok(format!("{{\"events\":{arrays}}}"))),
        (
            "nested-in-an-event",
            ok(format!(
                "{{\"events\":[{{\"event_type\":\"feedback.updated\",\"feedback\":{{\"id\":\"1\",\"later\":{objects}}}}}]}}"
            )),
        ),
        ("nested-in-errors", ok(format!("{{\"errors\":{arrays}}}"))),
        ("nested-in-errors-403", Answer::http("403 Forbidden", JSON, format!("{{\"errors\":{objects}}}"))),
    ]
}
