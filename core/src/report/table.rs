use std::borrow::Cow;

use crate::fold::Folded;
use crate::model::{FeedbackType, Timestamp};

/// The columns, in order. Names are fixed; columns are only ever added behind the last.
pub const COLUMNS: [&str; 20] = [
    "feedback_id",
    "type",
    "test",
    "created_at",
    "updated_at",
    "from_user_id",
    "to_user_id",
    "dm_id",
    "external_id",
    "display_name",
    "question_variant_id",
    "question_text",
    "privacy_url",
    "score",
    "score_at",
    "score_band",
    "comment",
    "comment_at",
    "responded",
    "seconds_to_score",
];

/// One value of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing is known. An empty score is never 0.
    Empty,
    /// An id, in its digits.
    Id(String),
    /// A word or sentence of ours.
    Word(String),
    /// Text that people or other programs wrote: hostile until guarded.
    External(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A time, UTC.
    Time(Timestamp),
}

impl Cell {
    /// The value as text: times in RFC 3339 with milliseconds, nothing as nothing.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Id(text) | Self::Word(text) | Self::External(text) => Cow::Borrowed(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Self::Time(time) => Cow::Owned(time.to_string()),
        }
    }
}

/// One feedback as a row: a cell for each of [`COLUMNS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row([Cell; COLUMNS.len()]);

impl Row {
    /// The cells, in the order of [`COLUMNS`].
    pub fn cells(&self) -> &[Cell] {
        &self.0
    }

    /// The cell of this column.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        let index = COLUMNS.iter().position(|name| *name == column)?;
        self.0.get(index)
    }
}

impl From<&Folded> for Row {
    fn from(folded: &Folded) -> Self {
        let feedback = folded.feedback();
        let id = |id: Option<&str>| match id {
            Some(id) if id.bytes().all(|byte| byte.is_ascii_digit()) => Cell::Id(id.to_owned()),
            // What is no id is somebody's text, whatever field it stood in.
            Some(other) => Cell::External(other.to_owned()),
            None => Cell::Empty,
        };
        let external = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::External(text.to_owned()));
        let time = |time: Option<Timestamp>| time.map_or(Cell::Empty, Cell::Time);
        let score = feedback.response.score.as_ref();
        let comment = feedback.response.text.as_ref();
        let seconds_to_score = score
            .zip(feedback.created_at)
            .map(|(score, asked)| score.created_at.as_seconds().saturating_sub(asked.as_seconds()));
        Self([
            id(Some(&feedback.id)),
            match &feedback.r#type {
                FeedbackType::Other(other) => Cell::External(other.to_string()),
                known => Cell::Word(known.to_string()),
            },
            Cell::Boolean(feedback.test),
            time(feedback.created_at),
            time(feedback.updated_at),
            id(feedback.from_user_id.as_deref()),
            id(feedback.to_user_id.as_deref()),
            id(feedback.dm_id.as_deref()),
            external(feedback.external_id.as_deref()),
            external(feedback.display_name.as_deref()),
            // What the service does not send it has taken as its default (doc).
            id(Some(feedback.question_variant_id.as_deref().unwrap_or("0"))),
            feedback.question_text().map_or(Cell::Empty, Cell::External),
            external(feedback.privacy_url.as_deref()),
            score.map_or(Cell::Empty, |score| Cell::Integer(score.value.value())),
            time(score.map(|score| score.created_at)),
            feedback.score_band().map_or(Cell::Empty, |band| Cell::Word(band.to_string())),
            external(feedback.comment()),
            time(comment.map(|text| text.created_at)),
            Cell::Boolean(!feedback.response.is_empty()),
            seconds_to_score.map_or(Cell::Empty, Cell::Integer),
        ])
    }
}
