//! The options of a client, each as Kotlin has checked it.

use std::time::Duration;

use twitter_feedback::{ClientBuilder, FeedbackError, RetryPolicy};
use twitter_feedback_bindings::set;

#[derive(uniffi::Record)]
pub struct NativeClientOptions {
    pub api_base: Option<String>,
    pub test: Option<bool>,
    pub clock: Option<String>,
    pub timeout: Option<Duration>,
    pub connect_timeout: Option<Duration>,
    pub read_timeout: Option<Duration>,
    pub operation_timeout: Option<Duration>,
    pub max_rate_wait: Option<Duration>,
    pub max_tries: Option<u32>,
    pub proxy: Option<String>,
    pub root_certificate: Option<Vec<u8>>,
    pub user_agent: Option<String>,
}

impl NativeClientOptions {
    /// Sets what is given.
    pub(crate) fn apply(self, builder: ClientBuilder) -> Result<ClientBuilder, FeedbackError> {
        let clock = self.clock.map(|clock| clock.parse()).transpose()?;
        let tries = self.max_tries.map(|tries| RetryPolicy::default().with_max_tries(tries));
        let builder = set(builder, self.api_base, ClientBuilder::api_base);
        let builder = set(builder, self.test, ClientBuilder::test);
        let builder = set(builder, clock, ClientBuilder::clock);
        let builder = set(builder, self.timeout, ClientBuilder::timeout);
        let builder = set(builder, self.connect_timeout, ClientBuilder::connect_timeout);
        let builder = set(builder, self.read_timeout, ClientBuilder::read_timeout);
        let builder = set(builder, self.operation_timeout, ClientBuilder::operation_timeout);
        let builder = set(builder, self.max_rate_wait, ClientBuilder::max_rate_wait);
        let builder = set(builder, tries, ClientBuilder::retry);
        let builder = set(builder, self.proxy, ClientBuilder::proxy);
        let builder = set(builder, self.root_certificate, ClientBuilder::root_certificate);
        Ok(set(builder, self.user_agent, ClientBuilder::user_agent))
    }
}
