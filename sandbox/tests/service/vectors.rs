//! Published requests with known signatures.

use serde_json::Value;
use twitter_feedback_sandbox::oauth::{sign, signature_base_string};

#[test]
fn every_published_vector_has_its_published_signature() {
    let file: Value = serde_json::from_str(include_str!("../../../tests/vectors/signing.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert!(vectors.len() >= 9);
    for vector in vectors {
        let text = |field: &str| vector[field].as_str().unwrap();
        let params: Vec<(String, String)> = serde_json::from_value(vector["params"].clone()).unwrap();
        let base = signature_base_string(text("method"), text("base_uri"), &params);
        assert_eq!(base, text("signature_base_string"), "{}", vector["name"]);
        let signature = sign(&base, text("consumer_secret"), text("token_secret"));
        assert_eq!(signature, text("signature"), "{}", vector["name"]);
    }
}
