//! What a fold knows of a feedback beside its state.

use serde::Serialize;
use twitter_feedback::Folded;

/// As it crosses: conflicts, then every different answer with its time in epoch milliseconds.
#[derive(Serialize)]
pub(crate) struct FoldedRow(bool, bool, bool, Vec<(i64, i64)>, Vec<(i64, String)>);

impl From<&Folded> for FoldedRow {
    fn from(state: &Folded) -> Self {
        let scores = state.scores().into_iter().map(|score| (score.created_at.as_millis(), score.value.value()));
        let texts = state.texts().into_iter().map(|text| (text.created_at.as_millis(), text.value));
        Self(
            state.score_conflict(),
            state.text_conflict(),
            state.score_out_of_range(),
            scores.collect(),
            texts.collect(),
        )
    }
}
