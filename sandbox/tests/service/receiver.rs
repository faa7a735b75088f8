//! A receiver of webhooks: it answers as it is told and remembers what came.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use twitter_feedback_sandbox::Webhook;

#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) struct Receiver {
    authority: String,
    got: Arc<Mutex<Vec<Received>>>,
    /// Answers are held back while it is false.
    open: watch::Sender<bool>,
    arrived: watch::Receiver<usize>,
    server: JoinHandle<()>,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        Self::answering(|_| ().into_response()).await
    }

    /// `answer` is given the number of the request, from 0.
    pub(crate) async fn answering(answer: impl Fn(usize) -> Response + Clone + Send + Sync + 'static) -> Self {
        Self::on("127.0.0.1:0", answer).await.unwrap()
    }

    pub(crate) async fn on(
        address: &str,
        answer: impl Fn(usize) -> Response + Clone + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let authority = listener.local_addr()?.to_string();
        let got = Arc::new(Mutex::new(Vec::new()));
        let (open, gate) = watch::channel(true);
        let (arriving, arrived) = watch::channel(0);
        let log = Arc::clone(&got);
        let app = Router::new().fallback(move |request: Request| {
            let (log, mut gate, arriving, answer) = (Arc::clone(&log), gate.clone(), arriving.clone(), answer.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body = to_bytes(body, usize::MAX).await.unwrap();
                let number = {
                    let mut log = log.lock().unwrap();
                    log.push(Received {
                        method: parts.method.to_string(),
                        path: parts.uri.to_string(),
                        headers: parts.headers,
                        body: String::from_utf8(body.into()).unwrap(),
                    });
                    log.len() - 1
                };
                arriving.send_replace(number + 1);
                // Its end is an opening too.
                let _ = gate.wait_for(|open| *open).await;
                answer(number)
            }
        });
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Ok(Self { authority, got, open, arrived, server })
    }

    /// A receiver that takes requests and answers none until it is released.
    pub(crate) async fn holding() -> Self {
        let receiver = Self::start().await;
        receiver.open.send_replace(false);
        receiver
    }

    pub(crate) fn release(&self) {
        self.open.send_replace(true);
    }

    /// Waits until that many requests have come.
    pub(crate) async fn has_got(&self, count: usize) {
        self.arrived.clone().wait_for(|arrived| *arrived >= count).await.unwrap();
    }

    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    pub(crate) fn port(&self) -> &str {
        self.authority.rsplit_once(':').unwrap().1
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.authority)
    }

    pub(crate) fn webhook(&self) -> Webhook {
        Webhook::new(self.url())
    }

    pub(crate) fn got(&self) -> Vec<Received> {
        self.got.lock().unwrap().clone()
    }

    /// The events in order of arrival.
    pub(crate) fn events(&self) -> Vec<Value> {
        self.got().iter().map(|received| serde_json::from_str(&received.body).unwrap()).collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The URL of a port where nobody listens.
pub(crate) async fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}
