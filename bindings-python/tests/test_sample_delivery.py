"""Deliveries made up for tests of your own handler."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from twitter_feedback import FeedbackEvent, SampleDelivery, WebhookCredentials, WebhookVerifier


def test_the_same_arguments_make_the_same_bytes():
    assert SampleDelivery().body == SampleDelivery().body
    assert SampleDelivery(score=9).body == SampleDelivery(score=9).body != SampleDelivery(score=8).body


def test_the_body_is_bytes_of_json_as_the_service_spells_it():
    said = json.loads(SampleDelivery(score=9).body)
    assert isinstance(SampleDelivery().body, bytes)
    assert said["created_at"] == "Tue Dec 15 17:58:20 +0000 2015"
    assert said["feedback"]["response"]["score"]["value"] == 9


def test_its_headers_are_those_of_the_service():
    assert SampleDelivery().headers == {"content-type": "application/json"}
    assert SampleDelivery().authorization is None


def test_with_credentials_a_verifier_with_the_same_lets_it_in():
    credentials = WebhookCredentials.generate()
    sample = SampleDelivery(text="Quick!", credentials=credentials)
    assert sample.headers["authorization"] == sample.authorization == credentials.authorization
    event = WebhookVerifier(credentials).verify(sample.body, sample.headers["authorization"])
    assert (event.event_type, event.feedback.comment) == ("feedback.updated", "Quick!")


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 2, 29, 12, 0, 1, tzinfo=timezone.utc),
        datetime(2024, 2, 29, 14, 0, 1, tzinfo=timezone(timedelta(hours=2))),
        1_709_208_001_000,
    ],
)
def test_every_time_of_a_delivery_is_the_one_that_is_given(moment):
    event = FeedbackEvent.from_webhook(SampleDelivery(created_at=moment, score=9).body)
    feedback = event.feedback
    times = {event.created_at, feedback.created_at, feedback.updated_at, feedback.response.score.created_at}
    assert times == {datetime(2024, 2, 29, 12, 0, 1, tzinfo=timezone.utc)}


def test_a_sample_is_shown_without_its_words():
    assert "Slow!" not in repr(SampleDelivery(text="Slow!"))
