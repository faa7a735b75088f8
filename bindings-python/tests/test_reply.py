"""The HTTP answer behind a value."""

import json
import pickle
from datetime import timedelta

from support import PROMPT, past

from twitter_feedback import Feedback, Reply


def assert_is_the_answer(reply, sandbox):
    assert isinstance(reply, Reply)
    assert reply.status == 200
    assert all(name == name.lower() for name in reply.headers)
    assert reply.headers["content-type"].startswith("application/json")
    assert reply.headers["x-access-level"] == "read-write-directmessages"
    assert reply.request_id == reply.headers["x-transaction-id"]
    assert abs(reply.date - sandbox.now) < timedelta(seconds=10)
    assert isinstance(reply.body, bytes)


def test_the_reply_of_a_create_is_the_answer_to_the_letter(driver, sandbox):
    feedback = driver.create(**PROMPT)
    assert_is_the_answer(feedback.reply, sandbox)
    assert feedback.reply.body.decode() == feedback.raw


def test_the_reply_of_a_show_is_the_answer_to_the_letter(driver, sandbox):
    feedback = driver.show(driver.create(**PROMPT).id)
    assert_is_the_answer(feedback.reply, sandbox)
    assert feedback.reply.body.decode() == feedback.raw


def test_the_reply_of_a_page_is_the_answer_to_the_letter(driver, sandbox):
    period = past(sandbox)
    sandbox.seed(3, **period)
    page = driver.next_page(driver.events(**period).pages())
    assert_is_the_answer(page.reply, sandbox)
    body = json.loads(page.reply.body)
    assert [json.loads(event.raw) for event in page.events] == body["events"]
    assert page.next_cursor == (body["next_cursor"] or None)


def test_the_body_is_kept_where_the_text_had_to_be_mended(driver, sandbox):
    body = '{"id":"1","display_name":"half \\ud83d an emoji", "later" : 1}'
    sandbox.fault("show", "respond", headers={"x-more": "yes"}, body=body)
    feedback = driver.show("1")
    assert feedback.reply.body == body.encode()
    assert feedback.reply.headers["x-more"] == "yes"
    assert feedback.display_name == "half \ufffd an emoji"


def test_headers_that_carry_sessions_are_left_out(driver, sandbox):
    sandbox.fault("show", "respond", headers={"set-cookie": "guest_id=1", "x-a": "b"}, body={"id": "1"})
    reply = driver.show("1").reply
    assert "set-cookie" not in reply.headers and reply.headers["x-a"] == "b"


def test_an_answer_without_a_date_has_none(driver, sandbox):
    sandbox.fault("show", "respond", headers={"date": None}, body={"id": "1"})
    reply = driver.show("1").reply
    assert (reply.date, reply.request_id) == (None, None)


def test_a_reply_does_not_make_feedbacks_different(driver):
    created = driver.create(**PROMPT)
    shown = driver.show(created.id)
    assert shown == driver.show(created.id) and shown.reply != created.reply
    assert Feedback.from_json(shown.raw) == shown and Feedback.from_json(shown.raw).reply is None


def test_an_answered_feedback_survives_pickling(driver, sandbox):
    feedback = driver.create(**PROMPT)
    sandbox.answer(feedback.id, 4, "fine")
    shown = driver.show(feedback.id)
    copy = pickle.loads(pickle.dumps(shown))
    assert copy == shown and copy.raw == shown.raw
    assert (copy.score, copy.comment) == (4, "fine")


def test_a_reply_shown_in_a_log_holds_no_comment(driver, sandbox):
    feedback = driver.create(**PROMPT)
    sandbox.answer(feedback.id, 4, "a confidence")
    reply = driver.show(feedback.id).reply
    assert b"a confidence" in reply.body and "a confidence" not in repr(reply)
