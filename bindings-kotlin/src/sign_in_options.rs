//! The options of signing in, each as Kotlin has checked it.

use std::time::Duration;

use twitter_feedback::{FeedbackError, SignInOptions};
use twitter_feedback_bindings::set;

#[derive(uniffi::Record)]
pub struct NativeSignInOptions {
    pub consumer_key: String,
    pub consumer_secret: String,
    pub callback: Option<String>,
    pub api_base: Option<String>,
    pub authorize_base: Option<String>,
    pub clock: Option<String>,
    pub timeout: Option<Duration>,
    pub proxy: Option<String>,
    pub root_certificate: Option<Vec<u8>>,
    pub user_agent: Option<String>,
}

impl TryFrom<NativeSignInOptions> for SignInOptions {
    type Error = FeedbackError;

    fn try_from(given: NativeSignInOptions) -> Result<Self, FeedbackError> {
        let clock = given.clock.map(|clock| clock.parse()).transpose()?;
        let options = Self::new(given.consumer_key, given.consumer_secret);
        let options = set(options, given.callback, Self::callback);
        let options = set(options, given.api_base, Self::api_base);
        let options = set(options, given.authorize_base, Self::authorize_base);
        let options = set(options, clock, Self::clock);
        let options = set(options, given.timeout, Self::timeout);
        let options = set(options, given.proxy, Self::proxy);
        let options = set(options, given.root_certificate, Self::root_certificate);
        Ok(set(options, given.user_agent, Self::user_agent))
    }
}
