//! The people of the sandbox: everyone exists, and a few are special, like a bank's test cards.

use crate::refusal::Refusal;

/// No such person: create answers 403/108, lookups 404/50.
pub const RECIPIENT_UNKNOWN: &str = "9000000000000000404";
/// Suspended: every call about this person answers 403/63.
pub const RECIPIENT_SUSPENDED: &str = "9000000000000000063";
/// Takes no messages: `can_dm` is false, create answers 403/349.
pub const RECIPIENT_NOT_MESSAGEABLE: &str = "9000000000000000349";
/// Does not follow the sender: `can_dm` is false, create answers 403/150.
pub const RECIPIENT_NOT_FOLLOWING: &str = "9000000000000000150";
/// `can_dm` is null, and create works.
pub const RECIPIENT_UNDISCLOSED: &str = "9000000000000000000";

/// How a person can be reached. Only the exact ids above are special.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recipient {
    Reachable,
    Unknown,
    Suspended,
    NotMessageable,
    NotFollowing,
    Undisclosed,
}

impl Recipient {
    pub(crate) fn of(user_id: u64) -> Self {
        match user_id {
            9_000_000_000_000_000_404 => Self::Unknown,
            9_000_000_000_000_000_063 => Self::Suspended,
            9_000_000_000_000_000_349 => Self::NotMessageable,
            9_000_000_000_000_000_150 => Self::NotFollowing,
            9_000_000_000_000_000_000 => Self::Undisclosed,
            _ => Self::Reachable,
        }
    }

    pub(crate) fn can_dm(self) -> Option<bool> {
        match self {
            Self::Reachable => Some(true),
            Self::Undisclosed => None,
            _ => Some(false),
        }
    }

    pub(crate) fn follows(self) -> bool {
        self != Self::NotFollowing
    }

    /// Whether a message can be sent.
    pub(crate) fn check_message(self) -> Result<(), Refusal> {
        match self {
            Self::Reachable | Self::Undisclosed => Ok(()),
            Self::Unknown => Err(Refusal::CANNOT_FIND_USER),
            Self::Suspended => Err(Refusal::SUSPENDED),
            Self::NotMessageable => Err(Refusal::CANNOT_MESSAGE),
            Self::NotFollowing => Err(Refusal::DOES_NOT_FOLLOW),
        }
    }

    /// Whether a lookup finds this person.
    pub(crate) fn check_lookup(self) -> Result<(), Refusal> {
        match self {
            Self::Unknown => Err(Refusal::USER_NOT_FOUND),
            Self::Suspended => Err(Refusal::SUSPENDED),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_ids_are_the_special_ones() {
        for (id, recipient) in [
            (RECIPIENT_UNKNOWN, Recipient::Unknown),
            (RECIPIENT_SUSPENDED, Recipient::Suspended),
            (RECIPIENT_NOT_MESSAGEABLE, Recipient::NotMessageable),
            (RECIPIENT_NOT_FOLLOWING, Recipient::NotFollowing),
            (RECIPIENT_UNDISCLOSED, Recipient::Undisclosed),
            ("9000000000000000405", Recipient::Reachable),
        ] {
            assert_eq!(Recipient::of(id.parse().unwrap()), recipient, "{id}");
        }
    }
}
