use url::form_urlencoded;
use zeroize::Zeroizing;

use super::transport::Answered;
use crate::model::{ErrorKind, FeedbackError, Id, Problem};
use crate::oauth::Credentials;

/// An account that allowed the app to speak for it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SignedIn {
    /// What a [`Client`](super::Client) is made with; [`Credentials::to_file`] keeps them.
    pub credentials: Credentials,
    /// The account's user id.
    pub user_id: Id,
    /// Its @name, without the @.
    pub screen_name: Option<String>,
}

/// The longest answer that can be a token, in bytes.
const LONGEST: usize = 16 * 1024;

/// A token and what came with it: form-encoded whatever the answer's Content-Type says (seen).
pub(super) struct TokenAnswer<'a>(&'a [u8]);

impl<'a> TokenAnswer<'a> {
    pub(super) fn read(answer: &'a Answered) -> Result<Self, FeedbackError> {
        if answer.body.len() > LONGEST {
            let message = format!("the answer has {} bytes, which is no token", answer.body.len());
            return Err(FeedbackError::new(ErrorKind::Decode, message));
        }
        Ok(Self(&answer.body))
    }

    pub(super) fn optional(&self, name: &str) -> Option<Zeroizing<String>> {
        let value =
            form_urlencoded::parse(self.0).find(|(found, _)| found == name).map(|(_, value)| value.into_owned());
        value.filter(|value| !value.is_empty()).map(Zeroizing::new)
    }

    /// A member that must be there. The error repeats nothing of the answer: it may hold a secret.
    pub(super) fn required(&self, name: &str) -> Result<Zeroizing<String>, FeedbackError> {
        self.optional(name).ok_or_else(|| {
            FeedbackError::new(ErrorKind::Decode, format!("the answer has no {name}")).with_json_path(name)
        })
    }

    /// The four of them, with the app's keys.
    pub(super) fn credentials(&self, consumer_key: &str, consumer_secret: &str) -> Result<Credentials, FeedbackError> {
        let (token, secret) = (self.required("oauth_token")?, self.required("oauth_token_secret")?);
        Credentials::new(consumer_key, consumer_secret, token.as_str(), secret.as_str()).map_err(|error| {
            // They came from the answer, so no setting is wrong.
            let listed: Vec<String> = error.problems().iter().map(Problem::to_string).collect();
            FeedbackError::new(ErrorKind::Decode, format!("the answer's token is unusable: {}", listed.join("; ")))
        })
    }
}
