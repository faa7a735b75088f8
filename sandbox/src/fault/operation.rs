//! Which calls a fault meets.

use std::fmt;
use std::str::FromStr;

use crate::error::SandboxError;

/// The calls that a fault meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultOperation {
    /// `POST feedback/create.json`
    Create,
    /// `GET feedback/show/:id.json`
    Show,
    /// `GET feedback/events.json`
    Events,
    /// `GET friendships/show.json`
    Friendship,
    /// Every request to the service, unknown paths included.
    Any,
}

impl FaultOperation {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Show => "show",
            Self::Events => "events",
            Self::Friendship => "friendship",
            Self::Any => "any",
        }
    }

    /// Whether a fault for this operation meets a request of that one; `None` is a request that only
    /// `any` meets.
    pub(super) fn meets(self, request: Option<Self>) -> bool {
        self == Self::Any || Some(self) == request
    }
}

impl fmt::Display for FaultOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FaultOperation {
    type Err = SandboxError;

    fn from_str(name: &str) -> Result<Self, SandboxError> {
        [Self::Create, Self::Show, Self::Events, Self::Friendship, Self::Any]
            .into_iter()
            .find(|operation| operation.name() == name)
            .ok_or_else(|| SandboxError::invalid("operation", "must be create, show, events, friendship or any", name))
    }
}
