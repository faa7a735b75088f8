//! The options of a client, each with the type that TypeScript has checked.

use std::time::Duration;

use napi::bindgen_prelude::Buffer;
use napi_derive::napi;
use twitter_feedback::{ClientBuilder, FeedbackError, Problem, RetryPolicy};
use twitter_feedback_bindings::set;

/// Times are milliseconds.
#[napi(object, object_to_js = false)]
pub struct NativeClientOptions {
    pub api_base: Option<String>,
    pub test: Option<bool>,
    pub clock: Option<String>,
    pub timeout_ms: Option<f64>,
    pub connect_timeout_ms: Option<f64>,
    pub read_timeout_ms: Option<f64>,
    pub operation_timeout_ms: Option<f64>,
    pub max_rate_wait_ms: Option<f64>,
    pub max_tries: Option<u32>,
    pub proxy: Option<String>,
    pub root_certificate: Option<Buffer>,
    pub user_agent: Option<String>,
}

type Set<T> = fn(ClientBuilder, T) -> ClientBuilder;

impl NativeClientOptions {
    /// Sets what is given.
    pub(crate) fn apply(self, mut builder: ClientBuilder) -> Result<ClientBuilder, FeedbackError> {
        let mut problems = Vec::new();
        let times: [(&str, Option<f64>, Set<Duration>); 5] = [
            ("timeoutMs", self.timeout_ms, ClientBuilder::timeout),
            ("connectTimeoutMs", self.connect_timeout_ms, ClientBuilder::connect_timeout),
            ("readTimeoutMs", self.read_timeout_ms, ClientBuilder::read_timeout),
            ("operationTimeoutMs", self.operation_timeout_ms, ClientBuilder::operation_timeout),
            ("maxRateWaitMs", self.max_rate_wait_ms, ClientBuilder::max_rate_wait),
        ];
        for (name, given, apply) in times {
            match given.map(|given| milliseconds(name, given)).transpose() {
                Ok(time) => builder = set(builder, time, apply),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(FeedbackError::misconfigured(problems));
        }
        let clock = self.clock.map(|clock| clock.parse()).transpose()?;
        let tries = self.max_tries.map(|tries| RetryPolicy::default().with_max_tries(tries));
        builder = set(builder, self.api_base, ClientBuilder::api_base);
        builder = set(builder, self.proxy, ClientBuilder::proxy);
        builder = set(builder, self.user_agent, ClientBuilder::user_agent);
        builder = set(builder, self.test, ClientBuilder::test);
        builder = set(builder, clock, ClientBuilder::clock);
        builder = set(builder, tries, ClientBuilder::retry);
        if let Some(pem) = self.root_certificate {
            // A copy: the bytes are JavaScript's.
            builder = builder.root_certificate(pem.to_vec());
        }
        Ok(builder)
    }
}

/// A span of time of this name.
pub(crate) fn milliseconds(name: &str, given: f64) -> Result<Duration, Problem> {
    let rule = "must be a number of milliseconds";
    Duration::try_from_secs_f64(given / 1000.0).map_err(|_| Problem::new(name, rule, &given.to_string()))
}
