//! The body of a page: whatever stands in it, no event that can be read is lost, and its text is kept to the letter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use twitter_feedback::{EventPage, FeedbackError, FeedbackEvent, fuzzing};
use twitter_feedback_fuzz::{check_event, check_fold};

fuzz_target!(|body: &[u8]| {
    let page = EventPage::from_body(body.to_vec());
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let text = String::from_utf8_lossy(body);
    check_both_ways(&text, &page);
    let Ok(page) = page else { return };
    page.events.iter().for_each(check_event);
    check_raw(&text, &page);
    check_fold(&page.events);
});

/// Reading in one pass, where that is possible, and event by event give the same.
fn check_both_ways(text: &str, page: &Result<EventPage, FeedbackError>) {
    let (at_once, one_by_one) = fuzzing::page_both_ways(text);
    let shown = page.as_ref().map(show).map_err(ToString::to_string);
    assert_eq!(one_by_one.as_ref().map(show).map_err(ToString::to_string), shown);
    if let Some(at_once) = at_once {
        assert_eq!(Ok(show(&at_once)), shown);
    }
}

/// Everything that a page says.
fn show(page: &EventPage) -> String {
    let events = page.events.iter().map(|event| [event.to_json(), event.raw().into(), event.feedback.raw().into()]);
    format!("{:#?} {:#?} {:?}", events.collect::<Vec<[String; 3]>>(), page.unreadable, page.next_cursor)
}

/// Readable and unreadable events together are the page's, each to the letter.
fn check_raw(text: &str, page: &EventPage) {
    let Ok(members) = serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(text) else { return };
    let raw: Vec<&RawValue> =
        members.get("events").and_then(|events| serde_json::from_str(events.get()).ok()).unwrap_or_default();
    assert_eq!(page.events.len() + page.unreadable.len(), raw.len(), "no event is lost");
    let mut readable = page.events.iter();
    let mut unreadable = page.unreadable.iter().peekable();
    for (index, raw) in raw.into_iter().enumerate() {
        match unreadable.next_if(|unreadable| unreadable.index == index) {
            Some(unreadable) => {
                assert_eq!(unreadable.raw, raw.get());
                assert!(FeedbackEvent::from_json(raw.get()).is_err(), "an event that can be read is no unreadable one");
            }
            None => assert_eq!(readable.next().map(FeedbackEvent::raw), Some(raw.get())),
        }
    }
}
