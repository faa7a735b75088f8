use std::sync::Arc;

use compact_str::CompactString;
use serde::Deserialize;

use super::beside::{Beside, Told};
use super::json_text::json;
use super::raw_json::RawJson;
use super::response::WireResponse;
use super::tolerant::Counted;
use super::{FeedbackError, FeedbackType, Id, Response, Score, ScoreBand, Timestamp, normal, reading, tolerant};

/// The service's object for one prompt, with the answer once there is one.
///
/// Only `id` is certain. Everything else is read as far as it is there: the service has been seen
/// to leave fields out, and a missing field must never cost an answer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Feedback {
    /// The feedback's id.
    pub id: Id,
    /// Which question was asked; `Other("")` where the service did not say.
    pub r#type: FeedbackType,
    /// Whether the service keeps it out of its analytics. The person was asked all the same.
    pub test: bool,
    /// When it was sent.
    pub created_at: Option<Timestamp>,
    /// When it last changed; of two states, the one with the newer `updated_at` is to be trusted (doc).
    pub updated_at: Option<Timestamp>,
    /// The account that asked.
    pub from_user_id: Option<Id>,
    /// The person who was asked.
    pub to_user_id: Option<Id>,
    /// The Direct Message above the card.
    pub dm_id: Option<Id>,
    /// Your own reference, as given when asking.
    pub external_id: Option<String>,
    /// The name in the question's text.
    pub display_name: Option<String>,
    /// The wording of the question; see [`Question`](crate::Question).
    pub question_variant_id: Option<Id>,
    /// The sender's privacy policy.
    pub privacy_url: Option<String>,
    /// What was answered so far; empty where nothing was.
    pub response: Response,
    pub(crate) raw: FeedbackRaw,
    pub(crate) told: Told,
}

/// Where a feedback's JSON text is found.
#[derive(Debug, Clone)]
pub(crate) enum FeedbackRaw {
    Own(Arc<str>),
    OfEvent(RawJson),
}

impl FeedbackRaw {
    fn get(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::OfEvent(event) => event.feedback(),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct WireFeedback {
    id: Id,
    #[serde(default, rename = "type")]
    kind: Option<FeedbackType>,
    #[serde(default, deserialize_with = "tolerant::optional_boolean")]
    test: Option<bool>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    from_user_id: Option<Id>,
    to_user_id: Option<Id>,
    dm_id: Option<Id>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    external_id: Option<String>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    display_name: Option<String>,
    question_variant_id: Option<Id>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    privacy_url: Option<String>,
    #[serde(default, deserialize_with = "super::response::optional")]
    response: Option<Counted<WireResponse>>,
}

impl WireFeedback {
    /// How many of its members said something.
    fn said(&self) -> usize {
        [
            self.kind.is_some(),
            self.test.is_some(),
            self.created_at.is_some(),
            self.updated_at.is_some(),
            self.from_user_id.is_some(),
            self.to_user_id.is_some(),
            self.dm_id.is_some(),
            self.external_id.is_some(),
            self.display_name.is_some(),
            self.question_variant_id.is_some(),
            self.privacy_url.is_some(),
            self.response.is_some(),
        ]
        .map(usize::from)
        .iter()
        .sum::<usize>()
            + 1
    }
}

impl Counted<WireFeedback> {
    /// A member that is not typed, or says nothing, is one more than said something.
    fn told(&self) -> Told {
        let Self { value: feedback, members } = self;
        let answers_alone = feedback.response.as_ref().is_none_or(|response| response.answers_alone());
        if *members == Some(feedback.said()) && answers_alone {
            Told::InFields { test: feedback.test.is_some() }
        } else {
            Told::InText
        }
    }

    /// `event_at` dates an answer that neither itself nor the feedback dates.
    pub(super) fn into_feedback(
        self,
        raw: FeedbackRaw,
        event_at: Option<Timestamp>,
    ) -> Result<Feedback, FeedbackError> {
        let told = self.told();
        let wire = self.value;
        // Different feedbacks would become one.
        if wire.id.is_empty() {
            return Err(reading::decode_error("a feedback", "id", &"it is empty", raw.get().as_bytes()));
        }
        let fallback = wire.updated_at.or(wire.created_at).or(event_at);
        let response = match wire.response {
            Some(response) => response.value.into_response(fallback)?,
            None => Response::default(),
        };
        Ok(Feedback {
            id: wire.id,
            r#type: wire.kind.unwrap_or(FeedbackType::Other(CompactString::const_new(""))),
            test: wire.test.unwrap_or(false),
            created_at: wire.created_at,
            updated_at: wire.updated_at,
            from_user_id: wire.from_user_id,
            to_user_id: wire.to_user_id,
            dm_id: wire.dm_id,
            external_id: wire.external_id,
            display_name: wire.display_name,
            question_variant_id: wire.question_variant_id,
            privacy_url: wire.privacy_url,
            response,
            raw,
            told,
        })
    }
}

impl Feedback {
    /// Reads one feedback object, tolerating everything the service is known to do.
    ///
    /// # Errors
    /// `decode`, with the JSON path, when it is not an object with an `id` or a field is not of its type.
    pub fn from_json(json: &str) -> Result<Self, FeedbackError> {
        let wire: Counted<WireFeedback> = reading::read(json, "a feedback")?;
        wire.into_feedback(FeedbackRaw::Own(Arc::from(json)), None)
    }

    /// Just the id, for an answer in which something else cannot be read; the raw text has the rest.
    pub(crate) fn with_id_of(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct OnlyId {
            id: Id,
        }
        let OnlyId { id } = reading::read(text, "an id").ok()?;
        let mut feedback = Self::from_json(&format!("{{\"id\":{}}}", json(&id))).ok()?;
        feedback.raw = FeedbackRaw::Own(Arc::from(text));
        feedback.told = Told::InText;
        Some(feedback)
    }

    /// The JSON text this was read from, to the letter, unknown fields included.
    pub fn raw(&self) -> &str {
        self.raw.get()
    }

    /// One JSON object with ids as strings and times in RFC 3339; unknown fields stand behind the
    /// known ones, their digits untouched.
    pub fn to_json(&self) -> String {
        normal::spell(self, &Beside::of(self), |_, _| {})
    }

    /// The number that was answered.
    pub fn score(&self) -> Option<Score> {
        self.response.score.as_ref().map(|answer| answer.value)
    }

    /// The comment that was answered.
    pub fn comment(&self) -> Option<&str> {
        self.response.text.as_ref().map(|answer| answer.value.as_str())
    }

    /// What the score counts as; `None` without a score, off the scale, or for an unknown type.
    pub fn score_band(&self) -> Option<ScoreBand> {
        self.score()?.band(&self.r#type)
    }

    /// The question as the customer read it, with the placeholder `<display_name>` where no name is known.
    ///
    /// `None` for a variant that this version does not know.
    pub fn question_text(&self) -> Option<String> {
        let variant = self.question_variant_id.as_deref().unwrap_or("0").parse().ok()?;
        let question = super::Question::find(&self.r#type, variant)?;
        Some(question.text(self.display_name.as_deref()))
    }
}

/// Equal when they say the same, however the service spelt it.
impl PartialEq for Feedback {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Eq for Feedback {}
