//! Starting and stopping.

use tokio::net::TcpStream;
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxError, SandboxOptions, SeedRequest};

use crate::support::{Api, plain, with};

fn authority(sandbox: &Sandbox) -> String {
    let authority = sandbox.url().strip_prefix("http://").unwrap();
    authority.to_owned()
}

#[tokio::test]
async fn a_free_port_is_found_and_a_taken_one_refused() {
    let sandbox = Sandbox::start(SandboxOptions::new()).await.unwrap();
    let port = authority(&sandbox).strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
    let error = Sandbox::start(with(|options| options.port = port)).await.unwrap_err();
    assert!(matches!(error, SandboxError::Bind { .. }), "{error}");
    sandbox.stop().await;
    let again = Sandbox::start(with(|options| options.port = port)).await;
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
    let second = api.sandbox.sender(1);
    api.create("12").await;
    let refused = api.sandbox.answer("1", Some(1), None).unwrap_err();
    let active = api.sandbox.fault(FaultRule::named("any", "hang").unwrap()).unwrap();
    let seeded = api.sandbox.seed(SeedRequest::new(1, 0, 1)).unwrap();
    let told = (&api.sandbox, &api.credentials, &second, api.sandbox.requests(), plain(), refused, active, seeded);
    let shown = format!("{told:?}");
    assert!(shown.contains(api.sandbox.url()));
    for keys in [&api.credentials, &second] {
        for secret in [&keys.consumer_secret, &keys.access_token, &keys.access_token_secret] {
            assert!(!shown.contains(secret.as_str()), "{shown}");
        }
    }
}
