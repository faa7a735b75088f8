//! A signer of the tests' own, written from RFC 5849: it shares no code with what it is checked by.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha1::Sha1;
use twitter_feedback_sandbox::SandboxCredentials;

/// The app's keys, and a token's where there is one.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) consumer: (String, String),
    pub(crate) token: Option<(String, String)>,
}

/// One request as far as it is signed.
pub(crate) struct ToSign<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a str,
    /// Protocol parameters besides the usual ones.
    pub(crate) more: &'a [(&'a str, &'a str)],
    /// Query and form body.
    pub(crate) params: &'a [(&'a str, &'a str)],
    /// Epoch seconds.
    pub(crate) now: i64,
}

impl Keys {
    pub(crate) fn app(credentials: &SandboxCredentials) -> Self {
        Self { consumer: (credentials.consumer_key.clone(), credentials.consumer_secret.clone()), token: None }
    }

    pub(crate) fn account(credentials: &SandboxCredentials) -> Self {
        Self::app(credentials).with(&credentials.access_token, &credentials.access_token_secret)
    }

    pub(crate) fn with(self, token: &str, secret: &str) -> Self {
        Self { token: Some((token.to_owned(), secret.to_owned())), ..self }
    }

    /// The protocol parameters, the signature last.
    pub(crate) fn sign(&self, request: &ToSign<'_>) -> Vec<(String, String)> {
        static NONCE: AtomicU64 = AtomicU64::new(0);
        let mut oauth = owned(request.more);
        oauth.extend(owned(&[
            ("oauth_consumer_key", &self.consumer.0),
            ("oauth_nonce", &format!("n{}", NONCE.fetch_add(1, Ordering::Relaxed))),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", &request.now.to_string()),
            ("oauth_version", "1.0"),
        ]));
        if let Some((token, _)) = &self.token {
            oauth.extend(owned(&[("oauth_token", token)]));
        }
        let mut all = oauth.clone();
        all.extend(owned(request.params));
        let signature = self.signature(request.method, request.url, &all);
        oauth.push(("oauth_signature".to_owned(), signature));
        oauth
    }

    pub(crate) fn signature(&self, method: &str, url: &str, all: &[(String, String)]) -> String {
        let mut pairs: Vec<(String, String)> = all.iter().map(|(name, value)| (escape(name), escape(value))).collect();
        pairs.sort();
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| name + "=" + &value).collect();
        let base = [method, url, &pairs.join("&")].map(escape).join("&");
        let token_secret = self.token.as_ref().map_or("", |(_, secret)| secret);
        let key = escape(&self.consumer.1) + "&" + &escape(token_secret);
        let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(base.as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// Section 3.6.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped += &format!("%{byte:02X}"),
        }
    }
    escaped
}

fn owned(params: &[(&str, &str)]) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_signer_signs_as_others_published_it() {
    let file: Value = serde_json::from_str(include_str!("../../../tests/vectors/signing.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    // It takes URIs as they are, so it is shown those that need no change.
    let plain = |vector: &&Value| {
        let base_uri = escape(vector["base_uri"].as_str().unwrap());
        vector["signature_base_string"].as_str().unwrap().contains(&format!("&{base_uri}&"))
    };
    let plain: Vec<_> = vectors.iter().filter(plain).collect();
    assert!(plain.len() >= 5, "{}", plain.len());
    for vector in plain {
        let text = |field: &str| vector[field].as_str().unwrap().to_owned();
        let params: Vec<(String, String)> = serde_json::from_value(vector["params"].clone()).unwrap();
        let params: Vec<_> = params.into_iter().filter(|(name, _)| name != "oauth_signature").collect();
        let token = Some((String::new(), text("token_secret")));
        let keys = Keys { consumer: (String::new(), text("consumer_secret")), token };
        let signature = keys.signature(&text("method"), &text("base_uri"), &params);
        assert_eq!(signature, text("signature"), "{}", vector["name"]);
    }
}
