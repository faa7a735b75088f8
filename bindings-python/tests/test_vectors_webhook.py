"""Webhooks as the vectors have them: who may deliver, what a delivery says, what a sample is made of."""

import pytest
from support import EPOCH, vectors

from twitter_feedback import (
    ConfigurationError,
    FeedbackEvent,
    InvalidRequestError,
    SampleDelivery,
    WebhookCredentials,
    WebhookError,
    WebhookVerifier,
)


def verifier(settings):
    return WebhookVerifier(
        [WebhookCredentials(*pair) for pair in settings["credentials"]],
        networks=settings.get("networks", ()),
        trusted_proxies=settings.get("trusted_proxies", ()),
    )


def assert_says(event, expected):
    """The members that a case names."""
    feedback = event.feedback
    said = {
        "event_type": event.event_type,
        "created_at": event.created_at and event.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "text": feedback.comment,
    }
    for member, value in expected.items():
        assert (said[member] if member in said else getattr(feedback, member)) == value, member


@vectors("webhook.json")
def test_a_delivery_is_let_in_and_read_as_the_vectors_say(case):
    sender = [case[said] for said in ("authorization", "remote_addr", "forwarded_for")]
    asked, body, expected = verifier(case["settings"]), case["body"].encode(), case["expect"]
    if "status" not in expected:
        assert asked.authenticate(*sender) is None
        assert_says(asked.verify(body, *sender), expected)
        return
    with pytest.raises(WebhookError) as raised:
        asked.verify(body, *sender)
    assert (raised.value.kind, raised.value.status) == ("webhook", expected["status"])
    assert not raised.value.retryable and not raised.value.maybe_sent
    if expected["status"] == 401:
        assert raised.value.body is None, "who is not let in learns nothing of how the body is read"
        with pytest.raises(WebhookError):
            asked.authenticate(*sender)
    else:
        asked.authenticate(*sender)
        with pytest.raises(WebhookError, match=f"HTTP {expected['status']}"):
            FeedbackEvent.from_webhook(body)


@vectors("webhook.json", "refused_settings")
def test_settings_that_would_let_the_wrong_in_are_refused(case):
    with pytest.raises(ConfigurationError) as raised:
        verifier(case["settings"])
    assert [problem.field for problem in raised.value.problems] == case["fields"]


@vectors("webhook.json", "refused_credentials")
def test_credentials_that_basic_auth_cannot_carry_are_refused(case):
    with pytest.raises(ConfigurationError) as raised:
        WebhookCredentials(case["username"], case["password"])
    assert [problem.field for problem in raised.value.problems] == case["fields"]


@vectors("webhook.json", "samples")
def test_a_sample_is_made_as_the_vectors_say(case):
    if "fields" in case:
        with pytest.raises(InvalidRequestError) as raised:
            SampleDelivery(**case["given"])
        assert [problem.field for problem in raised.value.problems] == case["fields"]
        return
    assert_says(FeedbackEvent.from_webhook(SampleDelivery(**case["given"]).body), case["expect"])


def test_a_case_says_what_it_expects():
    event = FeedbackEvent.from_webhook(SampleDelivery().body)
    assert_says(event, {"created_at": "2015-12-15T17:58:20.000Z", "score": None})
    with pytest.raises(AssertionError):
        assert_says(event, {"text": "Quick!"})
    assert (event.created_at - EPOCH).total_seconds() == 1_450_202_300
