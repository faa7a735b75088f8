"""Bad input to the calls of both clients: refused here, and nothing is sent."""

from datetime import datetime, timezone

import pytest
from bad_values import (
    HUGE,
    IMPOSSIBLE_TIMES,
    NAIVE_TIMES,
    Argument,
    assert_names_rule,
    assert_names_type,
    find,
    with_surrogates,
    with_wrong_types,
)
from support import DAY, PROMPT, SURROGATE

from twitter_feedback import InvalidRequestError, Prompt


def created_with(name):
    return lambda driver, value: driver.create(**{**PROMPT, name: value})


def listed_with(name):
    return lambda driver, value: driver.events(**{name: value})


IDS = [
    Argument("show", "feedback_id", "text", lambda driver, value: driver.show(value)),
    Argument("can_dm", "user_id", "text", lambda driver, value: driver.can_dm(value)),
    Argument("friendship", "user_id", "text", lambda driver, value: driver.friendship(value)),
]

ARGUMENTS = [
    *IDS,
    Argument("create", "prompt", "object", lambda driver, value: driver.create(value), optional=True),
    Argument("create", "type", "text", created_with("type")),
    Argument("create", "to_user_id", "text", created_with("to_user_id")),
    Argument("create", "message", "text", created_with("message")),
    Argument("create", "privacy_url", "text", created_with("privacy_url")),
    Argument("create", "external_id", "text", created_with("external_id"), optional=True),
    Argument("create", "question_variant_id", "int", created_with("question_variant_id"), optional=True),
    Argument("create", "display_name", "text", created_with("display_name"), optional=True),
    Argument("create", "test", "bool", created_with("test")),
    Argument("events", "from_time", "time", listed_with("from_time"), optional=True),
    Argument("events", "to_time", "time", listed_with("to_time"), optional=True),
    Argument("events", "count", "int", listed_with("count")),
    Argument("events", "cursor", "text", listed_with("cursor"), optional=True),
]


@with_wrong_types(ARGUMENTS)
def test_a_wrong_type_is_named_and_nothing_is_sent(argument, value, driver, sandbox):
    with pytest.raises(TypeError) as raised:
        argument.call(driver, value)
    assert_names_type(raised.value, argument.name, value)
    assert sandbox.requests == []


def assert_refused(argument, value, driver, sandbox):
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(driver, value)
    assert_names_rule(raised.value, argument.name)
    assert sandbox.requests == []
    return raised.value


@with_surrogates(ARGUMENTS)
def test_half_an_emoji_is_refused_and_nothing_is_sent(argument, driver, sandbox):
    assert_refused(argument, SURROGATE, driver, sandbox)


@pytest.mark.parametrize("text", ["", " ", "0", "007", "-1", "+1", "1.0", "1e3", "12a", "１２", "7/../8", str(2**64)])
@pytest.mark.parametrize("argument", IDS, ids=lambda argument: argument.label)
def test_an_id_that_is_no_id_is_refused_and_nothing_is_sent(argument, text, driver, sandbox):
    assert_refused(argument, text, driver, sandbox)


@pytest.mark.parametrize("value", [-1, HUGE, -HUGE, 2**32, 2**64])
def test_a_variant_that_no_variant_can_be_is_refused(value, driver, sandbox):
    assert_refused(find(ARGUMENTS, "create question_variant_id"), value, driver, sandbox)


@pytest.mark.parametrize("value", [0, -1, 101, HUGE, -HUGE, 2**32 + 1, 2**64 + 1])
def test_a_count_outside_1_to_100_is_refused_before_the_listing_is_read(value, driver, sandbox):
    assert_refused(find(ARGUMENTS, "events count"), value, driver, sandbox)


@pytest.mark.parametrize("value", NAIVE_TIMES)
@pytest.mark.parametrize("name", ["from_time", "to_time"])
def test_a_naive_datetime_is_refused(name, value, driver, sandbox):
    error = assert_refused(find(ARGUMENTS, f"events {name}"), value, driver, sandbox)
    assert "time zone" in str(error)


@pytest.mark.parametrize("value", IMPOSSIBLE_TIMES)
def test_a_from_time_that_cannot_be_is_refused(value, driver, sandbox):
    assert_refused(find(ARGUMENTS, "events from_time"), value, driver, sandbox)


LAST = datetime.max.replace(tzinfo=timezone.utc)


@pytest.mark.parametrize("value", [HUGE, -HUGE, 2**63, -(2**63) - 1, LAST, int(LAST.timestamp()) * 1000], ids=repr)
def test_a_to_time_that_cannot_be_is_refused(value, driver, sandbox):
    assert_refused(find(ARGUMENTS, "events to_time"), value, driver, sandbox)


def test_a_period_that_ends_before_it_begins_is_refused(driver, sandbox):
    reversed_period = {"from_time": sandbox.now - 2 * DAY, "to_time": sandbox.now - 3 * DAY}
    with pytest.raises(InvalidRequestError) as raised:
        driver.events(**reversed_period)
    assert_names_rule(raised.value, "from_time")
    assert sandbox.requests == []


def test_an_empty_cursor_is_refused_because_it_is_the_end_of_a_listing(driver, sandbox):
    assert_refused(find(ARGUMENTS, "events cursor"), "", driver, sandbox)


@pytest.mark.parametrize("period", [{"from_time": 0}, {"to_time": 1}, {"from_time": 0, "to_time": 1}])
def test_a_cursor_and_a_period_together_are_refused(period, driver, sandbox):
    with pytest.raises(TypeError, match="a period or a cursor, not both"):
        driver.events(cursor="10011", **period)
    assert sandbox.requests == []


def test_a_prompt_and_fields_together_are_refused(driver, sandbox):
    with pytest.raises(TypeError, match="a prompt or its fields, not both .*external_id"):
        driver.create(Prompt(**PROMPT), external_id="ticket")
    assert sandbox.requests == []


@pytest.mark.parametrize("missing", ["type", "to_user_id", "message", "privacy_url"])
def test_a_create_without_a_required_field_is_refused(missing, driver, sandbox):
    with pytest.raises(TypeError, match=missing):
        driver.create(**{name: value for name, value in PROMPT.items() if name != missing})
    assert sandbox.requests == []


def test_a_field_that_does_not_exist_is_refused(driver, sandbox):
    with pytest.raises(TypeError, match="mesage"):
        driver.create(**PROMPT, mesage="typo")
    assert sandbox.requests == []


def test_a_subclass_of_str_is_a_str(driver):
    class Id(str):
        pass

    feedback = driver.create(**{name: Id(value) for name, value in PROMPT.items()})
    assert driver.show(Id(feedback.id)).to_user_id == PROMPT["to_user_id"]
