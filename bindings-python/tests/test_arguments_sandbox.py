"""Bad input to the sandbox: refused, and nothing has changed."""

import json

import pytest
from bad_values import (
    HUGE,
    IMPOSSIBLE_DURATIONS,
    IMPOSSIBLE_TIMES,
    NAIVE_TIMES,
    Argument,
    assert_names_rule,
    assert_names_type,
    find,
    with_surrogates,
    with_wrong_types,
)
from support import DAY, SURROGATE

from twitter_feedback import InvalidRequestError, Sandbox

OPTIONS = {
    "port": "int",
    "seed": "int",
    "limits": "bool",
    "allow_listed": "bool",
    "uneven_pages": "bool",
    "start_at": "time",
    "squeezed_times": "bool",
    "events_external_id": "bool",
    "repeat_updates": "bool",
}


def option(name):
    return Argument("start", name, OPTIONS[name], lambda _, value: Sandbox.start(**{name: value}), name == "start_at")


def seeded(name):
    def call(sandbox, value):
        period = {"count": 3, "from_time": sandbox.now - 2 * DAY, "to_time": sandbox.now - DAY}
        return sandbox.seed(**{**period, name: value})

    return call


def hooked(name):
    webhook = {"username": "user", "password": "password"}
    return lambda sandbox, value: sandbox.webhook("http://127.0.0.1:1/", **{**webhook, name: value})


def respond(name):
    return lambda sandbox, value: sandbox.fault("show", "respond", **{name: value})


CALLS = [
    Argument("sender", "number", "int", lambda sandbox, value: sandbox.sender(value)),
    Argument("answer", "feedback_id", "text", lambda sandbox, value: sandbox.answer(value, 3)),
    Argument("answer", "score", "int", lambda sandbox, value: sandbox.answer("1", value), optional=True),
    Argument("answer", "text", "text", lambda sandbox, value: sandbox.answer("1", None, value), optional=True),
    Argument("advance", "duration", "duration", lambda sandbox, value: sandbox.advance(value)),
    Argument("fault", "operation", "text", lambda sandbox, value: sandbox.fault(value, "hang")),
    Argument("fault", "fault", "text", lambda sandbox, value: sandbox.fault("show", value)),
    Argument("fault", "times", "int", respond("times")),
    Argument("fault", "status", "int", respond("status"), optional=True),
    Argument("fault", "headers", "object", respond("headers"), optional=True),
    Argument("seed", "count", "int", seeded("count")),
    Argument("seed", "from_time", "time", seeded("from_time")),
    Argument("seed", "to_time", "time", seeded("to_time")),
    Argument("webhook", "url", "text", lambda sandbox, value: sandbox.webhook(value)),
    Argument("webhook", "username", "text", hooked("username"), optional=True),
    Argument("webhook", "password", "text", hooked("password"), optional=True),
    Argument("webhook", "duplicates", "int", hooked("duplicates")),
    Argument("webhook", "shuffle", "bool", hooked("shuffle")),
    Argument("recipient", "user_id", "text", lambda sandbox, value: sandbox.recipient(value)),
    Argument("dismiss", "feedback_id", "text", lambda sandbox, value: sandbox.dismiss(value)),
    Argument("authorize", "oauth_token", "text", lambda sandbox, value: sandbox.authorize(value)),
    Argument("deny", "oauth_token", "text", lambda sandbox, value: sandbox.deny(value)),
]
TIMES = [find(CALLS, "seed from_time"), find(CALLS, "seed to_time")]


@with_wrong_types([*map(option, OPTIONS), *(call for call in CALLS if call.name != "headers")])
def test_a_wrong_type_is_named(argument, value, sandbox):
    with pytest.raises(TypeError) as raised:
        argument.call(sandbox, value)
    assert_names_type(raised.value, argument.name, value)


@pytest.mark.parametrize("headers", [7, True, "date", b"date", [("date", "x")]])
def test_headers_are_a_dict(headers, sandbox):
    with pytest.raises(TypeError) as raised:
        sandbox.fault("show", "respond", headers=headers)
    assert_names_type(raised.value, "headers", headers)


@pytest.mark.parametrize("value", [True, ["x"], {}])
def test_a_header_is_text_a_number_or_none(value, sandbox):
    with pytest.raises(TypeError, match="headers must be of str, int or None"):
        sandbox.fault("show", "respond", headers={"x-a": value})


@pytest.mark.parametrize(
    "body",
    [object(), {1, 2}, b"bytes", {"a": object()}, {("a",): 1}],
    ids=["object", "set", "bytes", "object in a dict", "tuple for a name"],
)
def test_a_body_is_text_or_json(body, sandbox):
    with pytest.raises(TypeError, match="body must be"):
        sandbox.fault("show", "respond", body=body)


def assert_refused(argument, value, sandbox):
    before = sandbox.now
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(sandbox, value)
    assert_names_rule(raised.value, argument.name)
    assert sandbox.requests == []
    assert sandbox.now - before < DAY


@with_surrogates(CALLS)
def test_half_an_emoji_is_refused(argument, sandbox):
    assert_refused(argument, SURROGATE, sandbox)


@pytest.mark.parametrize("part", [{"body": SURROGATE}, {"headers": {"x-a": SURROGATE}}], ids=["body", "headers"])
def test_half_an_emoji_in_an_ordered_answer_is_refused(part, sandbox):
    with pytest.raises(InvalidRequestError, match=f"{next(iter(part))} must "):
        sandbox.fault("show", "respond", **part)


def test_half_an_emoji_in_json_is_played_as_its_escape(driver, sandbox):
    body = {"id": "1", "display_name": SURROGATE}
    sandbox.fault("show", "respond", body=body)
    feedback = driver.show("1")
    assert feedback.display_name == SURROGATE.replace("\ud83d", "\ufffd")
    assert json.loads(feedback.raw) == body


@pytest.mark.parametrize(
    ("name", "value"),
    [("port", -1), ("port", 65_536), ("port", HUGE), ("seed", -1), ("seed", 2**64), ("seed", HUGE)],
)
def test_an_option_out_of_range_is_refused(name, value, sandbox):
    assert_refused(option(name), value, sandbox)


@pytest.mark.parametrize("value", [*IMPOSSIBLE_TIMES, *NAIVE_TIMES])
@pytest.mark.parametrize("argument", [option("start_at"), *TIMES], ids=lambda argument: argument.label)
def test_a_time_that_cannot_be_is_refused(argument, value, sandbox):
    assert_refused(argument, value, sandbox)


@pytest.mark.parametrize("value", IMPOSSIBLE_DURATIONS)
def test_the_clock_is_not_turned_by_what_is_no_duration(value, sandbox):
    assert_refused(find(CALLS, "advance duration"), value, sandbox)


def test_the_clock_is_not_turned_past_the_year_9999(sandbox):
    with pytest.raises(InvalidRequestError, match="9999"):
        sandbox.advance(10_000 * 366 * DAY)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("sender number", -1),
        ("sender number", 2**32),
        ("sender number", HUGE),
        ("fault operation", "post"),
        ("fault operation", ""),
        ("fault fault", "explode"),
        ("fault fault", "status:199"),
        ("fault fault", "latency:-1"),
        ("fault fault", "latency:3600001"),
        ("fault times", 0),
        ("fault times", -1),
        ("fault times", HUGE),
        ("fault status", 199),
        ("fault status", 600),
        ("fault status", -1),
        ("fault status", HUGE),
        ("fault headers", {"no name": "x"}),
        ("fault headers", {"x-a": "line\nend"}),
        ("fault headers", {"content-length": 3}),
        ("fault headers", {"transfer-encoding": "chunked"}),
        ("seed count", 0),
        ("seed count", -1),
        ("seed count", 1_000_001),
        ("seed count", HUGE),
        ("webhook url", ""),
        ("webhook url", "https://127.0.0.1/"),
        ("webhook url", "http://furni.example/"),
        ("webhook url", "http://user:password@127.0.0.1/"),
        ("webhook username", ""),
        ("webhook username", "us:er"),
        ("webhook username", None),
        ("webhook password", "line\nend"),
        ("webhook password", None),
        ("webhook duplicates", -1),
        ("webhook duplicates", 101),
        ("webhook duplicates", HUGE),
    ],
)
def test_a_value_that_breaks_its_rule_is_named(label, value, sandbox):
    assert_refused(find(CALLS, label), value, sandbox)


@pytest.mark.parametrize(("name", "days"), [("from_time", 0.5), ("to_time", 3), ("to_time", -1)])
def test_a_past_that_is_reversed_or_not_over_is_refused(name, days, sandbox):
    with pytest.raises(InvalidRequestError, match="to_time must "):
        seeded(name)(sandbox, sandbox.now - days * DAY)


def test_an_answer_belongs_to_respond_alone(sandbox):
    for part in ({"status": 200}, {"headers": {}}, {"body": ""}):
        with pytest.raises(InvalidRequestError, match="respond"):
            sandbox.fault("show", "hang", **part)
