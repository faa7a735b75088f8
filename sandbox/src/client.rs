//! A client that is set up for this sandbox.

use twitter_feedback::{Client, ClientBuilder, ClockSource, Credentials, FeedbackError};

use crate::sandbox::Sandbox;

impl Sandbox {
    /// A client with the keys of the sender, this API base, and the sandbox's own clock.
    ///
    /// # Errors
    /// `configuration` if the HTTP client cannot be made.
    pub fn client(&self) -> Result<Client, FeedbackError> {
        self.client_builder()?.build()
    }

    /// The same, to be changed further.
    ///
    /// # Errors
    /// None that are known: the sandbox's keys are well formed.
    pub fn client_builder(&self) -> Result<ClientBuilder, FeedbackError> {
        let own = self.credentials();
        let credentials =
            Credentials::new(&own.consumer_key, &own.consumer_secret, &own.access_token, &own.access_token_secret)?;
        Ok(Client::builder(credentials).api_base(self.url()).clock(ClockSource::Service))
    }
}
