//! The four strings of OAuth 1.0a. They go in and never come out.

use std::collections::HashMap;

use napi_derive::napi;
use twitter_feedback::Credentials;
use twitter_feedback_bindings::in_camel_case;

use crate::guard::caught;

#[napi]
pub struct NativeCredentials(pub(crate) Credentials);

#[napi]
impl NativeCredentials {
    #[napi(constructor)]
    pub fn new(
        consumer_key: String,
        consumer_secret: String,
        access_token: String,
        access_token_secret: String,
    ) -> napi::Result<Self> {
        caught(|| {
            let made = Credentials::new(consumer_key, consumer_secret, access_token, access_token_secret);
            made.map(Self).map_err(in_camel_case)
        })
    }

    #[napi(factory)]
    pub fn from_env(variables: HashMap<String, String>) -> napi::Result<Self> {
        caught(|| Ok(Self(Credentials::from_variables(|name| variables.get(name).cloned())?)))
    }

    #[napi(factory)]
    pub fn from_file(path: String) -> napi::Result<Self> {
        caught(|| Ok(Self(Credentials::from_file(path)?)))
    }

    #[napi]
    pub fn to_file(&self, path: String) -> napi::Result<()> {
        caught(|| self.0.to_file(path))
    }
}
