//! Signing in: what is secret stays here until it is asked for.

use std::sync::Arc;

use twitter_feedback::{FeedbackError, SignIn, SignInOptions, SignedIn};
use twitter_feedback_bindings::in_camel_case;

use crate::calling::called;
use crate::credentials::NativeCredentials;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::sign_in_options::NativeSignInOptions;

#[derive(uniffi::Object)]
pub struct NativeSignIn(Arc<SignIn>);

#[derive(uniffi::Record)]
pub struct NativeSignedIn {
    pub credentials: Arc<NativeCredentials>,
    pub user_id: String,
    pub screen_name: Option<String>,
}

#[uniffi::export]
impl NativeSignIn {
    /// Asks for a request token.
    #[uniffi::constructor]
    pub async fn begin(options: NativeSignInOptions) -> Result<Arc<Self>, NativeError> {
        called(async move { Self::made(SignIn::begin(SignInOptions::try_from(options)?).await) }).await
    }

    /// Nothing is sent.
    #[uniffi::constructor]
    pub fn resume(
        options: NativeSignInOptions,
        oauth_token: String,
        oauth_token_secret: String,
    ) -> Result<Arc<Self>, NativeError> {
        caught(|| Self::made(SignIn::resume(SignInOptions::try_from(options)?, oauth_token, oauth_token_secret)))
    }

    pub fn authorize_url(&self) -> Result<String, NativeError> {
        caught(|| Ok(self.0.authorize_url()))
    }

    pub fn oauth_token(&self) -> Result<String, NativeError> {
        caught(|| Ok(self.0.oauth_token().to_owned()))
    }

    pub fn oauth_token_secret(&self) -> Result<String, NativeError> {
        caught(|| Ok(self.0.oauth_token_secret().to_owned()))
    }

    pub async fn complete(&self, pin: String) -> Result<NativeSignedIn, NativeError> {
        let sign_in = Arc::clone(&self.0);
        called(async move { sign_in.complete(&pin).await.map(NativeSignedIn::from) }).await
    }

    pub async fn complete_callback(&self, url: String) -> Result<NativeSignedIn, NativeError> {
        let sign_in = Arc::clone(&self.0);
        called(async move { sign_in.complete_callback(&url).await.map(NativeSignedIn::from) }).await
    }
}

impl NativeSignIn {
    fn made(begun: Result<SignIn, FeedbackError>) -> Result<Arc<Self>, FeedbackError> {
        begun.map(|sign_in| Arc::new(Self(Arc::new(sign_in)))).map_err(in_camel_case)
    }
}

impl From<SignedIn> for NativeSignedIn {
    fn from(signed_in: SignedIn) -> Self {
        Self {
            credentials: Arc::new(NativeCredentials::from(signed_in.credentials)),
            user_id: signed_in.user_id.as_str().to_owned(),
            screen_name: signed_in.screen_name,
        }
    }
}
