//! Starting and stopping.

use tokio::net::TcpStream;
use twitter_feedback_sandbox::{Sandbox, SandboxError, SandboxOptions};

use crate::support::Api;

fn authority(sandbox: &Sandbox) -> String {
    let authority = sandbox.url().strip_prefix("http://").unwrap();
    authority.to_owned()
}

#[tokio::test]
async fn a_free_port_is_found_and_a_taken_one_refused() {
    let sandbox = Sandbox::start(SandboxOptions::new()).await.unwrap();
    let port = authority(&sandbox).strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
    let error = Sandbox::start(SandboxOptions::new().with_port(port)).await.unwrap_err();
    assert!(matches!(error, SandboxError::Bind { .. }), "{error}");
    sandbox.stop().await;
    let again = Sandbox::start(SandboxOptions::new().with_port(port)).await;
    assert!(again.is_ok());
}

#[tokio::test]
async fn after_stop_nobody_listens() {
    let api = Api::plain().await;
    assert_eq!(api.create("12").await.status, 200);
    let address = authority(&api.sandbox);
    api.sandbox.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn dropping_stops_the_server() {
    let sandbox = Sandbox::start(SandboxOptions::new()).await.unwrap();
    let address = authority(&sandbox);
    drop(sandbox);
    while TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn stopped_waits_as_long_as_the_server_runs() {
    let api = Api::plain().await;
    tokio::select! {
        () = api.sandbox.stopped() => panic!("it runs"),
        reply = api.create("12") => assert_eq!(reply.status, 200),
    }
}

#[test]
fn outside_a_runtime_the_error_says_so() {
    let mut start = std::pin::pin!(Sandbox::start(SandboxOptions::new()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match start.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(SandboxError::NoRuntime)) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let api = Api::plain().await;
    let shown = format!("{:?}", api.sandbox);
    assert!(shown.contains(api.sandbox.url()));
    assert!(!shown.contains(&api.credentials.consumer_secret));
    assert!(!shown.contains(&api.credentials.access_token_secret));
}
