use twitter_feedback::{Feedback, FeedbackType, ScoreBand};

use super::customers::Given;
use super::job::Collected;
use crate::exit::Failure;

/// Says what happened, after checking that it did: every answer that was given must have come back.
pub(super) fn tell(asked: &[Feedback], given: &Given, collected: &Collected) -> Result<Vec<String>, Failure> {
    check(asked, given, collected)?;
    let people = asked.len();
    let mut sentences = vec![
        format!(
            "{people} people were asked over real HTTP with signed requests, each exactly once: half for NPS, half for CSAT."
        ),
        format!(
            "Over five virtual days {} of them gave a score ({}), and {} wrote a comment hours later.",
            given.scores.len(),
            percent(given.scores.len(), people),
            given.comments.len()
        ),
        format!(
            "The service told it in {} events on {} pages, {} of them empty in the middle on purpose, some events twice.",
            collected.events, collected.pages, collected.empty_pages
        ),
        format!(
            "Folded, they are {} feedbacks, and every score and every comment came back: {} of {} and {} of {}.",
            collected.fold.len(),
            given.scores.len(),
            given.scores.len(),
            given.comments.len(),
            given.comments.len()
        ),
    ];
    let count = |band| collected.fold.iter().filter(|folded| folded.feedback().score_band() == Some(band)).count();
    sentences.push(format!(
        "NPS: {} promoters, {} passives, {} detractors. CSAT: {} satisfied, {} neutral, {} dissatisfied.",
        count(ScoreBand::Promoter),
        count(ScoreBand::Passive),
        count(ScoreBand::Detractor),
        count(ScoreBand::Satisfied),
        count(ScoreBand::Neutral),
        count(ScoreBand::Dissatisfied)
    ));
    Ok(sentences)
}

fn check(asked: &[Feedback], given: &Given, collected: &Collected) -> Result<(), Failure> {
    let lost = |what: String| Err(Failure::defect(format!("the demo went wrong: {what}")));
    let nps = asked.iter().filter(|feedback| feedback.r#type == FeedbackType::Nps).count();
    if nps * 2 != asked.len() || collected.fold.len() != asked.len() {
        return lost(format!("{} people were asked and {} feedbacks came back", asked.len(), collected.fold.len()));
    }
    for (id, score) in &given.scores {
        let back = collected.fold.get(id).and_then(|folded| folded.feedback().score());
        if back.map(|score| score.value()) != Some(*score) {
            return lost(format!("feedback {id} was scored {score}, and {back:?} came back"));
        }
    }
    for (id, comment) in &given.comments {
        let back = collected.fold.get(id).map(|folded| folded.feedback());
        if back.as_ref().and_then(Feedback::comment) != Some(comment) {
            return lost(format!("the comment on feedback {id} did not come back"));
        }
    }
    let answered = collected.fold.iter().filter(|folded| folded.feedback().score().is_some()).count();
    if answered != given.scores.len() {
        return lost(format!("{} people gave a score and {answered} scores came back", given.scores.len()));
    }
    Ok(())
}

fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (part * 100 + whole / 2) / whole.max(1))
}
