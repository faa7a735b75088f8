//! Feedbacks and events on their way to Kotlin.

use twitter_feedback::{EventPage, Feedback, FeedbackEvent, Reply, UnreadableEvent};

use crate::client::Shown;
use crate::records::NativeReply;
use crate::times::Moment;

/// A feedback's fields; what else it can tell is asked of its JSON text.
#[derive(uniffi::Record)]
pub struct FeedbackData {
    pub id: String,
    pub r#type: String,
    pub test: bool,
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
    pub from_user_id: Option<String>,
    pub to_user_id: Option<String>,
    pub dm_id: Option<String>,
    pub external_id: Option<String>,
    pub display_name: Option<String>,
    pub question_variant_id: Option<String>,
    pub privacy_url: Option<String>,
    pub score: Option<ScoreAnswer>,
    pub text: Option<TextAnswer>,
    pub score_band: Option<String>,
}

#[derive(uniffi::Record)]
pub struct ScoreAnswer {
    pub created_at: Moment,
    pub value: i64,
}

#[derive(uniffi::Record)]
pub struct TextAnswer {
    pub created_at: Moment,
    pub value: String,
}

#[derive(uniffi::Record)]
pub struct EventData {
    pub event_type: String,
    pub created_at: Option<Moment>,
    pub feedback: FeedbackData,
}

#[derive(uniffi::Record)]
pub struct UnreadableData {
    pub index: u32,
    pub raw: String,
    pub json_path: String,
    pub reason: String,
}

/// A page. The texts of its events are read from its body when they are asked for.
#[derive(uniffi::Record)]
pub struct PageData {
    pub events: Vec<EventData>,
    pub unreadable: Vec<UnreadableData>,
    pub next_cursor: Option<String>,
    pub reply: Option<NativeReply>,
}

impl PageData {
    pub(crate) fn replied(reply: Reply<EventPage>) -> Self {
        let (page, reply) = reply.into_parts();
        Self { reply: Some(NativeReply::from(&reply)), ..Self::from(page) }
    }
}

impl From<EventPage> for PageData {
    fn from(page: EventPage) -> Self {
        Self {
            events: page.events.iter().map(EventData::from).collect(),
            unreadable: page.unreadable.into_iter().map(UnreadableData::from).collect(),
            next_cursor: page.next_cursor,
            reply: None,
        }
    }
}

impl From<&FeedbackEvent> for EventData {
    fn from(event: &FeedbackEvent) -> Self {
        Self {
            event_type: event.event_type.as_str().to_owned(),
            created_at: event.created_at.map(Moment::from),
            feedback: FeedbackData::from(&event.feedback),
        }
    }
}

impl From<UnreadableEvent> for UnreadableData {
    fn from(event: UnreadableEvent) -> Self {
        Self {
            index: u32::try_from(event.index).unwrap_or(u32::MAX),
            raw: event.raw,
            json_path: event.json_path,
            reason: event.reason,
        }
    }
}

impl From<&Feedback> for FeedbackData {
    fn from(feedback: &Feedback) -> Self {
        let text = |id: &Option<twitter_feedback::Id>| id.as_ref().map(|id| id.as_str().to_owned());
        let (score, comment) = (&feedback.response.score, &feedback.response.text);
        Self {
            id: feedback.id.as_str().to_owned(),
            r#type: feedback.r#type.as_str().to_owned(),
            test: feedback.test,
            created_at: feedback.created_at.map(Moment::from),
            updated_at: feedback.updated_at.map(Moment::from),
            from_user_id: text(&feedback.from_user_id),
            to_user_id: text(&feedback.to_user_id),
            dm_id: text(&feedback.dm_id),
            external_id: feedback.external_id.clone(),
            display_name: feedback.display_name.clone(),
            question_variant_id: text(&feedback.question_variant_id),
            privacy_url: feedback.privacy_url.clone(),
            score: score.as_ref().map(|it| ScoreAnswer { created_at: it.created_at.into(), value: it.value.value() }),
            text: comment.as_ref().map(|it| TextAnswer { created_at: it.created_at.into(), value: it.value.clone() }),
            score_band: feedback.score_band().map(|band| band.as_str().to_owned()),
        }
    }
}

impl From<Reply<Feedback>> for Shown {
    fn from(reply: Reply<Feedback>) -> Self {
        let (feedback, reply) = reply.into_parts();
        Self {
            feedback: FeedbackData::from(&feedback),
            json: feedback.raw().to_owned(),
            reply: NativeReply::from(&reply),
        }
    }
}
