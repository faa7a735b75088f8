use std::fmt;

/// One thing that [`Client::doctor`](super::Client::doctor) looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// What was looked at: `host`, `clock`, `credentials`, `permission`, `limits` or `allow_listing`.
    pub name: &'static str,
    /// How it is.
    pub state: CheckState,
    /// What was found, as a sentence; never a secret.
    pub finding: String,
    /// What to do next, as a sentence.
    pub next_step: String,
}

/// How a [`Check`] ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CheckState {
    /// Nothing is wrong.
    Ok,
    /// It works today, and something should be done.
    Warning,
    /// It cannot work like this.
    Failed,
    /// It could not be found out.
    Unknown,
}

impl CheckState {
    /// The state's name as every language spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for CheckState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Check {
    pub(super) fn new(name: &'static str, state: CheckState, finding: impl Into<String>, next_step: &str) -> Self {
        Self { name, state, finding: finding.into(), next_step: next_step.to_owned() }
    }

    pub(super) fn ok(name: &'static str, finding: impl Into<String>) -> Self {
        Self::new(name, CheckState::Ok, finding, "Nothing to do.")
    }
}
