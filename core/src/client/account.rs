use serde::Deserialize;

use super::call::{Call, Operation};
use super::client_handle::Client;
use super::reply::Reply;
use crate::model::{ErrorKind, FeedbackError, Id, reading};

/// The account that the credentials belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// Its user id.
    pub user_id: Id,
    /// Its @name, without the @.
    pub screen_name: Option<String>,
    /// Its display name.
    pub name: Option<String>,
    /// What the app may do, from the header `x-access-level`; feedback needs
    /// `read-write-directmessages` (doc).
    pub access_level: Option<String>,
}

#[derive(Deserialize)]
struct WireAccount {
    id_str: Option<Id>,
    id: Option<Id>,
    screen_name: Option<String>,
    name: Option<String>,
}

impl Client {
    /// Who am I? Also the cheapest check of the credentials. Limit of the service (seen): 75 in 15 minutes.
    ///
    /// # Errors
    /// `authentication` when the credentials are not accepted; otherwise see [`ErrorKind`](crate::ErrorKind).
    pub async fn verify_credentials(&self) -> Result<Reply<Account>, FeedbackError> {
        let answer = self.read(Call::new(Operation::VerifyCredentials, Vec::new())).await?;
        let account = self.readable(&answer, |body| {
            let wire: WireAccount = reading::read(&reading::text(body), "an account")?;
            let user_id = wire.id_str.or(wire.id).filter(|id| !id.is_empty()).ok_or_else(|| {
                FeedbackError::new(ErrorKind::Decode, "the account has no id").with_json_path("id_str")
            })?;
            Ok(Account {
                user_id,
                screen_name: wire.screen_name,
                name: wire.name,
                access_level: answer.header("x-access-level").map(str::to_owned),
            })
        })?;
        Ok(Reply::new(account, answer))
    }
}
