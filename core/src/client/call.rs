/// Operations that the service counts apart, by the path of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    Create,
    Show,
    Events,
    Friendship,
    VerifyCredentials,
}

impl Operation {
    /// The service's name of it, which is also the key of its rate limit.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Create => "feedback/create",
            Self::Show => "feedback/show",
            Self::Events => "feedback/events",
            Self::Friendship => "friendships/show",
            Self::VerifyCredentials => "account/verify_credentials",
        }
    }

    pub(crate) fn path(self) -> String {
        format!("/1.1/{}.json", self.name())
    }
}

/// One request that reads.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) operation: Operation,
    pub(crate) path: String,
    pub(crate) params: Vec<(&'static str, String)>,
    /// An unsigned request is sent for its `Date` alone.
    pub(crate) signed: bool,
}

impl Call {
    pub(crate) fn new(operation: Operation, params: Vec<(&'static str, String)>) -> Self {
        Self { operation, path: operation.path(), params, signed: true }
    }
}
