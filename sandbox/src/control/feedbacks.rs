//! `GET /_sandbox/feedbacks`: what the page shows.

use std::borrow::Cow;

use serde::Serialize;
use twitter_feedback::Question;

use super::order::write;
use crate::feedback::Feedback;
use crate::lock::read;
use crate::question::FeedbackType;
use crate::service::screen_name;
use crate::state::State;

/// A card as the customer sees it, and what became of it.
#[derive(Serialize)]
struct Card<'a> {
    id: String,
    r#type: &'static str,
    from_user_id: String,
    from_screen_name: String,
    to_user_id: String,
    to_screen_name: String,
    message: &'a str,
    privacy_url: &'a str,
    display_name: Option<&'a str>,
    /// The whole sentence.
    question: String,
    /// The sentence with `<display_name>` where the name stands, for who keeps the two apart.
    question_template: &'static str,
    score: Option<i64>,
    text: Option<&'a str>,
    dismissed: bool,
    /// Epoch milliseconds.
    created_at: i64,
}

/// The newest first, of all senders; at most 50.
pub(super) fn feedbacks(state: &State) -> Vec<u8> {
    // Written outside the lock, which is held for the length of a copy.
    let newest: Vec<(Feedback, bool)> = {
        let world = read(&state.world);
        let with_closed = |feedback: Cow<'_, Feedback>| {
            let dismissed = world.dismissed.contains(&feedback.id);
            (feedback.into_owned(), dismissed)
        };
        world.newest().map(with_closed).collect()
    };
    let cards: Vec<Card<'_>> = newest.iter().map(|(feedback, dismissed)| card(state, feedback, *dismissed)).collect();
    write(&cards)
}

fn card<'a>(state: &State, feedback: &'a Feedback, dismissed: bool) -> Card<'a> {
    let prompt = &feedback.prompt;
    let from_screen_name = screen_name(state, feedback.from_user_id);
    let kind = match prompt.kind {
        FeedbackType::Csat => twitter_feedback::FeedbackType::Csat,
        FeedbackType::Nps => twitter_feedback::FeedbackType::Nps,
    };
    let name = prompt.display_name.as_deref().map_or_else(|| format!("@{from_screen_name}"), str::to_owned);
    let question = Question::find(&kind, prompt.question_variant_id);
    Card {
        id: feedback.id.to_string(),
        r#type: prompt.kind.name(),
        from_user_id: feedback.from_user_id.to_string(),
        from_screen_name,
        to_user_id: prompt.to_user_id.to_string(),
        to_screen_name: screen_name(state, prompt.to_user_id),
        message: &prompt.message,
        privacy_url: &prompt.privacy_url,
        display_name: prompt.display_name.as_deref(),
        question: question.map(|question| question.text(Some(&name))).unwrap_or_default(),
        question_template: question.map(|question| question.template).unwrap_or_default(),
        score: feedback.score.as_ref().map(|given| given.value),
        text: feedback.text.as_ref().map(|given| &*given.value),
        dismissed,
        created_at: feedback.created_at.saturating_mul(1000),
    }
}
