//! The body of a delivery: an event or a refusal that says why.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twitter_feedback::{ErrorKind, FeedbackEvent};
use twitter_feedback_fuzz::{check_event, check_fold};

fuzz_target!(|body: &[u8]| {
    match FeedbackEvent::from_webhook(body) {
        Ok(event) => {
            check_event(&event);
            let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
            assert_eq!(event.raw(), String::from_utf8_lossy(body), "a delivery is kept to the letter");
            check_fold(&[event]);
        }
        Err(error) => {
            assert_eq!((error.kind(), error.status()), (ErrorKind::Webhook, Some(400)));
            assert!(!error.to_string().is_empty());
        }
    }
});
