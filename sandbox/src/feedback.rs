//! The service's object for one prompt, and how it is written in each place.

use std::sync::Arc;

use crate::json::Object;
use crate::question::FeedbackType;
use crate::times::TimeStyle;

/// One feedback. Times are epoch seconds, the service's resolution.
#[derive(Clone, Debug)]
pub(crate) struct Feedback {
    /// Which feedback of the sandbox it is, counted from 0.
    pub(crate) number: u64,
    pub(crate) id: u64,
    pub(crate) dm_id: u64,
    pub(crate) media_id: u64,
    pub(crate) from_user_id: u64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    /// How many updates it had, those without news included.
    pub(crate) updates: u64,
    pub(crate) prompt: Prompt,
    pub(crate) score: Option<Given<i64>>,
    pub(crate) text: Option<Given<Arc<str>>>,
}

/// What create was given, validated.
#[derive(Clone, Debug)]
pub(crate) struct Prompt {
    pub(crate) kind: FeedbackType,
    pub(crate) to_user_id: u64,
    pub(crate) message: Arc<str>,
    pub(crate) privacy_url: Arc<str>,
    pub(crate) external_id: Option<Arc<str>>,
    pub(crate) question_variant_id: u32,
    pub(crate) display_name: Option<Arc<str>>,
    pub(crate) test: bool,
}

/// Half an answer, with a time of its own (doc).
#[derive(Clone, Debug)]
pub(crate) struct Given<T> {
    pub(crate) created_at: i64,
    pub(crate) value: T,
}

/// Where a feedback is written. The service is inconsistent, so the places differ (seen).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `question_variant_id` is a string.
    Create,
    /// As create, with the message as `text` and a numeric `media_id_str`.
    Show,
    /// `question_variant_id` is a number.
    Event,
}

/// How everything is written; the sandbox's options.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) times: TimeStyle,
    pub(crate) events_external_id: bool,
}

impl Feedback {
    /// The object's JSON.
    pub(crate) fn json(&self, place: Place, style: Style) -> Vec<u8> {
        let mut out = Vec::with_capacity(640);
        let mut object = Object::begin(&mut out);
        self.fill(&mut object, place, style);
        object.end();
        out
    }

    /// One event about the object as it is now; `at` in epoch seconds.
    pub(crate) fn event_json(&self, event_type: &str, at: i64, style: Style) -> Vec<u8> {
        let mut out = Vec::with_capacity(640);
        self.write_event(&mut out, event_type, at, style);
        out
    }

    /// Appends what [`Feedback::event_json`] returns.
    pub(crate) fn write_event(&self, out: &mut Vec<u8>, event_type: &str, at: i64, style: Style) {
        let mut event = Object::begin(out);
        event
            .text("event_type", event_type)
            .text("created_at", &style.times.write(at))
            .nested("feedback", |object| self.fill(object, Place::Event, style));
        event.end();
    }

    fn fill(&self, object: &mut Object<'_>, place: Place, style: Style) {
        let prompt = &self.prompt;
        let created_at = style.times.write(self.created_at);
        object.text("created_at", &created_at);
        if self.updated_at == self.created_at {
            object.text("updated_at", &created_at);
        } else {
            object.text("updated_at", &style.times.write(self.updated_at));
        }
        object
            .id("id", self.id)
            .text("type", prompt.kind.name())
            .flag("test", prompt.test)
            .id("dm_id", self.dm_id)
            .id("from_user_id", self.from_user_id)
            .id("to_user_id", prompt.to_user_id);
        if place == Place::Show {
            object.text("text", &prompt.message).unsigned("media_id_str", self.media_id);
        }
        object.text("privacy_url", &prompt.privacy_url);
        if let Some(external_id) = &prompt.external_id
            && (place != Place::Event || style.events_external_id)
        {
            object.text("external_id", external_id);
        }
        let variant = u64::from(prompt.question_variant_id);
        if place == Place::Event {
            object.unsigned("question_variant_id", variant);
        } else {
            object.id("question_variant_id", variant);
        }
        if let Some(display_name) = &prompt.display_name {
            object.text("display_name", display_name);
        }
        if self.score.is_some() || self.text.is_some() {
            object.nested("response", |response| self.fill_response(response, style));
        }
    }

    fn fill_response(&self, response: &mut Object<'_>, style: Style) {
        if let Some(score) = &self.score {
            response.nested("score", |half| {
                half.text("created_at", &style.times.write(score.created_at)).number("value", score.value);
            });
        }
        if let Some(text) = &self.text {
            response.nested("text", |half| {
                half.text("created_at", &style.times.write(text.created_at)).text("value", &text.value);
            });
        }
    }
}
