use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::tolerant;

/// Which question was asked: the service's `type`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FeedbackType {
    /// Customer satisfaction, answered 1 to 5.
    Csat,
    /// Net promoter score, answered 0 to 10.
    Nps,
    /// A type this version does not know; its text is kept as it came.
    Other(CompactString),
}

impl FeedbackType {
    /// The service's word, lower case.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Csat => "csat",
            Self::Nps => "nps",
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for FeedbackType {
    /// Case sensitive, as the service is.
    fn from(text: &str) -> Self {
        match text {
            "csat" => Self::Csat,
            "nps" => Self::Nps,
            other => Self::Other(other.into()),
        }
    }
}

impl fmt::Display for FeedbackType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for FeedbackType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FeedbackType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant::text(deserializer)
    }
}
