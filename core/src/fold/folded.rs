use serde::de::DeserializeOwned;

use super::answers::Answers;
use super::members::{Members, Register};
use super::written::Written;
use crate::model::beside::{Beside, Told};
use crate::model::feedback::FeedbackRaw;
use crate::model::normal::{self, Member};
use crate::model::{Answer, Feedback, FeedbackEvent, FeedbackType, Id, Response, Score, Timestamp};

/// The current state of one feedback, merged from all that was seen of it.
///
/// Of different scores or texts that were reported for it, the 100 earliest are kept, so that a state stays small
/// whatever is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    pub(super) id: Id,
    pub(super) created_at: Option<Timestamp>,
    pub(super) updated_at: Option<Timestamp>,
    pub(super) members: Members,
    pub(super) scores: Answers<Score>,
    pub(super) texts: Answers<String>,
}

impl Folded {
    /// What one event tells.
    pub(crate) fn of_event(event: &FeedbackEvent) -> Self {
        Self::of(&event.feedback, event.created_at)
    }

    /// What a feedback tells that did not come with an event: what `create` or `show` answered.
    pub(crate) fn of_feedback(feedback: &Feedback) -> Self {
        Self::of(feedback, None)
    }

    pub(super) fn of(feedback: &Feedback, event_at: Option<Timestamp>) -> Self {
        let mut registers = Vec::with_capacity(9);
        let spelling = normal::spell(feedback, &Beside::of(feedback), |name, json| {
            registers.push(Register { name, writer: 0, json: json.into() });
        });
        let mut scores = Answers::default();
        feedback.response.score.iter().for_each(|score| scores.see(score));
        let mut texts = Answers::default();
        feedback.response.text.iter().for_each(|text| texts.see(text));
        Self {
            id: feedback.id.clone(),
            created_at: feedback.created_at,
            updated_at: feedback.updated_at,
            members: Members::written(registers, || Written::by(feedback.updated_at, event_at, &spelling)),
            scores,
            texts,
        }
    }

    /// Takes in another state of the same feedback; absence never erases.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.take_in(other.clone());
    }

    pub(super) fn take_in(&mut self, other: Self) {
        self.created_at = match (self.created_at, other.created_at) {
            (Some(known), Some(seen)) => Some(known.min(seen)),
            (known, seen) => known.or(seen),
        };
        // `None` is less than any time.
        self.updated_at = self.updated_at.max(other.updated_at);
        self.members.merge(other.members);
        self.scores.merge(&other.scores);
        self.texts.merge(&other.texts);
    }

    /// The feedback's id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The state as a feedback. No one text was read for it, so its raw text is the state in one spelling.
    pub fn feedback(&self) -> Feedback {
        let beside = self.beside();
        let mut feedback = Feedback {
            id: self.id.clone(),
            r#type: self.r#type(),
            test: self.test(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            from_user_id: self.from_user_id(),
            to_user_id: self.to_user_id(),
            dm_id: self.member(&Member::DmId),
            external_id: self.external_id(),
            display_name: self.display_name(),
            question_variant_id: self.question_variant_id(),
            privacy_url: self.member(&Member::PrivacyUrl),
            response: Response { score: self.scores.earliest().cloned(), text: self.texts.earliest().cloned() },
            raw: FeedbackRaw::Own("".into()),
            told: if beside.is_empty() { Told::InFields { test: true } } else { Told::InText },
        };
        feedback.raw = FeedbackRaw::Own(normal::spell(&feedback, &beside, |_, _| {}).into());
        feedback
    }

    /// What was last written beside the typed members.
    fn beside(&self) -> Beside {
        let mut beside = Beside::default();
        for Register { name, json, .. } in self.members.registers() {
            match name {
                Member::Test => beside.test = true,
                Member::Other(name) => beside.others.push((name.to_string(), json.to_string())),
                Member::Response => beside.response = Some(json.to_string()),
                _ => {}
            }
        }
        beside
    }

    fn member<T: DeserializeOwned>(&self, name: &Member) -> Option<T> {
        // Every register was written from a value of its type, so reading it back succeeds.
        serde_json::from_str(self.members.get(name)?).ok()
    }

    /// Whether different scores were reported; the earliest is the answer.
    pub fn score_conflict(&self) -> bool {
        self.scores.conflict()
    }

    /// Whether different texts were reported; the earliest is the answer.
    pub fn text_conflict(&self) -> bool {
        self.texts.conflict()
    }

    /// Every different score that was reported, the answer first; of more than 100, the 100 earliest.
    pub fn scores(&self) -> Vec<Answer<Score>> {
        self.scores.in_order().to_vec()
    }

    /// Every different text that was reported, the answer first; of more than 100, the 100 earliest.
    pub fn texts(&self) -> Vec<Answer<String>> {
        self.texts.in_order().to_vec()
    }

    /// Whether the score lies off its scale; such a score is kept and left out of statistics.
    pub fn score_out_of_range(&self) -> bool {
        self.scores.earliest().is_some_and(|score| !score.value.in_range(&self.r#type()))
    }
}

/// Single members, for who does not need the whole [`feedback`](Folded::feedback).
impl Folded {
    pub(crate) fn created_at(&self) -> Option<Timestamp> {
        self.created_at
    }

    pub(crate) fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at
    }

    /// `Other("")` where nobody said.
    pub(crate) fn r#type(&self) -> FeedbackType {
        self.member(&Member::Type).unwrap_or(FeedbackType::from(""))
    }

    pub(crate) fn test(&self) -> bool {
        self.member(&Member::Test).unwrap_or(false)
    }

    #[expect(clippy::wrong_self_convention, reason = "the service's own name")]
    pub(crate) fn from_user_id(&self) -> Option<Id> {
        self.member(&Member::FromUserId)
    }

    pub(crate) fn to_user_id(&self) -> Option<Id> {
        self.member(&Member::ToUserId)
    }

    pub(crate) fn external_id(&self) -> Option<String> {
        self.member(&Member::ExternalId)
    }

    pub(crate) fn display_name(&self) -> Option<String> {
        self.member(&Member::DisplayName)
    }

    pub(crate) fn question_variant_id(&self) -> Option<Id> {
        self.member(&Member::QuestionVariantId)
    }

    /// When the score that counts was submitted.
    pub(crate) fn score_at(&self) -> Option<Timestamp> {
        self.scores.earliest_at()
    }

    /// When the text that counts was submitted.
    pub(crate) fn text_at(&self) -> Option<Timestamp> {
        self.texts.earliest_at()
    }
}
