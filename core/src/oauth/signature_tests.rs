use oauth1_request::{Builder, Credentials, HmacSha1};
use proptest::prelude::*;
use serde::Deserialize;

use super::signature::{Encoding, Handshake, Keys, SigningRequest, authorize, encode, parameters};
use crate::model::Timestamp;

#[derive(Deserialize)]
struct Vectors {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    method: String,
    base_uri: String,
    params: Vec<(String, String)>,
    consumer_secret: String,
    token_secret: String,
    signature: String,
}

impl Vector {
    fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The examples differ from our requests in what they leave out, so they are signed one layer below
/// `authorize`, through the same library and the same encoder.
fn sign(vector: &Vector) -> String {
    let own: Vec<(&str, String)> = vector
        .params
        .iter()
        .filter(|(key, _)| !key.starts_with("oauth_"))
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    let mut builder = Builder::new(
        Credentials::new(vector.param("oauth_consumer_key").unwrap(), vector.consumer_secret.as_str()),
        HmacSha1::new(),
    );
    builder
        .token(vector.param("oauth_token").map(|token| Credentials::new(token, vector.token_secret.as_str())))
        .nonce(vector.param("oauth_nonce"))
        .timestamp(vector.param("oauth_timestamp").and_then(|t| t.parse().ok()))
        .version(vector.param("oauth_version").is_some())
        .callback(vector.param("oauth_callback"))
        .verifier(vector.param("oauth_verifier"));
    builder.authorize(&vector.method, &vector.base_uri, &parameters(&own))
}

#[test]
fn published_requests_get_their_published_signatures() {
    let vectors: Vectors = serde_json::from_str(include_str!("../../../tests/vectors/signing.json")).unwrap();
    assert!(vectors.vectors.len() >= 9);
    for vector in &vectors.vectors {
        let signature = twitter_feedback_sandbox::oauth::encode(&vector.signature);
        let header = sign(vector);
        assert!(header.contains(&format!("oauth_signature=\"{signature}\"")), "{}: {header}", vector.name);
    }
}

/// The value of one parameter of an `Authorization` header, decoded.
fn header_value(header: &str, name: &str) -> String {
    let (_, rest) = header.split_once(&format!("{name}=\"")).unwrap();
    let (value, _) = rest.split_once('"').unwrap();
    percent_decode(value)
}

fn percent_decode(text: &str) -> String {
    url::form_urlencoded::parse(format!("v={}", text.replace('+', "%2B")).as_bytes()).next().unwrap().1.into_owned()
}

proptest! {
    #[test]
    fn the_sandbox_checks_every_signature_and_reads_every_byte_as_sent(
        message in any::<String>(),
        external_id in any::<String>(),
        name in any::<String>(),
        secrets in "[!-~]{1,40}",
        seconds in 1_i64..4_000_000_000,
    ) {
        let params = [("message", message.clone()), ("external_id", external_id), ("display_name", name)];
        let uri = "https://api.example/1.1/feedback/create.json";
        let keys = Keys::of_app("key", &secrets).with_token("token", &secrets);
        let timestamp = Timestamp::from_millis(seconds * 1000).unwrap();
        let request = SigningRequest { method: "POST", uri, params: &params, timestamp, handshake: Handshake::None };
        let header = authorize(keys, &request).unwrap();
        let form = encode(uri, &params, Encoding::Form);

        // As the service does it: from the bytes that arrive.
        let mut arrived: Vec<(String, String)> =
            url::form_urlencoded::parse(form.as_bytes()).map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
        prop_assert_eq!(arrived.len(), 3);
        prop_assert!(arrived.contains(&("message".to_owned(), message)));
        for name in ["oauth_consumer_key", "oauth_nonce", "oauth_signature_method", "oauth_timestamp", "oauth_token", "oauth_version"] {
            arrived.push((name.to_owned(), header_value(&header, name)));
        }
        let base = twitter_feedback_sandbox::oauth::signature_base_string("POST", uri, &arrived);
        let expected = twitter_feedback_sandbox::oauth::sign(&base, &secrets, &secrets);
        prop_assert_eq!(header_value(&header, "oauth_signature"), expected);
        prop_assert_eq!(header_value(&header, "oauth_version"), "1.0");
        prop_assert_eq!(header_value(&header, "oauth_timestamp"), seconds.to_string());
    }

    #[test]
    fn the_sandbox_checks_every_step_of_signing_in_and_reads_it_as_sent(
        said in any::<String>(),
        (app_secret, token_secret) in ("[!-~]{1,40}", "[!-~]{0,40}"),
        asks_for_token in any::<bool>(),
    ) {
        let uri = "https://api.example/oauth/some_step";
        let app = Keys::of_app("key", &app_secret);
        let (keys, handshake, name) = if asks_for_token {
            (app, Handshake::Callback(&said), "oauth_callback")
        } else {
            (app.with_token("token", &token_secret), Handshake::Verifier(&said), "oauth_verifier")
        };
        let timestamp = Timestamp::from_millis(1_450_202_300_000).unwrap();
        let header =
            authorize(keys, &SigningRequest { method: "POST", uri, params: &[], timestamp, handshake }).unwrap();

        prop_assert_eq!(header_value(&header, name), said);
        prop_assert_eq!(header.contains("oauth_token="), !asks_for_token);
        let mut names = vec!["oauth_consumer_key", "oauth_nonce", "oauth_signature_method", "oauth_timestamp", "oauth_version", name];
        names.extend((!asks_for_token).then_some("oauth_token"));
        let arrived: Vec<_> = names.iter().map(|name| ((*name).to_owned(), header_value(&header, name))).collect();
        let base = twitter_feedback_sandbox::oauth::signature_base_string("POST", uri, &arrived);
        let secret = if asks_for_token { "" } else { &token_secret };
        prop_assert_eq!(header_value(&header, "oauth_signature"), twitter_feedback_sandbox::oauth::sign(&base, &app_secret, secret));
    }
}
