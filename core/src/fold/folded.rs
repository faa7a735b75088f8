use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::answers::Answers;
use super::register::{Register, Written};
use crate::model::feedback::FeedbackRaw;
use crate::model::{Answer, Feedback, FeedbackType, Id, Response, Score, Timestamp, normal};

/// The current state of one feedback, merged from all that was seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    id: Id,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    members: BTreeMap<String, Register>,
    scores: Answers<Score>,
    texts: Answers<String>,
}

impl Folded {
    pub(super) fn new(id: Id) -> Self {
        Self {
            id,
            created_at: None,
            updated_at: None,
            members: BTreeMap::new(),
            scores: Answers::default(),
            texts: Answers::default(),
        }
    }

    /// Takes in what was seen; absence never erases.
    pub(super) fn see(&mut self, feedback: &Feedback, event_at: Option<Timestamp>) {
        self.see_times(feedback.created_at, feedback.updated_at);
        let description = normal::description(feedback);
        let written = Written::by(feedback, &normal::object(feedback, &description), event_at);
        for (name, json) in description {
            self.see_member(name, Register::new(written, json));
        }
        if let Some(score) = &feedback.response.score {
            self.scores.see(score);
        }
        if let Some(text) = &feedback.response.text {
            self.texts.see(text);
        }
    }

    /// Takes in another state of the same feedback.
    pub(super) fn merge(&mut self, other: &Self) {
        self.see_times(other.created_at, other.updated_at);
        for (name, register) in &other.members {
            self.see_member(name.clone(), register.clone());
        }
        self.scores.merge(&other.scores);
        self.texts.merge(&other.texts);
    }

    fn see_times(&mut self, created_at: Option<Timestamp>, updated_at: Option<Timestamp>) {
        self.created_at = match (self.created_at, created_at) {
            (Some(known), Some(seen)) => Some(known.min(seen)),
            (known, seen) => known.or(seen),
        };
        // `None` is less than any time.
        self.updated_at = self.updated_at.max(updated_at);
    }

    fn see_member(&mut self, name: String, register: Register) {
        match self.members.get_mut(&name) {
            Some(known) if *known >= register => {}
            Some(known) => *known = register,
            None => {
                self.members.insert(name, register);
            }
        }
    }

    /// The feedback's id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The state as a feedback. No one text was read for it, so its raw text is the state in one spelling.
    pub fn feedback(&self) -> Feedback {
        let mut feedback = Feedback {
            id: self.id.clone(),
            r#type: self.r#type(),
            test: self.member("test").unwrap_or(false),
            created_at: self.created_at,
            updated_at: self.updated_at,
            from_user_id: self.member("from_user_id"),
            to_user_id: self.member("to_user_id"),
            dm_id: self.member("dm_id"),
            external_id: self.member("external_id"),
            display_name: self.member("display_name"),
            question_variant_id: self.member("question_variant_id"),
            privacy_url: self.member("privacy_url"),
            response: self.response(),
            raw: FeedbackRaw::Own(self.members_as_json().into()),
        };
        feedback.raw = FeedbackRaw::Own(feedback.to_json().into());
        feedback
    }

    /// Every member as it was last written, the unknown ones among them.
    fn members_as_json(&self) -> String {
        let members = self.members.iter().map(|(name, register)| format!("{}:{}", normal::json(name), register.json));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    fn member<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        // Every register was written from a value of its type, so reading it back succeeds.
        serde_json::from_str(&self.members.get(name)?.json).ok()
    }

    fn r#type(&self) -> FeedbackType {
        self.member("type").unwrap_or(FeedbackType::from(""))
    }

    fn response(&self) -> Response {
        Response { score: self.scores.earliest(), text: self.texts.earliest() }
    }

    /// Whether different scores were reported; the earliest is the answer.
    pub fn score_conflict(&self) -> bool {
        self.scores.conflict()
    }

    /// Whether different texts were reported; the earliest is the answer.
    pub fn text_conflict(&self) -> bool {
        self.texts.conflict()
    }

    /// Every different score that was reported, the answer first.
    pub fn scores(&self) -> Vec<Answer<Score>> {
        self.scores.in_order()
    }

    /// Every different text that was reported, the answer first.
    pub fn texts(&self) -> Vec<Answer<String>> {
        self.texts.in_order()
    }

    /// Whether the score lies off its scale; such a score is kept and left out of statistics.
    pub fn score_out_of_range(&self) -> bool {
        self.scores.earliest().is_some_and(|score| !score.value.in_range(&self.r#type()))
    }
}
