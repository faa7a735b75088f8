//! The options of signing in, each with the type that TypeScript has checked.

use napi::bindgen_prelude::Buffer;
use napi_derive::napi;
use twitter_feedback::{FeedbackError, SignInOptions};
use twitter_feedback_bindings::set;

use crate::client_options::milliseconds;

#[napi(object, object_to_js = false)]
pub struct NativeSignInOptions {
    pub consumer_key: String,
    pub consumer_secret: String,
    pub callback: Option<String>,
    pub api_base: Option<String>,
    pub authorize_base: Option<String>,
    pub clock: Option<String>,
    pub timeout_ms: Option<f64>,
    pub proxy: Option<String>,
    pub root_certificate: Option<Buffer>,
    pub user_agent: Option<String>,
}

impl TryFrom<NativeSignInOptions> for SignInOptions {
    type Error = FeedbackError;

    fn try_from(given: NativeSignInOptions) -> Result<Self, FeedbackError> {
        let timeout = given.timeout_ms.map(|timeout| milliseconds("timeoutMs", timeout)).transpose();
        let timeout = timeout.map_err(|problem| FeedbackError::misconfigured(vec![problem]))?;
        let clock = given.clock.map(|clock| clock.parse()).transpose()?;
        let options = Self::new(given.consumer_key, given.consumer_secret);
        let options = set(options, given.callback, Self::callback);
        let options = set(options, given.api_base, Self::api_base);
        let options = set(options, given.authorize_base, Self::authorize_base);
        let options = set(options, clock, Self::clock);
        let options = set(options, timeout, Self::timeout);
        let options = set(options, given.proxy, Self::proxy);
        // A copy: the bytes are JavaScript's.
        let options = set(options, given.root_certificate.map(|pem| pem.to_vec()), Self::root_certificate);
        Ok(set(options, given.user_agent, Self::user_agent))
    }
}
