"""A feedback as a value."""

import pickle
from unittest import mock

import pytest
from samples import ANSWERED, ANSWERED_OTHERWISE, COMMENT, at

from twitter_feedback import Feedback

LEAST = Feedback.from_json('{"id":"7"}')


@pytest.fixture
def feedback():
    return Feedback.from_json(ANSWERED)


def test_every_field_is_an_attribute(feedback):
    assert (feedback.id, feedback.type, feedback.test) == ("123456789", "nps", False)
    assert (feedback.created_at, feedback.updated_at) == (at(17, 58, 20), at(18, 58, 20))
    assert (feedback.from_user_id, feedback.to_user_id) == ("1212121212121", "343434343434")
    assert (feedback.dm_id, feedback.external_id) == ("8989898989", "ticket_5555")
    assert (feedback.question_variant_id, feedback.display_name) == ("3", "MyBusinessName")
    assert feedback.privacy_url == "https://mybusiness.domain/privacy"
    assert (feedback.score, feedback.comment, feedback.score_band) == (7, COMMENT, "passive")
    assert feedback.question_text == "How likely is it that you would recommend MyBusinessName to a family member?"


def test_each_answer_has_a_time_of_its_own(feedback):
    score, text = feedback.response.score, feedback.response.text
    assert (score.value, score.created_at) == (7, at(18, 0, 0))
    assert (text.value, text.created_at) == (COMMENT, at(18, 58, 20))


def test_what_is_not_there_is_none():
    names = ["created_at", "updated_at", "from_user_id", "to_user_id", "dm_id", "external_id", "display_name"]
    names += ["question_variant_id", "privacy_url", "score", "comment", "score_band", "question_text", "reply"]
    assert {name: getattr(LEAST, name) for name in names} == dict.fromkeys(names)
    assert (LEAST.response.score, LEAST.response.text) == (None, None)
    assert (LEAST.type, LEAST.test) == ("", False)


@pytest.mark.parametrize(
    ("type_of", "bands"),
    [
        ("nps", ["detractor"] * 7 + ["passive"] * 2 + ["promoter"] * 2 + [None]),
        ("csat", [None, "dissatisfied", "dissatisfied", "neutral", "satisfied", "satisfied", None]),
        ("ces", [None] * 8),
    ],
)
def test_a_score_has_a_band_on_its_scale_alone(type_of, bands):
    def band(score):
        answer = '{"created_at":"Tue Dec 15 17:58:20 +0000 2015","value":%d}' % score
        return Feedback.from_json('{"id":"1","type":"%s","response":{"score":%s}}' % (type_of, answer)).score_band

    assert [band(score) for score in range(len(bands))] == bands
    assert band(-1) is None


def test_the_raw_text_is_kept_to_the_letter(feedback):
    assert feedback.raw == ANSWERED
    assert Feedback.from_json(ANSWERED_OTHERWISE).raw == ANSWERED_OTHERWISE


def test_a_dict_has_the_services_names_with_times_as_datetimes(feedback):
    assert feedback.to_dict() == {
        "id": "123456789",
        "created_at": at(17, 58, 20),
        "updated_at": at(18, 58, 20),
        "test": False,
        "type": "nps",
        "from_user_id": "1212121212121",
        "to_user_id": "343434343434",
        "dm_id": "8989898989",
        "external_id": "ticket_5555",
        "display_name": "MyBusinessName",
        "question_variant_id": "3",
        "privacy_url": "https://mybusiness.domain/privacy",
        "later": {"a": [1, 2.5, "x y", None, True]},
        "media_id_str": 12345678901234567890123,
        "response": {
            "score": {"created_at": at(18, 0, 0), "value": 7},
            "text": {"created_at": at(18, 58, 20), "value": COMMENT},
        },
    }


def test_a_dict_has_every_time_in_utc(feedback):
    given = feedback.to_dict()
    answers = given["response"].values()
    times = [given["created_at"], given["updated_at"], *(answer["created_at"] for answer in answers)]
    assert [time.tzname() for time in times] == ["UTC"] * 4


def test_an_unknown_field_that_looks_like_a_time_stays_what_it_was():
    time = "Tue Dec 15 17:58:20 +0000 2015"
    text = '{"id":"1","seen_at":"%s","later":{"created_at":"%s"},"response":{"emoji":{"created_at":"%s"}}}'
    given = Feedback.from_json(text % (time, time, time)).to_dict()
    assert (given["seen_at"], given["later"]) == (time, {"created_at": time})
    assert given["response"] == {"emoji": {"created_at": time}}


def test_a_dict_leaves_out_what_is_not_there():
    assert LEAST.to_dict() == {"id": "7", "test": False}
    assert list(LEAST.to_dict()) == ["id", "test"]


def test_changing_a_dict_changes_no_feedback(feedback):
    feedback.to_dict()["response"].clear()
    assert feedback.to_dict()["response"]["score"]["value"] == 7


def test_feedbacks_are_equal_when_they_say_the_same(feedback):
    same = Feedback.from_json(ANSWERED_OTHERWISE)
    assert feedback == same
    assert hash(feedback) == hash(same)
    assert len({feedback, same, LEAST}) == 2


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("ticket_5555", "ticket_5556"),
        ("18:00:00", "18:00:01"),
        (COMMENT, COMMENT + "!"),
        ('"value":7', '"value":8'),
        ("12345678901234567890123", "12345678901234567890124"),
        ("2.50", "2.51"),
    ],
)
def test_feedbacks_that_differ_anywhere_are_not_equal(part, other, feedback):
    assert feedback != Feedback.from_json(ANSWERED.replace(part, other))


def test_a_feedback_equals_nothing_but_feedbacks(feedback):
    assert feedback != "123456789"
    assert feedback != feedback.to_dict()
    assert feedback != None  # noqa: E711 - what is tested is the comparison


def test_feedbacks_have_no_order(feedback):
    with pytest.raises(TypeError):
        feedback < LEAST


def test_repr_names_the_feedback_and_keeps_the_comment_to_itself(feedback):
    shown = repr(feedback)
    assert "Feedback" in shown and "123456789" in shown
    assert COMMENT not in shown and COMMENT not in str(feedback)


def test_the_comment_is_in_no_repr_of_a_part(feedback):
    assert COMMENT not in repr(feedback.response)
    assert COMMENT not in repr(feedback.response.text)


def test_answers_are_values(feedback):
    same = Feedback.from_json(ANSWERED_OTHERWISE).response
    assert feedback.response == same
    assert feedback.response.score == same.score and feedback.response.text == same.text
    assert feedback.response != LEAST.response
    assert feedback.response.score != feedback.response.text
    assert hash(feedback.response) == hash(same) and hash(feedback.response.text) == hash(same.text)


def test_a_response_is_true_once_anything_was_answered(feedback):
    assert feedback.response and not LEAST.response


def test_a_feedback_survives_pickling_to_the_letter(feedback):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        copy = pickle.loads(pickle.dumps(feedback, protocol))
        assert copy == feedback
        assert copy.raw == ANSWERED


@pytest.mark.parametrize("name", ["id", "comment", "response", "raw", "reply", "something_new"])
def test_a_feedback_cannot_be_changed(name, feedback):
    with pytest.raises(AttributeError):
        setattr(feedback, name, "x")
    with pytest.raises(AttributeError):
        delattr(feedback, name)


@pytest.mark.parametrize("name", ["value", "created_at", "something_new"])
def test_an_answer_cannot_be_changed(name, feedback):
    with pytest.raises(AttributeError):
        setattr(feedback.response.score, name, 1)
    with pytest.raises(AttributeError):
        setattr(feedback.response, name, 1)


def test_a_feedback_is_made_by_reading_one():
    with pytest.raises(TypeError):
        Feedback()


def test_whatever_equals_everything_equals_a_feedback(feedback):
    assert feedback == mock.ANY and feedback.response == mock.ANY and feedback != feedback.id
