use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

/// The JSON text that a value was read from, shared between an event and its feedback.
///
/// It stands beside the typed fields, so unknown fields cost nothing and nothing is lost.
#[derive(Debug, Clone)]
pub(crate) enum RawJson {
    /// The whole text.
    Whole(Arc<str>),
    /// The member `feedback` of an event's text, looked up when somebody asks: splitting it off
    /// beforehand would scan every event twice.
    FeedbackIn(Arc<str>),
}

impl RawJson {
    pub(crate) fn get(&self) -> &str {
        #[derive(Deserialize)]
        struct Event<'a> {
            #[serde(borrow)]
            feedback: &'a RawValue,
        }

        match self {
            Self::Whole(text) => text,
            Self::FeedbackIn(event) => {
                serde_json::from_str::<Event<'_>>(event).map_or(&**event, |event| event.feedback.get())
            }
        }
    }
}
