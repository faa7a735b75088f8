use serde::{Deserialize, Deserializer};

use super::reading::decode_error;
use super::tolerant::{Counted, Object};
use super::{FeedbackError, Score, Timestamp, tolerant};

/// One thing a customer answered, with the time of that answer alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// When it was submitted. Can be later than the feedback's `updated_at` (seen).
    pub created_at: Timestamp,
    /// What was submitted; immutable from then on (doc).
    pub value: T,
}

impl<T> Answer<T> {
    /// An answer of this value at this time.
    pub fn new(created_at: Timestamp, value: T) -> Self {
        Self { created_at, value }
    }
}

/// What a customer has answered so far. Score and text arrive independently; either may never come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The number.
    pub score: Option<Answer<Score>>,
    /// The comment.
    pub text: Option<Answer<String>>,
}

impl Response {
    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.score.is_none() && self.text.is_none()
    }
}

#[derive(Deserialize)]
pub(super) struct WireResponse {
    score: Option<Counted<WireScore>>,
    text: Option<Counted<WireText>>,
}

#[derive(Deserialize)]
struct WireScore {
    created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "tolerant::optional_integer")]
    value: Option<i64>,
}

#[derive(Deserialize)]
struct WireText {
    created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "tolerant::optional_string")]
    value: Option<String>,
}

impl WireResponse {
    /// `fallback` dates an answer that came without a time of its own: losing the answer would be
    /// worse. An answer that nothing dates cannot be folded with others.
    pub(super) fn into_response(self, fallback: Option<Timestamp>) -> Result<Response, FeedbackError> {
        let dated = |own: Option<Timestamp>, path: &str| {
            own.or(fallback).ok_or_else(|| decode_error("an answer", path, &"no time dates it", b""))
        };
        let mut response = Response::default();
        if let Some(WireScore { created_at, value: Some(value) }) = self.score.map(|score| score.value) {
            response.score = Some(Answer::new(dated(created_at, "response.score.created_at")?, Score::new(value)));
        }
        if let Some(WireText { created_at, value: Some(value) }) = self.text.map(|text| text.value) {
            response.text = Some(Answer::new(dated(created_at, "response.text.created_at")?, value));
        }
        Ok(response)
    }
}

impl Counted<WireResponse> {
    /// Whether it holds nothing beside its answers' times and values.
    pub(super) fn answers_alone(&self) -> bool {
        let Self { value: WireResponse { score, text }, members } = self;
        let said = usize::from(score.is_some()) + usize::from(text.is_some());
        let dated = |at: bool, value: bool| usize::from(at) + usize::from(value);
        let score = score.as_ref().is_none_or(|Counted { value: score, members }| {
            *members == Some(dated(score.created_at.is_some(), score.value.is_some()))
        });
        let text = text.as_ref().is_none_or(|Counted { value: text, members }| {
            *members == Some(dated(text.created_at.is_some(), text.value.is_some()))
        });
        *members == Some(said) && score && text
    }
}

/// `null` and an absent member are both no response.
pub(super) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Counted<WireResponse>>, D::Error> {
    let response: Option<Object<Counted<WireResponse>>> = Option::deserialize(deserializer)?;
    Ok(response.map(|Object(response)| response))
}
