//! The calls of the service, by method and path.

use crate::fault::FaultOperation;

/// One call that the service knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint<'a> {
    /// Signed with an account's token.
    Account(Operation<'a>),
    Handshake(Step),
}

/// What is done for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operation<'a> {
    Create,
    /// With what stands between `show/` and `.json`.
    Show(&'a str),
    Events,
    Friendship,
    User,
    VerifyCredentials,
    /// With what stands between `submit/` and `.json`.
    Submit(&'a str),
    /// With what stands between `dismiss/` and `.json`.
    Dismiss(&'a str),
    InvalidateToken,
}

/// The steps of signing in, which stand beside `/1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    RequestToken,
    /// The page with the buttons.
    Authorize,
    /// A button of that page.
    Press,
    AccessToken,
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
        match path.strip_prefix("/oauth/") {
            Some(step) => Step::of(method, step).map(Self::Handshake),
            None => Operation::of(method, path.strip_prefix("/1.1/")?.strip_suffix(".json")?).map(Self::Account),
        }
    }

    pub(crate) fn family(&self) -> Option<Family> {
        match self {
            Self::Account(operation) => operation.family(),
            Self::Handshake(_) => None,
        }
    }

    /// The operation whose faults meet this call; the others are met by `any` alone.
    pub(crate) fn operation(&self) -> Option<FaultOperation> {
        match self {
            Self::Account(Operation::Create) => Some(FaultOperation::Create),
            Self::Account(Operation::Show(_)) => Some(FaultOperation::Show),
            Self::Account(Operation::Events) => Some(FaultOperation::Events),
            Self::Account(Operation::Friendship) => Some(FaultOperation::Friendship),
            _ => None,
        }
    }
}

impl<'a> Operation<'a> {
    fn of(method: &str, call: &'a str) -> Option<Self> {
        match (method, call) {
            ("POST", "feedback/create") => Some(Self::Create),
            ("GET", "feedback/events") => Some(Self::Events),
            ("GET", "friendships/show") => Some(Self::Friendship),
            ("GET", "users/show") => Some(Self::User),
            ("GET", "account/verify_credentials") => Some(Self::VerifyCredentials),
            ("POST", "oauth/invalidate_token") => Some(Self::InvalidateToken),
            ("GET", _) => call.strip_prefix("feedback/show/").map(Self::Show),
            ("POST", _) => {
                let submitted = call.strip_prefix("feedback/submit/").map(Self::Submit);
                submitted.or_else(|| call.strip_prefix("feedback/dismiss/").map(Self::Dismiss))
            }
            _ => None,
        }
    }

    pub(crate) fn family(&self) -> Option<Family> {
        match self {
            Self::Show(_) => Some(Family::Show),
            Self::Events => Some(Family::Events),
            Self::Friendship => Some(Family::Friendship),
            Self::User => Some(Family::Users),
            Self::VerifyCredentials => Some(Family::VerifyCredentials),
            // Whatever is written has no limit of reading.
            Self::Create | Self::Submit(_) | Self::Dismiss(_) | Self::InvalidateToken => None,
        }
    }
}

impl Step {
    /// Whoever authenticates sees the same page as whoever authorizes, although the platform skips it for an app that
    /// is authorized already (doc).
    fn of(method: &str, step: &str) -> Option<Self> {
        match (method, step) {
            ("POST", "request_token") => Some(Self::RequestToken),
            ("GET", "authorize" | "authenticate") => Some(Self::Authorize),
            ("POST", "authorize" | "authenticate") => Some(Self::Press),
            ("POST", "access_token") => Some(Self::AccessToken),
            _ => None,
        }
    }
}
