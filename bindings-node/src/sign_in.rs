//! Signing in: what was begun.

use std::sync::Arc;

use napi_derive::napi;
use twitter_feedback::{SignIn, SignInOptions};
use twitter_feedback_bindings::in_camel_case;

use crate::guard::caught;
use crate::sign_in_options::NativeSignInOptions;

#[napi]
pub struct NativeSignIn(pub(crate) Arc<SignIn>);

#[napi]
impl NativeSignIn {
    /// Nothing is sent.
    #[napi(factory)]
    pub fn resume(options: NativeSignInOptions, oauth_token: String, oauth_token_secret: String) -> napi::Result<Self> {
        caught(|| {
            let resumed = SignInOptions::try_from(options)
                .and_then(|options| SignIn::resume(options, oauth_token, oauth_token_secret));
            resumed.map(|sign_in| Self(Arc::new(sign_in))).map_err(in_camel_case)
        })
    }

    #[napi(getter)]
    pub fn authorize_url(&self) -> napi::Result<String> {
        caught(|| Ok(self.0.authorize_url()))
    }

    #[napi(getter)]
    pub fn oauth_token(&self) -> napi::Result<String> {
        caught(|| Ok(self.0.oauth_token().to_owned()))
    }

    #[napi(getter)]
    pub fn oauth_token_secret(&self) -> napi::Result<String> {
        caught(|| Ok(self.0.oauth_token_secret().to_owned()))
    }
}
