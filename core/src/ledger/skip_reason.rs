use std::fmt;

/// Why a person was not asked. A normal result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SkipReason {
    /// They were asked, or may have been, not long ago.
    Cooldown,
    /// Somebody is asking them at this moment.
    InProgress,
    /// The sample left them out.
    SampledOut,
    /// It is quiet where the policy says so.
    QuietHours,
    /// They cannot be written to.
    CannotMessage,
    /// The service does not say whether they can be written to.
    UnknownCanDm,
    /// The policy's number for 24 hours is used up.
    DailyMaximum,
    /// The policy names them.
    Suppressed,
}

impl SkipReason {
    /// Every reason.
    pub const ALL: [SkipReason; 8] = [
        Self::Cooldown,
        Self::InProgress,
        Self::SampledOut,
        Self::QuietHours,
        Self::CannotMessage,
        Self::UnknownCanDm,
        Self::DailyMaximum,
        Self::Suppressed,
    ];

    /// As every language spells it: `in_progress`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cooldown => "cooldown",
            Self::InProgress => "in_progress",
            Self::SampledOut => "sampled_out",
            Self::QuietHours => "quiet_hours",
            Self::CannotMessage => "cannot_message",
            Self::UnknownCanDm => "unknown_can_dm",
            Self::DailyMaximum => "daily_maximum",
            Self::Suppressed => "suppressed",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
