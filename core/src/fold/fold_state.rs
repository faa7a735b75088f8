use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Folded;
use crate::model::{Feedback, FeedbackEvent, Id, Timestamp};

/// The current state of every feedback that was seen.
///
/// ```
/// use twitter_feedback::{FeedbackEvent, Fold};
///
/// let late = r#"{"event_type":"feedback.updated","created_at":"Wed Dec 16 09:00:00 +0000 2015","feedback":
///     {"id":"1","type":"nps","updated_at":"Wed Dec 16 09:00:00 +0000 2015",
///      "response":{"score":{"created_at":"Wed Dec 16 09:00:00 +0000 2015","value":9}}}}"#;
/// let early = r#"{"event_type":"feedback.created","created_at":"Tue Dec 15 17:58:20 +0000 2015","feedback":
///     {"id":"1","type":"nps","updated_at":"Tue Dec 15 17:58:20 +0000 2015"}}"#;
/// let mut fold = Fold::new();
/// for event in [late, early, late] {
///     fold.apply(&FeedbackEvent::from_json(event)?);
/// }
/// assert_eq!(fold.get("1").and_then(|folded| folded.feedback().score()).map(|score| score.value()), Some(9));
/// # Ok::<(), twitter_feedback::FeedbackError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fold {
    feedbacks: BTreeMap<Id, Folded>,
}

impl Fold {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one event.
    pub fn apply(&mut self, event: &FeedbackEvent) {
        self.see(&event.feedback, event.created_at);
    }

    /// Takes in a feedback that did not come with an event: what `create` or `show` answered.
    pub fn apply_feedback(&mut self, feedback: &Feedback) {
        self.see(feedback, None);
    }

    fn see(&mut self, feedback: &Feedback, event_at: Option<Timestamp>) {
        self.insert(Folded::of(feedback, event_at));
    }

    /// Takes in the state of one feedback.
    pub(crate) fn insert(&mut self, folded: Folded) {
        match self.feedbacks.entry(folded.id().clone()) {
            Entry::Occupied(known) => known.into_mut().take_in(folded),
            Entry::Vacant(place) => {
                place.insert(folded);
            }
        }
    }

    /// Takes in all that another fold has seen.
    pub fn merge(&mut self, other: &Fold) {
        other.iter().for_each(|folded| self.insert(folded.clone()));
    }

    /// Every feedback by id, in the order of their bytes.
    pub(crate) fn into_states(self) -> impl Iterator<Item = Folded> {
        self.feedbacks.into_values()
    }

    /// The state of one feedback.
    pub fn get(&self, feedback_id: &str) -> Option<&Folded> {
        self.feedbacks.get(&Id::from(feedback_id))
    }

    /// Every feedback by id, in the order of their bytes.
    pub fn iter(&self) -> impl Iterator<Item = &Folded> {
        self.feedbacks.values()
    }

    /// How many feedbacks were seen.
    pub fn len(&self) -> usize {
        self.feedbacks.len()
    }

    /// Whether none was seen.
    pub fn is_empty(&self) -> bool {
        self.feedbacks.is_empty()
    }
}
