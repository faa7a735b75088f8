//! A time in either of its forms: shown and read again it is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twitter_feedback::{FeedbackEvent, Timestamp};

fuzz_target!(|text: &str| {
    check_in_json(text);
    // The service's own form begins with a weekday, and means the same without its spaces.
    if text.trim_ascii_start().starts_with(|first: char| first.is_ascii_alphabetic()) {
        let squeezed: String = text.split_ascii_whitespace().collect();
        assert_eq!(read(text), read(&squeezed), "spaces have no say");
    }
    let Some(time) = read(text) else { return };
    assert_eq!(read(&time.to_string()), Some(time));
    assert_eq!(Timestamp::from_millis(time.as_millis()).expect("a time that was read"), time);
    if let Some(text) = in_service_form(time) {
        assert_eq!(read(&text).map(Timestamp::as_seconds), Some(time.as_seconds()), "{text}");
    }
});

fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// In an event it is the same time, or an error that names it.
fn check_in_json(text: &str) {
    let quoted = serde_json::to_string(text).expect("text");
    let event = format!("{{\"created_at\":{quoted},\"feedback\":{{\"id\":1}}}}");
    match FeedbackEvent::from_json(&event) {
        Ok(event) => assert_eq!(event.created_at, read(text)),
        Err(error) => {
            assert_eq!(read(text), None);
            assert_eq!(error.json_path(), Some("created_at"));
        }
    }
}

/// `2015-12-15T17:58:20.000Z` as `Xxx Dec 15 17:58:20 +0000 2015`; years of another length have no such form.
fn in_service_form(time: Timestamp) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let shown = time.to_string();
    let (date, clock) = shown.split_once('T')?;
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let month = MONTHS[month.parse::<usize>().ok()? - 1];
    (year.len() == 4).then(|| format!("Xxx {month} {day} {} +0000 {year}", &clock[..8]))
}
