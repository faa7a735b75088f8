use crate::model::{ErrorKind, FeedbackError, FeedbackEvent, reading};

/// The largest body of a delivery, in bytes: an event with the longest texts stays below.
pub(super) const LARGEST: usize = 256 * 1024;
/// The deepest nesting of its JSON.
const DEEPEST: u32 = 64;

impl FeedbackEvent {
    /// Reads the body of a webhook delivery: one event object.
    ///
    /// Who sent it is another question: see [`WebhookVerifier`](crate::webhook::WebhookVerifier).
    ///
    /// # Errors
    /// `webhook`, with the status to answer with: 413 for more than 256 KiB, 400 for what is no event or is nested more than 64
    /// levels deep. The cause says where reading it stopped.
    pub fn from_webhook(body: &[u8]) -> Result<Self, FeedbackError> {
        if body.len() > LARGEST {
            let message = format!("the delivery has {} bytes, and {LARGEST} are the most", body.len());
            return Err(FeedbackError::new(ErrorKind::Webhook, message).with_status(413));
        }
        let refused = |message: &str| FeedbackError::new(ErrorKind::Webhook, message).with_status(400).with_body(body);
        if is_deeper(body, DEEPEST) {
            return Err(refused(&format!("the delivery is nested more than {DEEPEST} levels deep")));
        }
        Self::from_json(&reading::text(body)).map_err(|error| {
            let path = error.json_path().unwrap_or(".").to_owned();
            let refused = refused(&format!("the delivery is no event: {}", error.message()));
            // Nothing is blotted out, and no more of the body is kept than is shown.
            refused.with_json_path(path).with_source(error).map_texts(&|text| text.into())
        })
    }
}

/// Whether brackets outside of strings are nested deeper than this.
fn is_deeper(json: &[u8], deepest: u32) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > deepest {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{{\"feedback\":{{\"id\":\"1\"}},\"later\":{}{}}}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn brackets_in_texts_are_no_nesting() {
        assert!(!is_deeper(br#""\"[[[[[[""#, 2));
        assert!(is_deeper(b"[[[", 2));
        assert!(!is_deeper(b"[[][][]]", 2));
    }

    #[test]
    fn an_event_is_read_up_to_its_depth_and_size() {
        assert_eq!(FeedbackEvent::from_webhook(nested(63).as_bytes()).unwrap().feedback.id, "1");
        assert_eq!(FeedbackEvent::from_webhook(nested(64).as_bytes()).unwrap_err().status(), Some(400));
        assert_eq!(FeedbackEvent::from_webhook(&vec![b'['; 100_000]).unwrap_err().status(), Some(400));
        let long = format!("{{\"feedback\":{{\"id\":\"1\"}},\"later\":\"{}\"}}", "x".repeat(LARGEST));
        let error = FeedbackEvent::from_webhook(long.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Webhook, Some(413)));
        assert!(error.body().is_none());
    }
}
