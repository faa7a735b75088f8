//! A client that outlives forks: a child makes itself a fresh one.

use twitter_feedback::{Client, ClientBuilder, ErrorKind, FeedbackError};

use crate::per_process::PerProcess;

pub(crate) struct ClientHandle {
    builder: ClientBuilder,
    client: PerProcess<Client>,
}

impl ClientHandle {
    pub(crate) fn new(builder: ClientBuilder) -> Result<Self, FeedbackError> {
        let client = PerProcess::new(builder.clone().build()?);
        Ok(Self { builder, client })
    }

    /// The client of this process.
    pub(crate) fn get(&self) -> Result<Client, FeedbackError> {
        let client = self.client.get(|_| self.builder.clone().build())?;
        client.ok_or_else(|| FeedbackError::new(ErrorKind::Configuration, "the client is closed"))
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_let_go()
    }

    pub(crate) fn close(&self) {
        self.client.let_go();
    }
}
