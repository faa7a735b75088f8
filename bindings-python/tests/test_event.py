"""An event and a page of events as values."""

import json
import pickle

import pytest
from samples import ANSWERED, ANSWERED_OTHERWISE, COMMENT, EVENT, PAGE, at

from twitter_feedback import EventPage, Feedback, FeedbackEvent


@pytest.fixture
def event():
    return FeedbackEvent.from_json(EVENT)


@pytest.fixture
def page():
    return EventPage.from_json(PAGE)


def test_an_event_says_what_happened_when_to_which_feedback(event):
    assert (event.event_type, event.created_at) == ("feedback.updated", at(18, 58, 20))
    assert event.feedback == Feedback.from_json(ANSWERED)
    assert (event.raw, event.feedback.raw) == (EVENT, ANSWERED)


def test_an_events_dict_holds_the_feedbacks_dict(event):
    expected = {"event_type": "feedback.updated", "created_at": at(18, 58, 20), "feedback": event.feedback.to_dict()}
    assert event.to_dict() == expected


def test_an_unknown_type_and_unknown_fields_of_an_event_are_kept():
    event = FeedbackEvent.from_json('{"event_type":"feedback.seen","for":{"user":[1]},"feedback":{"id":1}}')
    assert (event.event_type, event.created_at) == ("feedback.seen", None)
    expected = {"event_type": "feedback.seen", "feedback": {"id": "1", "test": False}, "for": {"user": [1]}}
    assert event.to_dict() == expected
    assert json.loads(event.to_json()) == expected


def test_events_are_equal_when_they_say_the_same(event):
    same = FeedbackEvent.from_json(EVENT.replace(ANSWERED, ANSWERED_OTHERWISE))
    assert event == same
    assert hash(event) == hash(same)
    assert event != FeedbackEvent.from_json(EVENT.replace("feedback.updated", "feedback.created"))
    assert event != FeedbackEvent.from_json(EVENT.replace("ticket_5555", "ticket"))
    assert event != event.feedback


def test_repr_of_an_event_keeps_the_comment_to_itself(event, page):
    assert "feedback.updated" in repr(event) and "123456789" in repr(event)
    assert COMMENT not in repr(event) and COMMENT not in repr(page) and COMMENT not in repr(page.events)


def test_an_event_survives_pickling_to_the_letter(event):
    copy = pickle.loads(pickle.dumps(event))
    assert copy == event
    assert (copy.raw, copy.feedback.raw) == (EVENT, ANSWERED)


def test_a_page_has_what_could_be_read_and_what_could_not(page):
    assert [event.raw for event in page.events] == [EVENT]
    (unreadable,) = page.unreadable
    assert (unreadable.index, unreadable.json_path) == (1, "feedback")
    assert unreadable.raw == '{"event_type": "feedback.updated", "feedback": {}}'
    assert "id" in unreadable.reason
    assert (page.next_cursor, page.reply) == ("10011", None)


@pytest.mark.parametrize("cursor", ['""', "null"])
def test_an_empty_cursor_is_none(cursor):
    assert EventPage.from_json('{"events":[],"next_cursor":%s}' % cursor).next_cursor is None


def test_a_page_is_read_from_bytes_too_whatever_they_are(page):
    assert EventPage.from_json(PAGE.encode()).events == page.events
    broken = EventPage.from_json(b'\xef\xbb\xbf{"events":[{"feedback":{"id":1,"external_id":"caf\xe9"}}]}')
    assert broken.events[0].feedback.external_id == "caf\ufffd"


def test_a_page_survives_pickling_to_the_letter(page):
    copy = pickle.loads(pickle.dumps(page))
    assert copy.events == page.events
    assert [event.raw for event in copy.events] == [event.raw for event in page.events]
    assert [(one.index, one.raw, one.json_path, one.reason) for one in copy.unreadable] == [
        (one.index, one.raw, one.json_path, one.reason) for one in page.unreadable
    ]
    assert copy.next_cursor == page.next_cursor


def test_changing_the_list_of_a_pages_events_changes_no_page(page):
    page.events.clear()
    page.unreadable.clear()
    assert (len(page.events), len(page.unreadable)) == (1, 1)


@pytest.mark.parametrize("name", ["event_type", "created_at", "feedback", "raw", "something_new"])
def test_an_event_cannot_be_changed(name, event):
    with pytest.raises(AttributeError):
        setattr(event, name, "x")


@pytest.mark.parametrize("name", ["events", "unreadable", "next_cursor", "reply", "something_new"])
def test_a_page_cannot_be_changed(name, page):
    with pytest.raises(AttributeError):
        setattr(page, name, None)


@pytest.mark.parametrize("name", ["index", "raw", "json_path", "reason", "something_new"])
def test_an_unreadable_event_cannot_be_changed(name, page):
    with pytest.raises(AttributeError):
        setattr(page.unreadable[0], name, None)


@pytest.mark.parametrize("value", [FeedbackEvent, EventPage])
def test_events_and_pages_are_made_by_reading_them(value):
    with pytest.raises(TypeError):
        value()
