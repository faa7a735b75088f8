//! Small things in such numbers that they add up.

use super::{Cases, GOOD, body_of, good_with};
use crate::answer::Answer;

pub(super) fn cases() -> Cases {
    let million = 1_000_000;
    vec![
        ("events-million-empty", listed("{},", million, "{}")),
        ("events-million-null", listed("null,", million, "null")),
        ("events-hundred-thousand", listed("{\"feedback\":{\"id\":\"1\"}},", 100_000, "{\"feedback\":{\"id\":\"1\"}}")),
        ("events-thousand", listed("{\"feedback\":{\"id\":\"1\"}},", 999, "{\"feedback\":{\"id\":\"1\"}}")),
        ("events-thousand-unreadable", listed("{\"feedback\":{}},", 999, "[]")),
        ("unknown-fields-million", good_with("1,", "\"k\":0,", million, "\"k\":0")),
        ("unknown-list-million", good_with("[", "{},", million, "{}]")),
        ("white-space-million", body_of("200 OK", "", "\r\n", million, GOOD)),
        ("backslashes-million", good_with("\"", "\\\\", million, "\"")),
        ("lone-surrogates-million", good_with("\"", "\\ud800", million, "\"")),
    ]
}

/// A good answer but for its events.
fn listed(unit: &'static str, times: u64, last: &str) -> Answer {
    let before = GOOD.replace("\"events\":[],", "");
    let before = format!("{},\"events\":[", before.strip_suffix('}').unwrap_or(&before));
    body_of("200 OK", &before, unit, times, &format!("{last}]}}"))
}
