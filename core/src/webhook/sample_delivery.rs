use serde_json::{Map, Value, json};

use super::credentials::WebhookCredentials;
use crate::model::prompt_rules::{decimal_id, external_id_problem};
use crate::model::{FeedbackError, FeedbackType, Problem, Score, Timestamp};

/// The longest text, in characters: as much as a Direct Message has (guess).
const LONGEST_TEXT: usize = 10_000;
/// The moment of the published examples: Tuesday, 15 December 2015, 17:58:20 UTC (doc).
const PUBLISHED: i64 = 1_450_202_300_000;

/// A delivery as the service would make it, for tests of your own handler.
#[derive(Debug, Clone)]
pub struct SampleDelivery {
    body: Vec<u8>,
    credentials: Option<WebhookCredentials>,
}

/// Collects what a [`SampleDelivery`] says. What is not given is that of the published examples, so that the same settings
/// make the same bytes.
#[derive(Debug, Clone)]
#[must_use = "a delivery is made by build()"]
pub struct SampleDeliveryBuilder {
    event_type: Option<String>,
    feedback_id: String,
    r#type: String,
    to_user_id: String,
    from_user_id: String,
    external_id: Option<String>,
    question_variant_id: u32,
    score: Option<i64>,
    text: Option<String>,
    created_at: Option<Timestamp>,
    credentials: Option<WebhookCredentials>,
}

impl SampleDelivery {
    /// Starts from the published examples: an NPS feedback that was created and not answered.
    pub fn builder() -> SampleDeliveryBuilder {
        SampleDeliveryBuilder {
            event_type: None,
            feedback_id: "123456789".to_owned(),
            r#type: "nps".to_owned(),
            to_user_id: "343434343434".to_owned(),
            from_user_id: "1212121212121".to_owned(),
            external_id: None,
            question_variant_id: 0,
            score: None,
            text: None,
            created_at: None,
            credentials: None,
        }
    }

    /// The body: one event object, JSON.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The `Authorization` header, where there are credentials.
    pub fn authorization(&self) -> Option<String> {
        self.credentials.as_ref().map(WebhookCredentials::authorization)
    }

    /// Name and value of every header that matters: the basic auth that was registered (doc), and the type of the body (guess).
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("content-type", "application/json".to_owned())];
        headers.extend(self.authorization().map(|value| ("authorization", value)));
        headers
    }
}

impl SampleDeliveryBuilder {
    /// `feedback.created`, `feedback.updated`, or whatever comes later. Default `feedback.updated` where there is a
    /// score or a text, and `feedback.created` otherwise.
    pub fn event_type(mut self, event_type: impl Into<String>) -> Self {
        self.event_type = Some(event_type.into());
        self
    }

    /// The feedback's id.
    pub fn feedback_id(mut self, id: impl Into<String>) -> Self {
        self.feedback_id = id.into();
        self
    }

    /// `nps`, which is the default, or `csat`.
    pub fn r#type(mut self, r#type: impl Into<String>) -> Self {
        self.r#type = r#type.into();
        self
    }

    /// Who was asked.
    pub fn to_user_id(mut self, id: impl Into<String>) -> Self {
        self.to_user_id = id.into();
        self
    }

    /// Who asked.
    pub fn from_user_id(mut self, id: impl Into<String>) -> Self {
        self.from_user_id = id.into();
        self
    }

    /// Your own id of the case.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// The variant of the question. Default 0.
    pub fn question_variant_id(mut self, id: u32) -> Self {
        self.question_variant_id = id;
        self
    }

    /// The answer's number: 0 to 10 for NPS, 1 to 5 for CSAT.
    pub fn score(mut self, score: i64) -> Self {
        self.score = Some(score);
        self
    }

    /// The answer's words.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// When it happened; every time of the delivery is this one, to the second. Default that of the published examples.
    pub fn created_at(mut self, at: Timestamp) -> Self {
        self.created_at = Some(at);
        self
    }

    /// Sends these as basic auth; without them there is none.
    pub fn credentials(mut self, credentials: WebhookCredentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Checks what was given.
    ///
    /// # Errors
    /// `invalid_request`, naming everything that is wrong: another type, a score off its scale, an id that is none, an
    /// `external_id` of more than 256 characters, a text of more than 10,000.
    pub fn build(self) -> Result<SampleDelivery, FeedbackError> {
        let problems = self.problems();
        if !problems.is_empty() {
            return Err(FeedbackError::invalid("the sample delivery", problems));
        }
        let body = self.event().to_string().into_bytes();
        Ok(SampleDelivery { body, credentials: self.credentials })
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let ids = [
            ("feedback_id", &self.feedback_id),
            ("to_user_id", &self.to_user_id),
            ("from_user_id", &self.from_user_id),
        ];
        for (field, id) in ids {
            problems.extend(decimal_id(id).err().map(|rule| Problem::new(field, rule, id)));
        }
        problems.extend(self.external_id.as_deref().and_then(external_id_problem));
        if self.event_type.as_deref() == Some("") {
            problems.push(Problem::new("event_type", "must not be empty", ""));
        }
        let asked = FeedbackType::from(self.r#type.as_str());
        match (&asked, self.score) {
            (FeedbackType::Other(_), _) => problems.push(Problem::new("type", "must be `csat` or `nps`", &self.r#type)),
            (_, Some(score)) if !Score::new(score).in_range(&asked) => {
                let scale = if asked == FeedbackType::Nps { "0 to 10" } else { "1 to 5" };
                problems.push(Problem::new("score", format!("must be {scale} for {asked}"), &score.to_string()));
            }
            _ => {}
        }
        let length = self.text.as_ref().map(|text| text.chars().count());
        if length.is_some_and(|length| !(1..=LONGEST_TEXT).contains(&length)) {
            let rule = format!("must have 1 to {LONGEST_TEXT} characters");
            problems.push(Problem::new("text", rule, self.text.as_deref().unwrap_or_default()));
        }
        problems
    }

    /// The event, in the service's own spelling (doc).
    fn event(&self) -> Value {
        let at = self.created_at.or_else(|| Timestamp::from_millis(PUBLISHED).ok()).map(Timestamp::to_service_text);
        let half = |value: Value| json!({ "created_at": at, "value": value });
        let mut response = Map::new();
        response.extend(self.score.map(|score| ("score".to_owned(), half(json!(score)))));
        response.extend(self.text.as_ref().map(|text| ("text".to_owned(), half(json!(text)))));
        let mut feedback = json!({
            "created_at": at, "updated_at": at, "id": self.feedback_id, "type": self.r#type, "test": false,
            "dm_id": "8989898989", "from_user_id": self.from_user_id, "to_user_id": self.to_user_id,
            "privacy_url": "https://mybusiness.domain/privacy", "question_variant_id": self.question_variant_id,
        });
        let answered = !response.is_empty();
        if let Value::Object(members) = &mut feedback {
            members.extend(self.external_id.as_ref().map(|id| ("external_id".to_owned(), json!(id))));
            members.extend(answered.then(|| ("response".to_owned(), Value::Object(response))));
        }
        let usual = if answered { "feedback.updated" } else { "feedback.created" };
        json!({ "event_type": self.event_type.as_deref().unwrap_or(usual), "created_at": at, "feedback": feedback })
    }
}
