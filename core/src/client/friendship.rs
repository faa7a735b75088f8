use serde::Deserialize;

use super::call::{Call, Operation};
use super::client_handle::Client;
use super::reply::Reply;
use super::show::require_id;
use crate::model::{FeedbackError, Id, reading};

/// What stands between the account that asks and another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Friendship {
    /// The other account.
    pub target_id: Option<Id>,
    /// Whether the other can be sent a Direct Message; `None` when the service does not say (seen).
    pub can_dm: Option<bool>,
}

#[derive(Deserialize)]
struct WireFriendship {
    relationship: Relationship,
}

#[derive(Deserialize)]
struct Relationship {
    source: Source,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Source {
    can_dm: Option<bool>,
}

#[derive(Deserialize)]
struct Target {
    id_str: Option<Id>,
    id: Option<Id>,
}

impl Client {
    /// What stands between the account that asks and this user. Limit of the service (seen): 180 in 15 minutes.
    ///
    /// # Errors
    /// `not_found` for a user that does not exist; otherwise see [`ErrorKind`](crate::ErrorKind).
    pub async fn friendship(&self, user_id: impl AsRef<str>) -> Result<Reply<Friendship>, FeedbackError> {
        let user_id = user_id.as_ref();
        require_id("user_id", user_id)?;
        let answer = self.read(Call::new(Operation::Friendship, vec![("target_id", user_id.to_owned())])).await?;
        let friendship = self.readable(&answer, |body| {
            let wire: WireFriendship = reading::read(&reading::text(body), "a friendship")?;
            let target = wire.relationship.target;
            Ok(Friendship {
                target_id: target.and_then(|target| target.id_str.or(target.id)),
                can_dm: wire.relationship.source.can_dm,
            })
        })?;
        Ok(Reply::new(friendship, answer))
    }

    /// Whether this user can be sent a Direct Message: yes, no, or the service does not say.
    ///
    /// # Errors
    /// As [`friendship`](Self::friendship).
    pub async fn can_dm(&self, user_id: impl AsRef<str>) -> Result<Option<bool>, FeedbackError> {
        Ok(self.friendship(user_id).await?.can_dm)
    }
}
