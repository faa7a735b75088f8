//! A person answers a card.

use std::sync::Arc;

use bytes::Bytes;

use crate::error::{SandboxError, shortened};
use crate::events::Event;
use crate::feedback::{Feedback, Given, Place};
use crate::lock::write;
use crate::repeats::Repeats;
use crate::state::State;
use crate::world::World;

/// The longest text, in characters; the service's own limit is unknown (guess).
const LONGEST_TEXT: usize = 10_000;

impl State {
    /// What the test's author has somebody answer. Only an open card takes it, as on the customer's screen.
    /// Returns the feedback as show writes it. Nothing is changed if one of the two is refused.
    pub(crate) fn answer(
        &self,
        feedback_id: &str,
        score: Option<i64>,
        text: Option<&str>,
    ) -> Result<Vec<u8>, SandboxError> {
        if score.is_none() && text.is_none() {
            return Err(SandboxError::invalid("score", "or text must be given", "neither"));
        }
        let id = feedback_id.parse().map_err(|_| SandboxError::unknown_feedback(feedback_id))?;
        let mut world = write(&self.world);
        if world.dismissed.contains(&id) {
            return Err(SandboxError::closed(id, "dismissed"));
        }
        self.enter(&mut world, id, score, text)
    }

    /// Adds a score, a text or both to a feedback and tells it as one `feedback.updated`.
    pub(crate) fn enter(
        &self,
        world: &mut World,
        id: u64,
        score: Option<i64>,
        text: Option<&str>,
    ) -> Result<Vec<u8>, SandboxError> {
        let now = self.clock.now().div_euclid(1000);
        let feedback = world.feedback_mut(id).ok_or_else(|| SandboxError::unknown_feedback(id))?;
        let changed = check(feedback, score, text)?;
        if let Some(value) = score
            && feedback.score.is_none()
        {
            feedback.score = Some(Given { created_at: now, value });
        }
        if let Some(value) = text
            && feedback.text.is_none()
        {
            feedback.text = Some(Given { created_at: now, value: Arc::from(value) });
        }
        if changed {
            feedback.updated_at = now;
        }
        let (sender, shown) = (feedback.from_user_id, feedback.json(Place::Show, self.style));
        let events = self.tell_update(feedback, now);
        self.post(feedback, "feedback.updated", now);
        world.record(sender, events);
        Ok(shown)
    }

    /// The events of one more update at `at`, epoch seconds: one, or two if it is repeated.
    pub(crate) fn tell_update(&self, feedback: &mut Feedback, at: i64) -> impl Iterator<Item = Event> + use<> {
        feedback.updates += 1;
        let repeats = Repeats::new(self.seed, self.options.repeat_updates);
        let times = if repeats.twice(feedback.number, feedback.updates) { 2 } else { 1 };
        let json = Bytes::from(feedback.event_json("feedback.updated", at, self.style));
        std::iter::repeat_n(Event { created_at: at, json }, times)
    }
}

/// Whether the answer says anything new; the rules: CSAT 1 to 5, NPS 0 to 10, both immutable (doc).
fn check(feedback: &Feedback, score: Option<i64>, text: Option<&str>) -> Result<bool, SandboxError> {
    let already = |field, kept: String, value: String| SandboxError::AlreadyAnswered {
        feedback_id: feedback.id.to_string(),
        field,
        kept: shortened(kept),
        value: shortened(value),
    };
    let kind = feedback.prompt.kind;
    if let Some(value) = score {
        let (lowest, highest) = kind.scores();
        if !(lowest..=highest).contains(&value) {
            return Err(SandboxError::invalid(
                "score",
                format!("must be {lowest} to {highest} for {}", kind.name()),
                value,
            ));
        }
        if let Some(kept) = &feedback.score
            && kept.value != value
        {
            return Err(already("score", kept.value.to_string(), value.to_string()));
        }
    }
    if let Some(value) = text {
        let length = value.chars().count();
        if !(1..=LONGEST_TEXT).contains(&length) {
            return Err(SandboxError::invalid("text", format!("must have 1 to {LONGEST_TEXT} characters"), length));
        }
        if let Some(kept) = &feedback.text
            && *kept.value != *value
        {
            return Err(already("text", kept.value.to_string(), value.to_owned()));
        }
    }
    let new_score = score.is_some() && feedback.score.is_none();
    let new_text = text.is_some() && feedback.text.is_none();
    Ok(new_score || new_text)
}
