//! What is answered, by the name of the case.

mod chunks;
mod codings;
mod crowds;
mod heads;
mod json;
mod lengths;
mod nesting;
mod not_http;
mod refusals;
mod sizes;
mod slowness;
mod statuses;
mod words;

use std::collections::BTreeMap;

use crate::answer::Answer;

/// Cases and their answers.
type Cases = Vec<(&'static str, Answer)>;

macro_rules! good_so_far {
    () => {
        concat!(
            r#"{"id":"1","id_str":"1","type":"nps","events":[],"next_cursor":"","#,
            r#""relationship":{"source":{"can_dm":true},"target":{"id_str":"12"}}"#
        )
    };
}

/// A body that is a good answer to every operation.
const GOOD: &str = concat!(good_so_far!(), "}");

/// The same without its last brace: more members and a brace make it whole.
const GOOD_SO_FAR: &str = good_so_far!();

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

const JSON: &str = "content-type: application/json\r\n";
const HTML: &str = "content-type: text/html; charset=utf-8\r\n";

fn lists() -> [Cases; 13] {
    [
        chunks::cases(),
        codings::cases(),
        crowds::cases(),
        heads::cases(),
        json::cases(),
        lengths::cases(),
        nesting::cases(),
        not_http::cases(),
        refusals::cases(),
        sizes::cases(),
        slowness::cases(),
        statuses::cases(),
        words::cases(),
    ]
}

/// All of them.
pub(crate) fn all() -> BTreeMap<&'static str, Answer> {
    lists().into_iter().flatten().collect()
}

/// A good answer with one more member, whose text is `before`, so many times `unit`, and `after`.
fn good_with(before: &str, unit: &'static str, times: u64, after: &str) -> Answer {
    body_of("200 OK", &format!("{GOOD_SO_FAR},\"more\":{before}"), unit, times, &format!("{after}}}"))
}

/// An answer with a body of `before`, so many times `unit`, and `after`.
fn body_of(status: &str, before: &str, unit: &'static str, times: u64, after: &str) -> Answer {
    let length = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
    let whole = length(before) + length(unit) * times + length(after);
    Answer::announced(status, JSON, whole)
        .and(before.to_owned())
        .times(unit, times)
        .and(after.to_owned())
        .then(crate::answer::Then::Keep)
}

#[cfg(test)]
mod tests {
    use super::{all, lists};

    #[test]
    fn no_two_cases_have_the_same_name_and_every_name_fits_a_path() {
        assert_eq!(all().len(), lists().iter().map(Vec::len).sum::<usize>());
        let plain = |name: &str| name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        assert!(all().keys().all(|name| plain(name)));
    }
}
