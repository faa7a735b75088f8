//! The state of one feedback on its way to Kotlin.

use twitter_feedback::Folded;

use crate::page::{FeedbackData, ScoreAnswer, TextAnswer};

#[derive(uniffi::Record)]
pub struct FoldedData {
    pub feedback: FeedbackData,
    /// The state in one spelling.
    pub json: String,
    pub score_conflict: bool,
    pub text_conflict: bool,
    pub score_out_of_range: bool,
    pub scores: Vec<ScoreAnswer>,
    pub texts: Vec<TextAnswer>,
}

impl From<&Folded> for FoldedData {
    fn from(state: &Folded) -> Self {
        let feedback = state.feedback();
        let scores = state.scores().into_iter();
        let texts = state.texts().into_iter();
        Self {
            feedback: FeedbackData::from(&feedback),
            json: feedback.raw().to_owned(),
            score_conflict: state.score_conflict(),
            text_conflict: state.text_conflict(),
            score_out_of_range: state.score_out_of_range(),
            scores: scores
                .map(|it| ScoreAnswer { created_at: it.created_at.into(), value: it.value.value() })
                .collect(),
            texts: texts.map(|it| TextAnswer { created_at: it.created_at.into(), value: it.value }).collect(),
        }
    }
}
