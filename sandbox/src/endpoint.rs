//! The calls of the service, by method and path.

use crate::fault::FaultOperation;

/// One call that the service knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint<'a> {
    Create,
    /// With what stands between `show/` and `.json`.
    Show(&'a str),
    Events,
    Friendship,
    User,
    VerifyCredentials,
}

/// Calls that share a limit of reading. Creates have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    Show,
    Events,
    Friendship,
    Users,
    VerifyCredentials,
}

impl Family {
    /// Requests per token and 15 minutes: show and events doc, the rest seen.
    pub(crate) fn limit(self) -> u64 {
        match self {
            Self::Show | Self::Friendship => 180,
            Self::Events => 1_000,
            Self::Users => 900,
            Self::VerifyCredentials => 75,
        }
    }
}

impl<'a> Endpoint<'a> {
    /// `None` for everything else, a wrong method included: the platform answers both alike (seen).
    pub(crate) fn of(method: &str, path: &'a str) -> Option<Self> {
        let call = path.strip_prefix("/1.1/")?.strip_suffix(".json")?;
        match (method, call) {
            ("POST", "feedback/create") => Some(Self::Create),
            ("GET", "feedback/events") => Some(Self::Events),
            ("GET", "friendships/show") => Some(Self::Friendship),
            ("GET", "users/show") => Some(Self::User),
            ("GET", "account/verify_credentials") => Some(Self::VerifyCredentials),
            ("GET", _) => call.strip_prefix("feedback/show/").map(Self::Show),
            _ => None,
        }
    }

    pub(crate) fn family(&self) -> Option<Family> {
        match self {
            Self::Create => None,
            Self::Show(_) => Some(Family::Show),
            Self::Events => Some(Family::Events),
            Self::Friendship => Some(Family::Friendship),
            Self::User => Some(Family::Users),
            Self::VerifyCredentials => Some(Family::VerifyCredentials),
        }
    }

    /// The operation whose faults meet this call; the others are met by `any` alone.
    pub(crate) fn operation(&self) -> Option<FaultOperation> {
        match self {
            Self::Create => Some(FaultOperation::Create),
            Self::Show(_) => Some(FaultOperation::Show),
            Self::Events => Some(FaultOperation::Events),
            Self::Friendship => Some(FaultOperation::Friendship),
            Self::User | Self::VerifyCredentials => None,
        }
    }
}
