//! The states of a fold on their way to Kotlin.

use twitter_feedback::Folded;

use crate::bytes::Bytes;
use crate::rows::Rows;
use crate::times::Moment;

#[derive(uniffi::Record)]
pub struct States {
    /// A row for each state.
    pub rows: Bytes,
    pub states: Vec<FoldedData>,
}

/// What is known of a state beside its row.
#[derive(uniffi::Record)]
pub struct FoldedData {
    /// The state in one spelling.
    pub json: String,
    pub score_conflict: bool,
    pub text_conflict: bool,
    pub score_out_of_range: bool,
    pub scores: Vec<ScoreAnswer>,
    pub texts: Vec<TextAnswer>,
}

#[derive(uniffi::Record)]
pub struct ScoreAnswer {
    pub created_at: Moment,
    pub value: i64,
}

#[derive(uniffi::Record)]
pub struct TextAnswer {
    pub created_at: Moment,
    pub value: String,
}

impl States {
    pub(crate) fn of<'a>(states: impl Iterator<Item = &'a Folded>) -> Self {
        let (feedbacks, states): (Vec<_>, Vec<_>) = states
            .map(|state| {
                let feedback = state.feedback();
                let data = FoldedData::new(state, feedback.raw().to_owned());
                (feedback, data)
            })
            .unzip();
        Self { rows: Rows::of_feedbacks(&feedbacks), states }
    }
}

impl FoldedData {
    fn new(state: &Folded, json: String) -> Self {
        let scores = state.scores().into_iter();
        let texts = state.texts().into_iter();
        Self {
            json,
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
