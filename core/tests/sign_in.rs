//! Signing in: three legs against the sandbox.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use twitter_feedback::{
    Client, ClockSource, Credentials, ErrorKind, FeedbackError, ManualClock, SignIn, SignInOptions, Timestamp,
};
use twitter_feedback_sandbox::Sandbox;

const CALLBACK: &str = "https://helpdesk.example/signed-in?case=5&name=a%20b";

fn options(sandbox: &Sandbox) -> SignInOptions {
    let app = sandbox.credentials();
    SignInOptions::new(&app.consumer_key, &app.consumer_secret).api_base(sandbox.url())
}

async fn begun(sandbox: &Sandbox) -> SignIn {
    SignIn::begin(options(sandbox)).await.unwrap()
}

fn fields(error: &FeedbackError) -> Vec<&str> {
    error.problems().iter().map(|problem| problem.field.as_str()).collect()
}

#[tokio::test]
async fn a_pin_becomes_credentials_that_work() {
    let sandbox = support::sandbox().await;
    let sign_in = begun(&sandbox).await;
    let url = sign_in.authorize_url();
    assert!(url.starts_with(&format!("{}/oauth/authorize?oauth_token=", sandbox.url())), "{url}");
    let pin = sandbox.authorize(sign_in.oauth_token()).unwrap();
    let signed_in = sign_in.complete(&format!(" {pin}\n")).await.unwrap();
    assert_eq!(signed_in.user_id, sandbox.user_id());
    assert_eq!(signed_in.screen_name.as_deref(), Some(sandbox.credentials().screen_name.as_str()));
    let client = Client::builder(signed_in.credentials).api_base(sandbox.url()).build().unwrap();
    assert_eq!(client.verify_credentials().await.unwrap().user_id, sandbox.user_id());
}

#[tokio::test]
async fn a_callback_becomes_credentials_in_another_process() {
    let sandbox = support::sandbox().await;
    let begun = SignIn::begin(options(&sandbox).callback(CALLBACK)).await.unwrap();
    let (token, secret) = (begun.oauth_token().to_owned(), begun.oauth_token_secret().to_owned());
    drop(begun);
    let sent_to = sandbox.authorize(&token).unwrap();
    assert!(sent_to.starts_with("https://helpdesk.example/signed-in?case=5"), "{sent_to}");
    let resumed = SignIn::resume(options(&sandbox).callback(CALLBACK), token, secret).unwrap();
    let signed_in = resumed.complete_callback(&sent_to).await.unwrap();
    assert_eq!(signed_in.user_id, sandbox.user_id());
}

#[tokio::test]
async fn a_callback_of_another_sign_in_is_refused_before_anything_is_sent() {
    let sandbox = support::sandbox().await;
    let (ours, theirs) = (begun(&sandbox).await, begun(&sandbox).await);
    let sent = sandbox.requests().len();
    let theirs = format!("https://helpdesk.example/?oauth_token={}&oauth_verifier=1234567", theirs.oauth_token());
    let error = ours.complete_callback(&theirs).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    let token = ours.oauth_token();
    for odd in [
        String::new(),
        "https://helpdesk.example/".to_owned(),
        format!("?oauth_token={token}"),
        format!("?oauth_token={token}&oauth_verifier="),
        format!("?oauth_token={token}&oauth_token=x&oauth_verifier=1"),
        format!("?oauth_token={token}&oauth_verifier=1&oauth_verifier=2"),
    ] {
        let error = ours.complete_callback(&odd).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{odd}: {error}");
        assert!(!format!("{error:?}").contains(token), "{error:?}");
    }
    assert_eq!(sandbox.requests().len(), sent);
}

#[tokio::test]
async fn a_person_who_declines_is_a_permission_error() {
    let sandbox = support::sandbox().await;
    let sign_in = SignIn::begin(options(&sandbox).callback(CALLBACK)).await.unwrap();
    let sent_to = sandbox.deny(sign_in.oauth_token()).unwrap().unwrap();
    let error = sign_in.complete_callback(&sent_to).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission, "{error}");
}

#[tokio::test]
async fn a_wrong_pin_is_an_authentication_error_without_the_pin() {
    let sandbox = support::sandbox().await;
    let sign_in = begun(&sandbox).await;
    sandbox.authorize(sign_in.oauth_token()).unwrap();
    let error = sign_in.complete("not-the-pin").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication, "{error}");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("not-the-pin") && !shown.contains(sign_in.oauth_token_secret()), "{shown}");
    for odd in ["", " \n", "12\u{7}3", &"1".repeat(300)] {
        let error = sign_in.complete(odd).await.unwrap_err();
        assert_eq!((error.kind(), fields(&error)), (ErrorKind::InvalidRequest, vec!["pin"]), "{error}");
    }
}

#[tokio::test]
async fn a_pin_works_once() {
    let sandbox = support::sandbox().await;
    let sign_in = begun(&sandbox).await;
    let pin = sandbox.authorize(sign_in.oauth_token()).unwrap();
    sign_in.complete(&pin).await.unwrap();
    assert_eq!(sign_in.complete(&pin).await.unwrap_err().kind(), ErrorKind::Authentication);
}

#[tokio::test]
async fn where_the_answer_was_lost_the_pin_may_be_spent_so_nothing_is_retryable() {
    let sandbox = support::sandbox().await;
    let sign_in = begun(&sandbox).await;
    let pin = sandbox.authorize(sign_in.oauth_token()).unwrap();
    support::fault(&sandbox, &json!({"operation": "any", "fault": "reset_after_work"}));
    let error = sign_in.complete(&pin).await.unwrap_err();
    assert_eq!((error.kind(), error.retryable()), (ErrorKind::Connection, false), "{error}");
    assert_eq!(sign_in.complete(&pin).await.unwrap_err().kind(), ErrorKind::Authentication);
}

#[tokio::test]
async fn a_query_alone_may_have_a_question_mark_and_a_fragment_is_no_query() {
    let sandbox = support::sandbox().await;
    let sign_in = SignIn::begin(options(&sandbox).callback(CALLBACK)).await.unwrap();
    let sent_to = sandbox.authorize(sign_in.oauth_token()).unwrap();
    let (_, query) = sent_to.split_once('?').unwrap();
    let error = sign_in.complete_callback(&format!("https://x.example/#y?{query}")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let signed_in = sign_in.complete_callback(&format!("{query}&return=/a?b#c")).await.unwrap();
    assert_eq!(signed_in.user_id, sandbox.user_id());
}

#[tokio::test]
async fn a_callback_that_the_service_would_read_otherwise_is_refused_without_its_password() {
    let sandbox = support::sandbox().await;
    for odd in [
        "localhost:3000/x",
        "https://app.example/x\n",
        " https://app.example",
        "javascript://x",
        "https://u:hunter2@bad host/",
    ] {
        let error = SignIn::begin(options(&sandbox).callback(odd)).await.unwrap_err();
        assert_eq!((error.kind(), fields(&error)), (ErrorKind::Configuration, vec!["callback"]), "{odd}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
    for good in ["oob", "https://app.example/x?y#z", "http://localhost:3000/x", "furni://signed-in"] {
        SignIn::begin(options(&sandbox).callback(good)).await.unwrap();
    }
}

#[tokio::test]
async fn wrong_app_keys_and_an_unlisted_callback_are_told_apart() {
    let sandbox = support::sandbox().await;
    let key = &sandbox.credentials().consumer_key;
    let wrong = SignInOptions::new(key, "wrong-secret").api_base(sandbox.url());
    let error = SignIn::begin(wrong).await.unwrap_err();
    assert_eq!((error.kind(), error.codes()), (ErrorKind::Authentication, vec![32]), "{error}");
    let error = SignIn::begin(options(&sandbox).callback("https://unapproved.example/")).await.unwrap_err();
    assert_eq!((error.kind(), error.codes()), (ErrorKind::Configuration, vec![415]), "{error}");
}

#[tokio::test]
async fn options_are_refused_all_at_once_and_nothing_is_sent() {
    let sandbox = support::sandbox().await;
    let options = SignInOptions::new("", "two words")
        .callback("signed-in")
        .api_base("http://api.twitter.com")
        .authorize_base("ftp://x")
        .timeout(Duration::ZERO)
        .user_agent("ü")
        .root_certificate("no PEM")
        .proxy("socks5://secret@x");
    let error = SignIn::begin(options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let expected = [
        "consumer_key",
        "consumer_secret",
        "callback",
        "api_base",
        "authorize_base",
        "timeout",
        "user_agent",
        "proxy",
        "root_certificate",
    ];
    assert_eq!(fields(&error), expected, "{error}");
    assert!(!error.to_string().contains("two words") && !error.to_string().contains("secret@"), "{error}");
    let error = SignIn::resume(self::options(&sandbox).clock(ClockSource::System), "", "a b").unwrap_err();
    assert_eq!(fields(&error), ["oauth_token", "oauth_token_secret"]);
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_clock_that_is_off_is_put_right_by_the_services_own() {
    let sandbox = support::sandbox().await;
    let hour = Duration::from_secs(3_600);
    let wrong = Timestamp::from_millis(sandbox.now()).unwrap().saturating_sub(hour);
    let sign_in = SignIn::begin(options(&sandbox).time(Arc::new(ManualClock::new(wrong)))).await.unwrap();
    let pin = sandbox.authorize(sign_in.oauth_token()).unwrap();
    sign_in.complete(&pin).await.unwrap();
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(401), Some(200), Some(200)]);
}

#[tokio::test]
async fn an_answer_that_is_no_token_is_an_error_that_repeats_none() {
    let sandbox = support::sandbox().await;
    // Pairs without end would take far more room than they have letters.
    let huge = "a&".repeat(1_000_000);
    for (status, body, kind) in [
        (
            200,
            "oauth_token=a-token&oauth_token_secret=a-secret&oauth_callback_confirmed=false",
            ErrorKind::Authentication,
        ),
        (200, "oauth_token=a-token&oauth_token_secret=a-secret", ErrorKind::Authentication),
        (200, "oauth_token=a-token", ErrorKind::Decode),
        (200, "<html>Please log in</html>", ErrorKind::Decode),
        (200, "", ErrorKind::Decode),
        (200, "{\"errors\":[{\"code\":32,\"message\":\"no\"}]}", ErrorKind::Authentication),
        (401, "Failed to validate oauth signature and token", ErrorKind::Authentication),
        (500, "a-secret", ErrorKind::Server),
        (200, huge.as_str(), ErrorKind::Decode),
    ] {
        let echo = json!({ "x-transaction-id": sandbox.credentials().consumer_key });
        let rule = json!({"operation": "any", "fault": "respond", "status": status, "headers": echo, "body": body});
        support::fault(&sandbox, &rule);
        let error = SignIn::begin(options(&sandbox)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{body}: {error}");
        assert_eq!(error.status(), Some(status), "{body}");
        assert!(!format!("{error:?}").contains(&sandbox.credentials().consumer_key), "{error:?}");
        if status == 401 {
            assert!(error.to_string().contains("Failed to validate"), "the service's own words: {error}");
        }
        if status == 200 {
            assert!(!format!("{error:?}").contains("a-secret"), "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_broken_connection_is_no_outcome_unknown() {
    let sandbox = support::sandbox().await;
    support::fault(&sandbox, &json!({"operation": "any", "fault": "reset_before_work"}));
    let error = SignIn::begin(options(&sandbox)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
}

#[test]
fn outside_of_a_runtime_it_is_an_error() {
    let begin = SignIn::begin(SignInOptions::new("key", "secret"));
    let polled = std::pin::pin!(begin).poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    let std::task::Poll::Ready(Err(error)) = polled else { panic!("it waits") };
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let sandbox = support::sandbox().await;
    let app = sandbox.credentials();
    let sign_in = begun(&sandbox).await;
    let pin = sandbox.authorize(sign_in.oauth_token()).unwrap();
    let signed_in = sign_in.complete(&pin).await.unwrap();
    let shown = format!("{:?} {sign_in:?} {signed_in:?}", options(&sandbox));
    for secret in [&app.consumer_secret, &app.access_token, &app.access_token_secret, &pin] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!shown.contains(sign_in.oauth_token_secret()));
}

#[test]
fn credentials_are_kept_in_a_file_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials.json");
    std::fs::write(&path, "{}").unwrap();
    let credentials = Credentials::new("a\"key", "b\\secret", "5-token", "çecret").unwrap();
    credentials.to_file(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let read = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&read).unwrap(),
        json!({"consumer_key": "a\"key", "consumer_secret": "b\\secret", "access_token": "5-token", "access_token_secret": "çecret"})
    );
    assert!(Credentials::from_file(&path).is_ok(), "quotes and all");
    let error = credentials.to_file(folder.path().join("nowhere/x.json")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("nowhere") && !error.to_string().contains("secret"), "{error}");
}
