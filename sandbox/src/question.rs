//! The questions that the service knows, by type and variant.

/// The two kinds of feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedbackType {
    Csat,
    Nps,
}

impl FeedbackType {
    /// Case sensitive (doc).
    pub(crate) fn parse(value: &str) -> Option<Self> {
        match value {
            "csat" => Some(Self::Csat),
            "nps" => Some(Self::Nps),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Csat => "csat",
            Self::Nps => "nps",
        }
    }

    /// The highest `question_variant_id`: 37 for CSAT (doc), 9 for NPS (0 to 5 doc, the rest seen).
    pub(crate) fn last_variant(self) -> u32 {
        match self {
            Self::Csat => 37,
            Self::Nps => 9,
        }
    }

    /// The scores a person can give, both ends included (doc).
    pub(crate) fn scores(self) -> (i64, i64) {
        match self {
            Self::Csat => (1, 5),
            Self::Nps => (0, 10),
        }
    }
}
