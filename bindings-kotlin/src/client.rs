//! The client: one method for each verb.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use twitter_feedback::{Client, ClientBuilder, ErrorKind, EventsQuery, FeedbackError};
use twitter_feedback_bindings::{after_asking, in_camel_case};

use crate::calling::called;
use crate::client_options::NativeClientOptions;
use crate::credentials::NativeCredentials;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::listing::Listing;
use crate::prompt::PromptFields;
use crate::records::{self, NativeAccount, NativeFriendship, NativeRateLimit};
use crate::shown::Shown;
use crate::times::Moment;

#[derive(uniffi::Object)]
pub struct NativeClient {
    /// `None` once it is closed.
    client: RwLock<Option<Client>>,
}

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
    fn build(builder: ClientBuilder, options: NativeClientOptions) -> Result<Arc<Self>, FeedbackError> {
        let client = options.apply(builder)?.build()?;
        Ok(Arc::new(Self { client: RwLock::new(Some(client)) }))
    }

    fn client(&self) -> Result<Client, FeedbackError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner).clone();
        client.ok_or_else(|| FeedbackError::new(ErrorKind::Configuration, "the client is closed"))
    }
}

#[uniffi::export]
impl NativeClient {
    #[uniffi::constructor]
    pub fn new(credentials: Arc<NativeCredentials>, options: NativeClientOptions) -> Result<Arc<Self>, NativeError> {
        caught(|| Self::build(Client::builder(credentials.0.clone()), options).map_err(in_camel_case))
    }

    /// From these variables of the environment; options go before them.
    #[uniffi::constructor]
    pub fn from_env(
        variables: HashMap<String, String>,
        options: NativeClientOptions,
    ) -> Result<Arc<Self>, NativeError> {
        caught(|| {
            let builder = ClientBuilder::from_variables(|name| variables.get(name).cloned());
            builder.and_then(|builder| Self::build(builder, options)).map_err(in_camel_case)
        })
    }

    pub fn api_base(&self) -> Result<String, NativeError> {
        caught(|| Ok(self.client()?.api_base()))
    }

    pub fn test(&self) -> Result<bool, NativeError> {
        caught(|| Ok(self.client()?.test()))
    }

    /// What is left of each limit as far as it was seen.
    pub fn rate_limits(&self) -> Result<HashMap<String, NativeRateLimit>, NativeError> {
        caught(|| Ok(records::rate_limits(&self.client()?.rate_limits())))
    }

    pub async fn create(&self, prompt: PromptFields) -> Result<Shown, NativeError> {
        let (client, prompt) = caught(|| Ok((self.client()?, prompt.build()?)))?;
        called(async move {
            let answer = client.create(&prompt).await?;
            after_asking(|| Ok(Shown::from(answer)))
        })
        .await
    }

    pub async fn show(&self, feedback_id: String) -> Result<Shown, NativeError> {
        let client = caught(|| self.client())?;
        called(async move { client.show(&feedback_id).await.map(Shown::from) }).await
    }

    /// Prepares a listing; nothing is asked yet.
    pub fn events(&self, query: NativeEventsQuery) -> Result<Arc<Listing>, NativeError> {
        caught(|| Ok(Arc::new(Listing::new(self.client()?.events(query.checked()?)))))
    }

    pub async fn friendship(&self, user_id: String) -> Result<NativeFriendship, NativeError> {
        let client = caught(|| self.client())?;
        called(async move { client.friendship(&user_id).await.map(|reply| NativeFriendship::from(&*reply)) }).await
    }

    pub async fn verify_credentials(&self) -> Result<NativeAccount, NativeError> {
        let client = caught(|| self.client())?;
        called(async move { client.verify_credentials().await.map(|reply| NativeAccount::from(&*reply)) }).await
    }

    pub async fn service_time(&self) -> Result<Moment, NativeError> {
        let client = caught(|| self.client())?;
        called(async move { client.service_time().await.map(Moment::from) }).await
    }

    /// Lets its connections go.
    pub fn shut(&self) -> Result<(), NativeError> {
        caught(|| {
            *self.client.write().unwrap_or_else(PoisonError::into_inner) = None;
            Ok(())
        })
    }
}
