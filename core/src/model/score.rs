use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::{FeedbackType, tolerant};

/// The number a customer chose: 1–5 for CSAT, 0–10 for NPS (doc).
///
/// A number outside its scale is kept, says so in [`in_range`](Self::in_range) and has no band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Score(i64);

/// What a score counts as in the field's usual reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScoreBand {
    /// NPS 9–10.
    Promoter,
    /// NPS 7–8.
    Passive,
    /// NPS 0–6.
    Detractor,
    /// CSAT 4–5, the "top two".
    Satisfied,
    /// CSAT 3.
    Neutral,
    /// CSAT 1–2.
    Dissatisfied,
}

impl ScoreBand {
    /// The word in tables and files: `promoter`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Promoter => "promoter",
            Self::Passive => "passive",
            Self::Detractor => "detractor",
            Self::Satisfied => "satisfied",
            Self::Neutral => "neutral",
            Self::Dissatisfied => "dissatisfied",
        }
    }
}

impl fmt::Display for ScoreBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Score {
    /// A score as it stands, in range or not.
    pub const fn new(value: i64) -> Self {
        Self(value)
    }

    /// The number.
    pub const fn value(self) -> i64 {
        self.0
    }

    /// What the number counts as on this type's scale; `None` off the scale or for an unknown type.
    pub fn band(self, of: &FeedbackType) -> Option<ScoreBand> {
        match (of, self.0) {
            (FeedbackType::Nps, 9..=10) => Some(ScoreBand::Promoter),
            (FeedbackType::Nps, 7..=8) => Some(ScoreBand::Passive),
            (FeedbackType::Nps, 0..=6) => Some(ScoreBand::Detractor),
            (FeedbackType::Csat, 4..=5) => Some(ScoreBand::Satisfied),
            (FeedbackType::Csat, 3) => Some(ScoreBand::Neutral),
            (FeedbackType::Csat, 1..=2) => Some(ScoreBand::Dissatisfied),
            _ => None,
        }
    }

    /// Whether the number lies on this type's scale.
    pub fn in_range(self, of: &FeedbackType) -> bool {
        self.band(of).is_some()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::integer(deserializer).map(Self)
    }
}
