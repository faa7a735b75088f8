//! What create takes and what it refuses.

use crate::support::{Api, Params, Reply, plain_but, prompt};

const CREATE: &str = "/1.1/feedback/create.json";

async fn with(api: &Api, to_user_id: &str, changes: Params<'_>) -> Reply {
    let mut params = prompt(to_user_id).to_vec();
    for (name, value) in changes {
        params.retain(|(found, _)| found != name);
        params.push((name, value));
    }
    api.post(CREATE, &params).await
}

#[tokio::test]
async fn the_answer_is_the_published_one() {
    let api = Api::plain().await;
    let reply = with(
        &api,
        "343434343434",
        &[("external_id", "ticket_5555"), ("question_variant_id", "3"), ("display_name", "MyBusinessName")],
    )
    .await;
    assert_eq!(reply.status, 200);
    let feedback = reply.json();
    for (name, value) in [
        ("created_at", "Tue Dec 15 17:58:20 +0000 2015"),
        ("updated_at", "Tue Dec 15 17:58:20 +0000 2015"),
        ("type", "nps"),
        ("from_user_id", api.sandbox.user_id()),
        ("to_user_id", "343434343434"),
        ("privacy_url", "https://mybusiness.domain/privacy"),
        ("external_id", "ticket_5555"),
        ("question_variant_id", "3"),
        ("display_name", "MyBusinessName"),
    ] {
        assert_eq!(feedback[name], value, "{name}");
    }
    assert_eq!(feedback["test"], false);
    for id in ["id", "dm_id"] {
        let number: u64 = feedback[id].as_str().unwrap().parse().unwrap();
        assert!(number > 1 << 53, "{id}");
    }
    assert!(feedback.get("response").is_none());
    assert_eq!(reply.header("x-rate-limit-limit"), None);
}

#[tokio::test]
async fn what_was_not_given_is_left_out() {
    let api = Api::plain().await;
    let feedback = api.create("12").await.json();
    assert!(feedback.get("external_id").is_none());
    assert!(feedback.get("display_name").is_none());
    assert_eq!(feedback["question_variant_id"], "0");
}

#[tokio::test]
async fn squeezed_times_have_no_spaces() {
    let api = Api::start(plain_but(|options| options.squeezed_times = true)).await;
    let feedback = api.create("12").await.json();
    assert_eq!(feedback["created_at"], "TueDec1517:58:20+00002015");
}

#[tokio::test]
async fn a_missing_parameter_is_403_38_and_named() {
    let api = Api::plain().await;
    for missing in ["type", "to_user_id", "message", "privacy_url"] {
        let params: Vec<_> = prompt("12").into_iter().filter(|(name, _)| *name != missing).collect();
        let reply = api.post(CREATE, &params).await;
        assert_eq!(reply.refusal(), (403, 38));
        assert_eq!(reply.message(), format!("{missing} parameter is missing."));
    }
}

#[tokio::test]
async fn an_invalid_parameter_is_403_214_and_named() {
    let api = Api::plain().await;
    let long_external_id = "x".repeat(257);
    let crabs = "🦀".repeat(129);
    for (name, value) in [
        ("type", "NPS"),
        ("type", "Csat"),
        ("to_user_id", "twelve"),
        ("to_user_id", "-12"),
        ("to_user_id", "0"),
        ("to_user_id", "99999999999999999999999"),
        ("to_user_id", api.sandbox.user_id()),
        ("privacy_url", "mybusiness.domain/privacy"),
        ("privacy_url", "ftp://mybusiness.domain/privacy"),
        ("privacy_url", "https://"),
        ("external_id", long_external_id.as_str()),
        ("external_id", crabs.as_str()),
        ("question_variant_id", "10"),
        ("question_variant_id", "-1"),
        ("question_variant_id", "one"),
        ("display_name", "123456789012345678901"),
        ("test", "yes"),
        ("test", "truee"),
    ] {
        let reply = with(&api, "12", &[(name, value)]).await;
        assert_eq!(reply.refusal(), (403, 214), "{name} {value}");
        assert!(reply.message().starts_with(name), "{}", reply.message());
    }
}

#[tokio::test]
async fn a_parameter_given_twice_is_403_214() {
    let api = Api::plain().await;
    let mut params = prompt("12").to_vec();
    params.push(("type", "csat"));
    assert_eq!(api.post(CREATE, &params).await.refusal(), (403, 214));
}

#[tokio::test]
async fn the_limits_are_inclusive() {
    let api = Api::plain().await;
    let (message, external_id) = ("é".repeat(10_000), "🦀".repeat(128));
    let reply = with(
        &api,
        "12",
        &[("message", &message), ("external_id", &external_id), ("display_name", "éééééééééééééééééééé")],
    )
    .await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let reply = with(&api, "13", &[("message", &"é".repeat(10_001))]).await;
    assert_eq!(reply.refusal(), (403, 354));
}

#[tokio::test]
async fn variants_are_those_of_the_type() {
    let api = Api::start(plain_but(|options| options.limits = false)).await;
    for (kind, variant, status) in [("csat", "37", 200), ("csat", "38", 403), ("nps", "9", 200), ("nps", "10", 403)] {
        let changes = [("type", kind), ("question_variant_id", variant)];
        let reply = with(&api, "12", &changes).await;
        assert_eq!(reply.status, status, "{kind} {variant}");
    }
}

#[tokio::test]
async fn a_boolean_has_six_spellings_in_any_case() {
    let api = Api::start(plain_but(|options| options.limits = false)).await;
    for (spellings, test) in
        [(["true", "True", "TRUE", "1", "t", "T"], true), (["false", "False", "FALSE", "0", "f", "F"], false)]
    {
        for given in spellings {
            let reply = with(&api, "12", &[("test", given)]).await;
            assert_eq!(reply.json()["test"], test, "{given}");
        }
    }
}

#[tokio::test]
async fn an_empty_optional_parameter_counts_as_not_given() {
    let api = Api::plain().await;
    let empty = [("test", ""), ("question_variant_id", ""), ("external_id", ""), ("display_name", "")];
    let feedback = with(&api, "12", &empty).await.json();
    assert_eq!(feedback["test"], false);
    assert_eq!(feedback["question_variant_id"], "0");
    assert!(feedback.get("external_id").is_none() && feedback.get("display_name").is_none());
}

#[tokio::test]
async fn special_recipients_are_refused_each_in_its_way() {
    let api = Api::plain().await;
    for (recipient, refusal) in [
        ("9000000000000000404", (403, 108)),
        ("9000000000000000063", (403, 63)),
        ("9000000000000000349", (403, 349)),
        ("9000000000000000150", (403, 150)),
        ("9000000000000000000", (200, 0)),
        ("9000000000000000405", (200, 0)),
    ] {
        let reply = api.create(recipient).await;
        assert_eq!(reply.refusal(), refusal, "{recipient}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_has_no_parameters() {
    let api = Api::plain().await;
    let url = format!("{}{CREATE}", api.sandbox.url());
    let authorization = api.authorization("POST", &url, &[]);
    let reply = crate::support::read(
        api.http
            .post(&url)
            .header("content-type", "application/json")
            .header("authorization", authorization)
            .body(r#"{"type":"nps"}"#),
    )
    .await
    .unwrap();
    assert_eq!(reply.refusal(), (403, 38));
}

#[tokio::test]
async fn a_body_over_256_kib_is_413() {
    let api = Api::plain().await;
    let body = "x".repeat(256 * 1024 + 1);
    let url = format!("{}{CREATE}", api.sandbox.url());
    let reply = crate::support::read(api.http.post(url).body(body)).await;
    // The server does not read on, so the client may meet the end of the connection first.
    if let Ok(reply) = reply {
        assert_eq!(reply.status, 413);
    }
    assert_eq!(api.sandbox.requests()[0].status, Some(413));
}
