//! The four strings of OAuth 1.0a. They go in and never come out.

use std::collections::HashMap;
use std::sync::Arc;

use twitter_feedback::{Client, Credentials};
use twitter_feedback_bindings::in_camel_case;

use crate::client::NativeClient;
use crate::client_options::NativeClientOptions;
use crate::errors::NativeError;
use crate::guard::caught;

#[derive(uniffi::Object)]
pub struct NativeCredentials(Credentials);

#[uniffi::export]
impl NativeCredentials {
    #[uniffi::constructor]
    pub fn new(
        consumer_key: String,
        consumer_secret: String,
        access_token: String,
        access_token_secret: String,
    ) -> Result<Arc<Self>, NativeError> {
        caught(|| {
            let made = Credentials::new(consumer_key, consumer_secret, access_token, access_token_secret);
            made.map(|made| Arc::new(Self(made))).map_err(in_camel_case)
        })
    }

    #[uniffi::constructor]
    pub fn from_env(variables: HashMap<String, String>) -> Result<Arc<Self>, NativeError> {
        caught(|| Ok(Arc::new(Self(Credentials::from_variables(|name| variables.get(name).cloned())?))))
    }

    #[uniffi::constructor]
    pub fn from_file(path: String) -> Result<Arc<Self>, NativeError> {
        caught(|| Ok(Arc::new(Self(Credentials::from_file(path)?))))
    }

    pub fn to_file(&self, path: String) -> Result<(), NativeError> {
        caught(|| self.0.to_file(path))
    }

    /// A client with them.
    pub fn client(&self, options: NativeClientOptions) -> Result<Arc<NativeClient>, NativeError> {
        caught(|| NativeClient::build(Client::builder(self.0.clone()), options))
    }
}

impl From<Credentials> for NativeCredentials {
    fn from(credentials: Credentials) -> Self {
        Self(credentials)
    }
}
