//! Who has signed in.

use napi_derive::napi;
use twitter_feedback::SignedIn;

use crate::credentials::NativeCredentials;
use crate::guard::caught;

#[napi]
pub struct NativeSignedIn(pub(crate) SignedIn);

#[napi]
impl NativeSignedIn {
    /// What a client is made with; they stay native.
    #[napi]
    pub fn credentials(&self) -> napi::Result<NativeCredentials> {
        caught(|| Ok(NativeCredentials(self.0.credentials.clone())))
    }

    #[napi(getter)]
    pub fn user_id(&self) -> &str {
        self.0.user_id.as_str()
    }

    #[napi(getter)]
    pub fn screen_name(&self) -> Option<&str> {
        self.0.screen_name.as_deref()
    }
}
