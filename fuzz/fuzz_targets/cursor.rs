//! Cursors: how core reads them, and that following the sandbox's leads through every event once.
//!
//! The first line is the JSON of a cursor, the second one as a client sends it; what follows makes up events.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use twitter_feedback::{EventPage, Timestamp};
use twitter_feedback_sandbox::fuzzing::{Pages, Walks};

fuzz_target!(|data: &[u8]| {
    let mut lines = data.splitn(3, |byte| *byte == b'\n').map(String::from_utf8_lossy);
    let mut line = || lines.next().unwrap_or_default().into_owned();
    check_json(&line());
    check_walk(&line(), line().as_bytes());
});

/// Text and whole numbers are cursors, nothing and empty text end the listing, and all else is refused.
fn check_json(json: &str) {
    let page = EventPage::from_body(format!("{{\"events\":[],\"next_cursor\":{json}}}"));
    let Ok(value) = serde_json::from_str::<Value>(json) else { return };
    let expected = match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        _ => Err(()),
    };
    assert_eq!(page.map(|page| page.next_cursor).map_err(drop), expected);
}

const SENDER: u64 = 7;

/// Up to 60 events in 16 seconds, pages of up to 8, and one event that comes while they are read.
fn check_walk(cursor: &str, plan: &[u8]) {
    let [count, seed, from, to, late, times @ ..] = plan else { return };
    let times: Vec<i64> = times.iter().take(60).map(|byte| i64::from(byte % 16)).collect();
    let pages = Pages { count: usize::from(count % 8) + 1, uneven: (*seed > 0).then(|| u64::from(*seed)) };
    let (from, to) = (i64::from(*from) * 64, i64::from(*to) * 64);
    let mut walks = Walks::default();
    let mut expected = Vec::new();
    for (number, time) in times.iter().enumerate() {
        walks.insert(*time, event(number, *time));
        if (from.div_euclid(1000)..=to.div_euclid(1000)).contains(time) {
            expected.push((*time, number));
        }
    }
    expected.sort_unstable();
    let expected: Vec<String> = expected.iter().map(|(_, number)| number.to_string()).collect();

    let first = walks.first(SENDER, (from, to), pages);
    let mut body = first.clone();
    let mut found = Vec::new();
    // Pages may be empty, but not most of them.
    for round in 0..600 {
        let page = EventPage::from_body(body.clone()).expect("a page of the sandbox");
        assert!(page.unreadable.is_empty() && page.events.len() <= pages.count);
        found.extend(page.events.iter().map(|event| event.feedback.id.to_string()));
        if round == 0 {
            walks.insert(i64::from(late % 16), event(999, i64::from(late % 16)));
        }
        let Some(next) = page.next_cursor else {
            assert_eq!(found, expected, "every event of the period, once and in order");
            check_foreign(&walks, cursor, pages);
            return;
        };
        assert_eq!(walks.later(SENDER + 1, &next, pages), None, "a cursor is its sender's alone");
        body = walks.later(SENDER, &next, pages).expect("a cursor that was given out leads on");
        assert_eq!(walks.later(SENDER, &next, pages).as_ref(), Some(&body), "and again to the same page");
    }
    panic!("a listing of {} events does not end", times.len());
}

/// Only the cursors that were given out lead anywhere, and only in the very digits.
fn check_foreign(walks: &Walks, cursor: &str, pages: Pages) {
    if walks.later(SENDER, cursor, pages).is_some() {
        assert_eq!(cursor.parse::<u64>().map(|number| number.to_string()).as_deref(), Ok(cursor));
        let padded = [format!("0{cursor}"), format!("+{cursor}"), format!(" {cursor}"), format!("{cursor}\0")];
        assert!(padded.iter().all(|other| walks.later(SENDER, other, pages).is_none()));
    }
}

fn event(number: usize, time: i64) -> Vec<u8> {
    let time = Timestamp::from_millis(time * 1000).expect("a time of 1970");
    format!("{{\"event_type\":\"feedback.created\",\"created_at\":\"{time}\",\"feedback\":{{\"id\":\"{number}\"}}}}")
        .into()
}
