//! Webhook deliveries: who is let in, and what is read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

use serde_json::{Value, json};
use twitter_feedback::{
    ErrorKind, FeedbackError, FeedbackEvent, SampleDelivery, Timestamp, WebhookCredentials, WebhookVerifier,
};

fn vectors(list: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/webhook.json", env!("CARGO_MANIFEST_DIR"));
    let mut file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let Value::Array(cases) = file[list].take() else { panic!("no {list}") };
    assert!(!cases.is_empty());
    cases
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap())
}

fn verifier(settings: &Value) -> Result<WebhookVerifier, FeedbackError> {
    let mut builder = WebhookVerifier::builder();
    for pair in settings["credentials"].as_array().unwrap() {
        let mut words = strings(pair);
        builder = builder.credentials(WebhookCredentials::new(words.next().unwrap(), words.next().unwrap())?);
    }
    builder = strings(&settings["networks"]).fold(builder, |builder, network| builder.network(network));
    strings(&settings["trusted_proxies"]).fold(builder, |builder, network| builder.trusted_proxy(network)).build()
}

fn fields(error: &FeedbackError) -> Value {
    error.problems().iter().map(|problem| problem.field.clone()).collect()
}

/// The members of an event that cases name.
fn described(event: &FeedbackEvent) -> Value {
    let feedback = &event.feedback;
    let response = &feedback.response;
    json!({
        "event_type": event.event_type.as_str(),
        "created_at": event.created_at.map(|at| at.to_string()),
        "id": feedback.id.as_str(),
        "type": feedback.r#type.as_str(),
        "to_user_id": feedback.to_user_id.as_ref().map(|id| id.as_str().to_owned()),
        "from_user_id": feedback.from_user_id.as_ref().map(|id| id.as_str().to_owned()),
        "external_id": feedback.external_id.as_ref().map(ToString::to_string),
        "question_variant_id": feedback.question_variant_id.as_ref().map(ToString::to_string),
        "score": response.score.as_ref().map(|score| score.value.value()),
        "text": response.text.as_ref().map(|text| text.value.to_string()),
    })
}

fn assert_says(event: &FeedbackEvent, expected: &Value, name: &Value) {
    let described = described(event);
    for (member, value) in expected.as_object().unwrap() {
        assert_eq!(described[member], *value, "{name}: {member}");
    }
}

#[test]
fn deliveries_are_let_in_and_read_as_the_vectors_say() {
    for case in vectors("cases") {
        let name = &case["name"];
        let verifier = verifier(&case["settings"]).unwrap();
        let [authorization, remote_addr, forwarded_for] =
            ["authorization", "remote_addr", "forwarded_for"].map(|given| case[given].as_str());
        let body = case["body"].as_str().unwrap().as_bytes();
        match (verifier.verify(body, authorization, remote_addr, forwarded_for), case["expect"]["status"].as_u64()) {
            (Ok(event), None) => assert_says(&event, &case["expect"], name),
            (Err(error), Some(status)) => {
                assert_eq!(error.kind(), ErrorKind::Webhook, "{name}");
                assert_eq!(error.status().map(u64::from), Some(status), "{name}: {error}");
                assert!(!error.retryable() && !error.maybe_sent());
                assert!(
                    status != 401 || error.body().is_none(),
                    "{name}: who is not let in learns nothing of the body"
                );
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

#[test]
fn settings_are_refused_as_the_vectors_say() {
    for case in vectors("refused_settings") {
        let error = verifier(&case["settings"]).unwrap_err();
        assert_eq!((error.kind(), fields(&error)), (ErrorKind::Configuration, case["fields"].clone()), "{error}");
    }
    for case in vectors("refused_credentials") {
        let [username, password] = ["username", "password"].map(|given| case[given].as_str().unwrap());
        let error = WebhookCredentials::new(username, password).unwrap_err();
        assert_eq!((error.kind(), fields(&error)), (ErrorKind::Configuration, case["fields"].clone()), "{error}");
        assert!(!error.to_string().contains("a:b") && !error.to_string().contains("x\n"), "{error}");
    }
}

#[test]
fn samples_are_made_as_the_vectors_say() {
    for case in vectors("samples") {
        let (name, given) = (&case["name"], &case["given"]);
        let mut builder = SampleDelivery::builder();
        for (field, value) in given.as_object().unwrap() {
            let text = value.as_str().unwrap_or_default();
            let number = value.as_i64().unwrap_or_default();
            builder = match field.as_str() {
                "event_type" => builder.event_type(text),
                "feedback_id" => builder.feedback_id(text),
                "type" => builder.r#type(text),
                "to_user_id" => builder.to_user_id(text),
                "from_user_id" => builder.from_user_id(text),
                "external_id" => builder.external_id(text),
                "question_variant_id" => builder.question_variant_id(u32::try_from(number).unwrap()),
                "score" => builder.score(number),
                "text" => builder.text(text),
                "created_at" => builder.created_at(Timestamp::from_millis(number).unwrap()),
                other => panic!("{name} gives {other}"),
            };
        }
        match (builder.build(), case.get("fields")) {
            (Ok(delivery), None) => {
                let event = FeedbackEvent::from_webhook(delivery.body()).unwrap();
                assert_says(&event, &case["expect"], name);
            }
            (Err(error), Some(expected)) => {
                assert_eq!((error.kind(), &fields(&error)), (ErrorKind::InvalidRequest, expected), "{name}: {error}");
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

#[test]
fn a_sample_with_credentials_is_let_in_by_a_verifier_with_the_same() {
    let credentials = WebhookCredentials::generate().unwrap();
    let delivery = SampleDelivery::builder().score(3).credentials(credentials.clone()).build().unwrap();
    let headers = delivery.headers();
    assert_eq!(headers[0], ("content-type", "application/json".to_owned()));
    assert_eq!(headers[1], ("authorization", delivery.authorization().unwrap()));
    let verifier = WebhookVerifier::builder().credentials(credentials).build().unwrap();
    let event = verifier.verify(delivery.body(), delivery.authorization().as_deref(), None, None).unwrap();
    assert_eq!(described(&event)["score"], 3);
}

#[test]
fn nothing_shows_a_password() {
    let credentials = WebhookCredentials::new("user", "a very secret password").unwrap();
    let builder = WebhookVerifier::builder().credentials(credentials.clone());
    let sample = SampleDelivery::builder().credentials(credentials.clone());
    let shown = format!("{builder:?} {sample:?} {credentials:?} {:?}", builder.clone().build().unwrap());
    assert!(!shown.contains("secret"), "{shown}");
    let refused = builder.build().unwrap().authenticate(Some("Basic c2VjcmV0OnNlY3JldA=="), None, None).unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("c2Vjc"), "{refused:?}");
}
