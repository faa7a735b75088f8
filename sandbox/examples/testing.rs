//! A test of a helpdesk's webhook handler against the sandbox; TESTING.md shows it.
#![allow(clippy::print_stdout, reason = "an example tells what it did")]

use std::error::Error;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;
use twitter_feedback::{FeedbackEvent, Prompt, WebhookCredentials, WebhookVerifier};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions, Webhook};

type Kept = Arc<Mutex<Vec<FeedbackEvent>>>;

/// What stands in your own server: it lets the service in and keeps what it says.
fn helpdesk(verifier: WebhookVerifier, kept: Kept) -> Router {
    let handler = async move |headers: HeaderMap, body: Bytes| {
        let authorization = headers.get("authorization").and_then(|value| value.to_str().ok());
        match (verifier.verify(&body, authorization, None, None), kept.lock()) {
            (Ok(event), Ok(mut kept)) => {
                kept.push(event);
                StatusCode::OK
            }
            (Err(refused), _) => refused.status().and_then(|it| StatusCode::from_u16(it).ok()).unwrap_or_default(),
            (Ok(_), Err(_)) => StatusCode::SERVICE_UNAVAILABLE,
        }
    };
    Router::new().route("/feedback", post(handler))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (credentials, kept) = (WebhookCredentials::generate()?, Kept::default());
    let verifier = WebhookVerifier::builder().credentials(credentials.clone()).build()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/feedback", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, helpdesk(verifier, kept.clone())).into_future());

    let sandbox = Sandbox::start(SandboxOptions::new()).await?;
    sandbox.webhook(Webhook::new(url).credentials(credentials.username(), credentials.password()))?;
    let prompt = Prompt::nps("343434343434", "How did Furni do today?", "https://furni.example/privacy").build()?;
    let feedback = sandbox.client()?.create(&prompt).await?;
    sandbox.answer(&feedback.id, Some(9), Some("Quick!"))?; // as the customer
    sandbox.deliveries().await; // everything has been delivered

    let kept = kept.lock().map_err(|_| "the handler panicked")?;
    let scores: Vec<_> =
        kept.iter().map(|event| event.feedback.response.score.as_ref().map(|it| it.value.value())).collect();
    assert_eq!(scores, [None, Some(9)]); // asked, then answered
    println!("delivered: {scores:?}");
    Ok(())
}
