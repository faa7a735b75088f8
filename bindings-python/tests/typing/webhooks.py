"""Everything about webhooks, with the type of every member."""

from datetime import datetime, timezone

from typing_extensions import assert_type

from twitter_feedback import FeedbackEvent, SampleDelivery, WebhookCredentials, WebhookError, WebhookVerifier


def credentials() -> WebhookCredentials:
    made = WebhookCredentials.generate()
    assert_type(made, WebhookCredentials)
    assert_type((made.username, made.password, made.authorization), tuple[str, str, str])
    return WebhookCredentials("user", password="password")


def verifiers(one: WebhookCredentials) -> WebhookVerifier:
    assert_type(WebhookVerifier(one), WebhookVerifier)
    assert_type(WebhookVerifier([one, credentials()]), WebhookVerifier)
    assert_type(WebhookVerifier.PUBLISHED_NETWORKS, tuple[str, str])
    return WebhookVerifier(None, networks=WebhookVerifier.PUBLISHED_NETWORKS, trusted_proxies=["10.0.0.0/8"])


def deliveries(verifier: WebhookVerifier, body: bytes) -> int | None:
    try:
        verifier.authenticate("Basic …", remote_addr=None, forwarded_for=None)
        assert_type(verifier.verify(body, "Basic …", "127.0.0.1", None), FeedbackEvent)
        assert_type(verifier.verify(bytearray(body)), FeedbackEvent)
        assert_type(FeedbackEvent.from_webhook(memoryview(body)), FeedbackEvent)
    except WebhookError as error:
        return error.status
    return 204


def samples() -> None:
    sample = SampleDelivery(
        event_type="feedback.updated",
        feedback_id="1",
        type="csat",
        to_user_id="2",
        from_user_id="3",
        external_id="ticket_5555",
        question_variant_id=32,
        score=5,
        text="Quick!",
        created_at=datetime.now(timezone.utc),
        credentials=credentials(),
    )
    assert_type(sample, SampleDelivery)
    assert_type(sample.body, bytes)
    assert_type(sample.headers, dict[str, str])
    assert_type(sample.authorization, str | None)
