//! Signing in: how it begins, and its two ends.

use std::sync::Arc;

use napi_derive::napi;
use twitter_feedback::{SignIn, SignInOptions};
use twitter_feedback_bindings::in_camel_case;

use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::sign_in::NativeSignIn;
use crate::sign_in_options::NativeSignInOptions;
use crate::signed_in::NativeSignedIn;
use crate::value;

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
pub fn complete_sign_in(to: &Deliveries, call: u32, begun: &NativeSignIn, pin: String) -> napi::Result<()> {
    caught(|| {
        let sign_in = Arc::clone(&begun.0);
        let work = async move { sign_in.complete(&pin).await };
        to.start(call, work, |signed_in| Ok(value::signed_in(NativeSignedIn(signed_in))))
    })
}

#[napi]
pub fn complete_sign_in_callback(to: &Deliveries, call: u32, begun: &NativeSignIn, url: String) -> napi::Result<()> {
    caught(|| {
        let sign_in = Arc::clone(&begun.0);
        let work = async move { sign_in.complete_callback(&url).await };
        to.start(call, work, |signed_in| Ok(value::signed_in(NativeSignedIn(signed_in))))
    })
}
