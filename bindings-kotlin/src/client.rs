//! The client: one method for each verb.

use std::collections::HashMap;
use std::sync::Arc;

use twitter_feedback::{Client, ClientBuilder, EventsQuery, FeedbackError};
use twitter_feedback_bindings::{after_asking, in_camel_case};

use crate::calling::called;
use crate::client_options::NativeClientOptions;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::listing::Listing;
use crate::prompt::PromptFields;
use crate::records::{self, NativeAccount, NativeCheck, NativeFriendship, NativeRateLimit};
use crate::shown::Shown;
use crate::times::Moment;

/// Closing it in Kotlin drops this handle; calls that are under way have their own.
#[derive(uniffi::Object)]
pub struct NativeClient(Client);

#[derive(uniffi::Record)]
pub struct NativeEventsQuery {
    pub from_time: Option<Moment>,
    pub to_time: Option<Moment>,
    pub count: u32,
    pub cursor: Option<String>,
}

impl NativeEventsQuery {
    fn checked(self) -> Result<EventsQuery, FeedbackError> {
        let time = |given: Option<Moment>| given.map(Moment::timestamp).transpose();
        let query = match self.cursor {
            Some(cursor) => EventsQuery::resume(cursor),
            None => EventsQuery::period(time(self.from_time)?, time(self.to_time)?),
        };
        let query = query.count(self.count);
        query.check()?;
        Ok(query)
    }
}

impl NativeClient {
    pub(crate) fn core(&self) -> Client {
        self.0.clone()
    }

    pub(crate) fn build(builder: ClientBuilder, options: NativeClientOptions) -> Result<Arc<Self>, FeedbackError> {
        options
            .apply(builder)
            .and_then(ClientBuilder::build)
            .map(|client| Arc::new(Self(client)))
            .map_err(in_camel_case)
    }
}

#[uniffi::export]
impl NativeClient {
    /// From these variables of the environment; options go before them.
    #[uniffi::constructor]
    pub fn from_env(
        variables: HashMap<String, String>,
        options: NativeClientOptions,
    ) -> Result<Arc<Self>, NativeError> {
        caught(|| {
            let builder = ClientBuilder::from_variables(|name| variables.get(name).cloned());
            Self::build(builder.map_err(in_camel_case)?, options)
        })
    }

    pub fn api_base(&self) -> Result<String, NativeError> {
        caught(|| Ok(self.0.api_base()))
    }

    pub fn test(&self) -> Result<bool, NativeError> {
        caught(|| Ok(self.0.test()))
    }

    /// What is left of each limit as far as it was seen.
    pub fn rate_limits(&self) -> Result<HashMap<String, NativeRateLimit>, NativeError> {
        caught(|| Ok(records::rate_limits(&self.0.rate_limits())))
    }

    pub async fn create(&self, prompt: PromptFields) -> Result<Shown, NativeError> {
        let (client, prompt) = (self.0.clone(), caught(|| prompt.build())?);
        called(async move {
            let answer = client.create(&prompt).await?;
            after_asking(|| Ok(Shown::from(answer)))
        })
        .await
    }

    pub async fn show(&self, feedback_id: String) -> Result<Shown, NativeError> {
        let client = self.0.clone();
        called(async move { client.show(&feedback_id).await.map(Shown::from) }).await
    }

    /// Prepares a listing; nothing is asked yet.
    pub fn events(&self, query: NativeEventsQuery) -> Result<Arc<Listing>, NativeError> {
        caught(|| Ok(Arc::new(Listing::new(self.0.events(query.checked()?)))))
    }

    pub async fn friendship(&self, user_id: String) -> Result<NativeFriendship, NativeError> {
        let client = self.0.clone();
        called(async move { client.friendship(&user_id).await.map(|reply| NativeFriendship::from(&*reply)) }).await
    }

    pub async fn verify_credentials(&self) -> Result<NativeAccount, NativeError> {
        let client = self.0.clone();
        called(async move { client.verify_credentials().await.map(|reply| NativeAccount::from(&*reply)) }).await
    }

    pub async fn service_time(&self) -> Result<Moment, NativeError> {
        let client = self.0.clone();
        called(async move { client.service_time().await.map(Moment::from) }).await
    }

    pub async fn doctor(&self) -> Result<Vec<NativeCheck>, NativeError> {
        let client = self.0.clone();
        called(async move { Ok(client.doctor().await.into_iter().map(NativeCheck::from).collect()) }).await
    }
}
