//! Credentials appear nowhere: not in errors, logs, Debug output or panics.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use twitter_feedback::{Client, Credentials, ErrorKind, RetryPolicy};

const SECRETS: [&str; 4] = ["ck-5f0b1d7a", "cs-93c2e8aa", "at-7d41b6cc", "as-e02f94dd"];

fn credentials() -> Credentials {
    Credentials::new(SECRETS[0], SECRETS[1], SECRETS[2], SECRETS[3]).unwrap()
}

fn assert_clean(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} shows {secret}: {text}");
    }
}

/// Everything of an error that anybody could print.
fn everything(error: &twitter_feedback::FeedbackError) -> String {
    let mut text = format!("{error} {error:?} {error:#?} {:?} {:?}", error.body(), error.errors());
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        write!(text, " {next} {next:?}").unwrap();
        cause = next.source();
    }
    text
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_error_no_log_and_no_debug_output_shows_a_credential() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // For all threads: another test that logs first would otherwise switch our places of logging off.
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let sandbox = support::sandbox().await;
    let builder = Client::builder(credentials()).api_base(sandbox.url()).retry(RetryPolicy::never());
    assert_clean("Debug of the builder", &format!("{builder:?}"));
    let client = builder.build().unwrap();
    assert_clean("Debug of the client", &format!("{client:?} {client:#?}"));
    assert_clean("Debug of the credentials", &format!("{:?}", credentials()));

    // Strangers to this sandbox, so every call is refused.
    let refused = client.verify_credentials().await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Authentication);
    assert_clean("a refusal", &everything(&refused));

    // Proxies have been seen to answer with the request's own headers.
    let echo = format!(
        "<pre>Authorization: OAuth oauth_consumer_key=\"{}\", oauth_token=\"{}\"</pre>",
        SECRETS[0], SECRETS[2]
    );
    let words = json!({"errors": [{"code": 32, "message": SECRETS.join(" ")}]});
    let page = json!({"events": SECRETS[1], "next_cursor": SECRETS[3]});
    for body in
        [json!(echo), words, page, json!({"id": {"a": SECRETS[2]}}), json!({"id": "1", "created_at": SECRETS[3]})]
    {
        for (operation, status) in
            [("show", 403), ("show", 200), ("create", 403), ("create", 200), ("create", 500), ("events", 200)]
        {
            let rule = json!({"operation": operation, "fault": "respond", "status": status, "body": body,
                "headers": {"x-transaction-id": SECRETS[0], "location": SECRETS[1]}});
            support::fault(&sandbox, &rule);
            let outcome = match operation {
                "create" => client.create(&support::prompt("12")).await.map(drop),
                "show" => client.show("1").await.map(drop),
                _ => client.events(support::past(&sandbox)).next_page().await.map(drop),
            };
            if let Err(error) = outcome {
                assert_clean("an error", &everything(&error));
            }
        }
    }
    for fault in ["reset_before_work", "status:302", "truncate"] {
        support::fault(&sandbox, &json!({"operation": "create", "fault": fault}));
        assert_clean(fault, &everything(&client.create(&support::prompt("12")).await.unwrap_err()));
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("answered"), "the log is on: {log}");
    assert_clean("the log", &log);
}

#[tokio::test]
async fn a_credential_is_found_in_its_encoded_form_and_across_the_end_of_what_is_kept() {
    let sandbox = support::sandbox().await;
    let odd = "ck/uniq+1=";
    let client = Client::builder(Credentials::new(odd, "b-secret", "c-token", "d-secret").unwrap())
        .api_base(sandbox.url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    for body in ["ck%2Funiq%2B1%3D".to_owned(), format!("{}{odd}{}", "x".repeat(1020), "y".repeat(5000))] {
        support::fault(&sandbox, &json!({"operation": "show", "fault": "respond", "status": 403, "body": body}));
        let error = client.show("1").await.unwrap_err();
        let shown = everything(&error);
        assert!(!shown.contains("uniq") && !shown.contains("ck%2F") && !shown.contains("xck"), "{shown}");
        assert!(error.body().unwrap().len() <= 1024);
    }
}

#[test]
fn a_refused_credential_is_named_and_not_repeated() {
    for (position, name) in Credentials::FIELDS.into_iter().enumerate() {
        for bad in ["", "two words", "line\n", "nul\0"] {
            let mut four = SECRETS.map(str::to_owned);
            four[position] = bad.to_owned();
            let [a, b, c, d] = four;
            let error = Credentials::new(a, b, c, d).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains(name), "{error}");
            assert!(bad.is_empty() || !everything(&error).contains(bad));
            assert_clean("the error", &everything(&error));
        }
    }
}

#[test]
fn a_credentials_file_is_read_when_only_its_owner_can_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials.json");
    let [a, b, c, d] = SECRETS;
    let four = json!({"consumer_key": a, "consumer_secret": b, "access_token": c, "access_token_secret": d});
    std::fs::write(&path, four.to_string()).unwrap();

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = Credentials::from_file(&path).unwrap_err();
        assert!(error.to_string().contains("0600") && error.to_string().contains("0640"), "{error}");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    Credentials::from_file(&path).unwrap();

    for wrong in [format!("{{\"consumer_key\": \"{a}\""), format!("[\"{a}\"]"), "{}".to_owned()] {
        std::fs::write(&path, wrong).unwrap();
        let error = Credentials::from_file(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_clean("the error", &everything(&error));
    }
    assert_eq!(Credentials::from_file(folder.path().join("none")).unwrap_err().kind(), ErrorKind::Configuration);
}

#[test]
fn settings_that_hold_a_password_are_not_repeated() {
    for base in ["https://user:cs-93c2e8aa@api.example", "user:cs-93c2e8aa@api.example:x"] {
        let error = Client::builder(credentials()).api_base(base).build().unwrap_err();
        assert_clean(base, &everything(&error));
    }
    let with_login = Client::builder(credentials()).api_base("https://user:cs-93c2e8aa@api.example");
    assert_clean("the builder", &format!("{with_login:?}"));
    let proxied = Client::builder(credentials()).proxy("ht!tp://user:cs-93c2e8aa@proxy");
    assert_clean("the builder", &format!("{proxied:?}"));
    assert_clean("the error", &everything(&proxied.build().unwrap_err()));
}
