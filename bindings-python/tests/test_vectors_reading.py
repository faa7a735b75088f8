"""The shared cases that need no service: times, feedbacks and the question table."""

import json
from datetime import timedelta

import pytest
from support import EPOCH, table, vectors

from twitter_feedback import DecodeError, Feedback, FeedbackEvent, Question


@vectors("timestamps.json")
def test_a_time_is_read_as_the_vectors_say(case):
    text = json.dumps({"id": "1", "created_at": case["text"]})
    if "millis" not in case:
        with pytest.raises(DecodeError) as raised:
            Feedback.from_json(text)
        assert raised.value.json_path == "created_at"
        return
    read = Feedback.from_json(text).created_at
    assert read == EPOCH + timedelta(milliseconds=case["millis"])
    assert read.utcoffset() == timedelta(0)


@vectors("feedback.json")
def test_a_feedback_is_read_as_the_vectors_say(case):
    if "error" in case:
        with pytest.raises(DecodeError) as raised:
            Feedback.from_json(case["json"])
        assert raised.value.kind == case["error"]["kind"]
        assert raised.value.json_path == case["error"].get("json_path", raised.value.json_path)
        return
    feedback = Feedback.from_json(case["json"])
    shown = feedback.to_json()
    if "expected_text" in case:
        assert shown == case["expected_text"]
    else:
        assert json.loads(shown) == case["expected"]
    assert feedback.raw == case["json"], "the raw text is kept"
    assert Feedback.from_json(shown).to_json() == shown, "one spelling reads as itself"


def test_an_events_own_unknown_fields_survive():
    text = '{"event_type":"feedback.updated","for_user_id": 12345678901234567890123,"feedback":{"id":1}}'
    event = FeedbackEvent.from_json(text)
    shown = event.to_json()
    assert shown.endswith(',"for_user_id":12345678901234567890123}')
    assert FeedbackEvent.from_json(shown).to_json() == shown
    assert event.raw == text


def test_the_question_table_is_the_published_one():
    shipped = [(question.type, question.id, question.documented, question.template) for question in Question.all()]
    published = [(row["type"], int(row["id"]), row["documented"] == "yes", row["text"]) for row in QUESTIONS]
    assert shipped == published


QUESTIONS = table("question-variants.csv")


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['type']} {row['id']}") for row in QUESTIONS])
def test_a_question_is_found_by_its_type_and_variant(row):
    question = Question.find(row["type"], int(row["id"]))
    assert question.template == question.text() == row["text"]
    assert question.text("Furni") == row["text"].replace("<display_name>", "Furni")
