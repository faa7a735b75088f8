//! The client: one method for each verb. Each begins a call, whose value comes through [`Deliveries`].

use std::collections::HashMap;

use napi_derive::napi;
use twitter_feedback::{Client, ClientBuilder, ErrorKind, EventsQuery, FeedbackError, Timestamp};
use twitter_feedback_bindings::{after_asking, in_camel_case};

use crate::batch::Batch;
use crate::client_options::NativeClientOptions;
use crate::credentials::NativeCredentials;
use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::listing::Listing;
use crate::prompt::NativePrompt;
use crate::records;
use crate::value;

#[napi]
pub struct NativeClient {
    /// `None` once it is closed.
    client: Option<Client>,
}

/// Which events; times are epoch milliseconds.
#[napi(object, object_to_js = false)]
pub struct NativeEventsQuery {
    pub from_time: Option<i64>,
    pub to_time: Option<i64>,
    pub count: Option<u32>,
    pub cursor: Option<String>,
}

impl NativeEventsQuery {
    fn checked(self) -> Result<EventsQuery, FeedbackError> {
        let time = |given: Option<i64>| given.map(Timestamp::from_millis).transpose();
        let mut query = match self.cursor {
            Some(cursor) => EventsQuery::resume(cursor),
            None => EventsQuery::period(time(self.from_time)?, time(self.to_time)?),
        };
        if let Some(count) = self.count {
            query = query.count(count);
        }
        query.check()?;
        Ok(query)
    }
}

impl NativeClient {
    fn build(builder: ClientBuilder, options: NativeClientOptions) -> Result<Self, FeedbackError> {
        Ok(Self { client: Some(options.apply(builder)?.build()?) })
    }

    pub(crate) fn client(&self) -> Result<&Client, FeedbackError> {
        self.client.as_ref().ok_or_else(|| FeedbackError::new(ErrorKind::Configuration, "the client is closed"))
    }
}

#[napi]
impl NativeClient {
    #[napi(constructor)]
    pub fn new(credentials: &NativeCredentials, options: NativeClientOptions) -> napi::Result<Self> {
        caught(|| Self::build(Client::builder(credentials.0.clone()), options).map_err(in_camel_case))
    }

    /// From these variables of the environment; options go before them.
    #[napi(factory)]
    pub fn from_env(variables: HashMap<String, String>, options: NativeClientOptions) -> napi::Result<Self> {
        caught(|| {
            let builder = ClientBuilder::from_variables(|name| variables.get(name).cloned());
            builder.and_then(|builder| Self::build(builder, options)).map_err(in_camel_case)
        })
    }

    #[napi(getter)]
    pub fn api_base(&self) -> napi::Result<String> {
        caught(|| Ok(self.client()?.api_base()))
    }

    #[napi(getter)]
    pub fn test(&self) -> napi::Result<bool> {
        caught(|| Ok(self.client()?.test()))
    }

    /// What is left of each limit as far as it was seen, as JSON.
    #[napi(getter)]
    pub fn rate_limits(&self) -> napi::Result<String> {
        caught(|| Ok(records::rate_limits(&self.client()?.rate_limits())))
    }

    #[napi]
    pub fn create(&self, to: &Deliveries, call: u32, prompt: &NativePrompt) -> napi::Result<()> {
        caught(|| {
            let (client, prompt) = (self.client()?.clone(), prompt.0.clone());
            let work = async move {
                let answer = client.create(&prompt).await?;
                after_asking(|| Batch::answered(answer))
            };
            to.start(call, work, |feedback| Ok(value::batch(feedback)))
        })
    }

    #[napi]
    pub fn show(&self, to: &Deliveries, call: u32, feedback_id: String) -> napi::Result<()> {
        caught(|| {
            let client = self.client()?.clone();
            let work = async move { Batch::answered(client.show(&feedback_id).await?) };
            to.start(call, work, |feedback| Ok(value::batch(feedback)))
        })
    }

    /// Prepares a listing; nothing is asked yet.
    #[napi]
    pub fn events(&self, query: NativeEventsQuery) -> napi::Result<Listing> {
        caught(|| Ok(Listing::new(self.client()?.events(query.checked()?))))
    }

    #[napi]
    pub fn friendship(&self, to: &Deliveries, call: u32, user_id: String) -> napi::Result<()> {
        caught(|| {
            let client = self.client()?.clone();
            let work = async move { client.friendship(&user_id).await.map(|reply| records::friendship(&reply)) };
            to.start(call, work, |friendship| Ok(value::text(friendship)))
        })
    }

    #[napi]
    pub fn verify_credentials(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let client = self.client()?.clone();
            let work = async move { client.verify_credentials().await.map(|reply| records::account(&reply)) };
            to.start(call, work, |account| Ok(value::text(account)))
        })
    }

    #[napi]
    pub fn service_time(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let client = self.client()?.clone();
            let work = async move { Ok(client.service_time().await?.as_millis().to_string()) };
            to.start(call, work, |time| Ok(value::text(time)))
        })
    }

    /// Looks at everything that has to be right; the value is JSON.
    #[napi]
    pub fn doctor(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let client = self.client()?.clone();
            let work = async move { Ok(records::checks(&client.doctor().await)) };
            to.start(call, work, |checks| Ok(value::text(checks)))
        })
    }

    /// Lets its connections go.
    #[napi]
    pub fn close(&mut self) -> napi::Result<()> {
        caught(|| {
            self.client = None;
            Ok(())
        })
    }
}
