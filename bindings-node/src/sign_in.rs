//! Signing in: what was begun, and its two ends.

use std::sync::Arc;

use napi_derive::napi;
use twitter_feedback::{SignIn, SignInOptions};
use twitter_feedback_bindings::in_camel_case;

use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::sign_in_options::NativeSignInOptions;
use crate::signed_in::NativeSignedIn;
use crate::value;

#[napi]
pub struct NativeSignIn(Arc<SignIn>);

/// Asks for a request token.
#[napi]
pub fn begin_sign_in(to: &Deliveries, call: u32, options: NativeSignInOptions) -> napi::Result<()> {
    caught(|| {
        let options = SignInOptions::try_from(options).map_err(in_camel_case)?;
        let work = async move { SignIn::begin(options).await.map_err(in_camel_case) };
        to.start(call, work, |begun| Ok(value::sign_in(NativeSignIn(Arc::new(begun)))))
    })
}

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

    #[napi]
    pub fn complete(&self, to: &Deliveries, call: u32, pin: String) -> napi::Result<()> {
        caught(|| {
            let sign_in = Arc::clone(&self.0);
            let work = async move { sign_in.complete(&pin).await };
            to.start(call, work, |signed_in| Ok(value::signed_in(NativeSignedIn(signed_in))))
        })
    }

    #[napi]
    pub fn complete_callback(&self, to: &Deliveries, call: u32, url: String) -> napi::Result<()> {
        caught(|| {
            let sign_in = Arc::clone(&self.0);
            let work = async move { sign_in.complete_callback(&url).await };
            to.start(call, work, |signed_in| Ok(value::signed_in(NativeSignedIn(signed_in))))
        })
    }
}
