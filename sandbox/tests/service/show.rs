//! One feedback, read back.

use crate::support::Api;

#[tokio::test]
async fn a_feedback_is_shown_with_the_message_and_a_numeric_media_id() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    let reply = api.show(&id).await;
    let feedback = reply.json();
    assert_eq!(feedback["id"], id);
    assert_eq!(feedback["text"], "Thank you!");
    assert!(feedback["media_id_str"].is_u64());
    assert_eq!(feedback["question_variant_id"], "0");
    assert!(feedback.get("response").is_none());
    assert_eq!(reply.header("x-rate-limit-limit"), Some("180"));
}

#[tokio::test]
async fn an_unknown_or_odd_id_is_404_34() {
    let api = Api::plain().await;
    let id = api.created("12").await;
    for odd in ["1", "abc", "", "-1", "%31", "99999999999999999999999", "1/2"] {
        assert_eq!(api.show(odd).await.refusal(), (404, 34), "{odd}");
    }
    assert_eq!(api.show(&format!("+{id}")).await.refusal(), (404, 34));
}

#[tokio::test]
async fn somebody_elses_feedback_is_404_34() {
    let mut api = Api::plain().await;
    let id = api.created("12").await;
    api.credentials = api.sandbox.sender(1);
    assert_eq!(api.show(&id).await.refusal(), (404, 34));
}
