"""Bad input to a program and what it is made with: refused here, named, and nothing is sent."""

import pytest
from bad_values import (
    HUGE,
    IMPOSSIBLE_TIMES,
    NAIVE_TIMES,
    WRONG_TYPES,
    Argument,
    assert_names_rule,
    assert_names_type,
    find,
    with_surrogates,
    with_wrong_types,
)
from process_support import prompt
from support import PROMPT, SURROGATE

from twitter_feedback import (
    AsyncProgram,
    InvalidRequestError,
    Policy,
    Program,
    Prompt,
    PromptContext,
    QuietHours,
)


def policy_with(name):
    return lambda value: Policy(**{name: value})


def context_with(name):
    return lambda value: PromptContext(**{name: value})


def hours_with(place):
    def make(value):
        given = ["21:00", "08:00", "UTC"]
        given[place] = value
        return QuietHours(*given)

    return make


FLAGS = ["require_can_dm", "backfill", "allow_listed", "accept_blind_day"]
VALUES = [
    Argument("Policy", "min_interval", "duration", policy_with("min_interval")),
    Argument("Policy", "sample_rate", "number", policy_with("sample_rate")),
    Argument("Policy", "quiet_hours", "object", policy_with("quiet_hours"), optional=True),
    Argument("Policy", "max_per_day", "int", policy_with("max_per_day")),
    Argument("Policy", "suppressed_user_ids", "list of text", policy_with("suppressed_user_ids")),
    *(Argument("Policy", name, "bool", policy_with(name)) for name in FLAGS),
    *(
        Argument("PromptContext", name, "text", context_with(name), optional=True)
        for name in ("agent_id", "team", "language")
    ),
    Argument("PromptContext", "tags", "list of text", context_with("tags")),
    Argument("QuietHours", "from_time", "text or time of day", hours_with(0)),
    Argument("QuietHours", "to_time", "text or time of day", hours_with(1)),
    Argument("QuietHours", "zone", "zone", hours_with(2)),
]


def called_with(call, name):
    return lambda program, value: getattr(program, call)(**{name: value})


def sent_with(name):
    return lambda program, value: program.send(**{**PROMPT, name: value})


CALLS = [
    Argument("send", "prompt", "object", lambda program, value: program.send(value), optional=True),
    Argument("send", "context", "object", lambda program, value: program.send(prompt(), value), optional=True),
    *(Argument("send", name, "text", sent_with(name)) for name in PROMPT),
    Argument("sync", "since", "time", called_with("sync", "since"), optional=True),
    Argument("sync", "until", "time", called_with("sync", "until"), optional=True),
    Argument("sync", "progress", "function", called_with("sync", "progress"), optional=True),
    Argument("prompt_status", "external_id", "text", called_with("prompt_status", "external_id")),
    Argument("folded", "feedback_id", "text", called_with("folded", "feedback_id")),
    *(
        Argument("attempts", name, "text", called_with("attempts", name), optional=True)
        for name in ("to_user_id", "external_id", "state", "before")
    ),
    Argument("attempts", "from_time", "time", called_with("attempts", "from_time"), optional=True),
    Argument("attempts", "to_time", "time", called_with("attempts", "to_time"), optional=True),
    Argument("attempts", "limit", "int", called_with("attempts", "limit")),
]


@with_wrong_types(VALUES)
def test_a_wrong_type_in_a_value_is_named(argument, value):
    with pytest.raises(TypeError) as raised:
        argument.call(value)
    assert_names_type(raised.value, argument.name, value)


@pytest.mark.parametrize("name", ["tags", "suppressed_user_ids"])
def test_what_is_no_text_in_a_list_is_named(name):
    (argument,) = [argument for argument in VALUES if argument.name == name]
    with pytest.raises(TypeError) as raised:
        argument.call(["1001", 7])
    assert_names_type(raised.value, name, 7)


@with_wrong_types(CALLS)
def test_a_wrong_type_in_a_call_is_named_and_nothing_is_sent(argument, value, program, sandbox):
    with pytest.raises(TypeError) as raised:
        argument.call(program, value)
    assert_names_type(raised.value, argument.name, value)
    assert sandbox.requests == []


def assert_refused(argument, value, program, sandbox):
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(program, value)
    assert_names_rule(raised.value, argument.name)
    assert sandbox.requests == []


@with_surrogates(CALLS)
def test_half_an_emoji_is_refused_and_nothing_is_sent(argument, program, sandbox):
    assert_refused(argument, SURROGATE, program, sandbox)


@pytest.mark.parametrize("value", [*NAIVE_TIMES, *IMPOSSIBLE_TIMES[:4]])
@pytest.mark.parametrize("label", ["sync since", "sync until", "attempts from_time", "attempts to_time"])
def test_a_time_that_cannot_be_is_refused(label, value, program, sandbox):
    assert_refused(find(CALLS, label), value, program, sandbox)


@pytest.mark.parametrize("value", [0, -1, 10_001, HUGE, -HUGE, 2**32 + 1])
def test_a_limit_outside_1_to_10000_is_refused(value, program, sandbox):
    assert_refused(find(CALLS, "attempts limit"), value, program, sandbox)


@pytest.mark.parametrize(("label", "value"), [("attempts state", "lost"), ("attempts before", "the first")])
def test_a_word_that_no_attempt_has_is_refused(label, value, program, sandbox):
    assert_refused(find(CALLS, label), value, program, sandbox)


@pytest.mark.parametrize(("call", "first", "last"), [("sync", "since", "until"), ("attempts", "from_time", "to_time")])
def test_a_period_that_ends_before_it_begins_is_refused(call, first, last, program, sandbox):
    with pytest.raises(InvalidRequestError) as raised:
        getattr(program, call)(**{first: 2, last: 1})
    assert_names_rule(raised.value, first)
    assert sandbox.requests == []


def test_a_filter_is_given_by_name(program):
    with pytest.raises(TypeError):
        program.attempts("1001")


def test_a_prompt_and_fields_together_are_refused(program, sandbox):
    with pytest.raises(TypeError, match=r"send\(\) takes a prompt or its fields, not both .*external_id"):
        program.send(Prompt(**PROMPT), external_id="ticket")
    assert sandbox.requests == []


@pytest.mark.parametrize("missing", PROMPT)
def test_a_send_without_a_required_field_is_refused(missing, program, sandbox):
    with pytest.raises(TypeError, match=missing):
        program.send(**{name: value for name, value in PROMPT.items() if name != missing})
    assert sandbox.requests == []


def test_a_program_is_made_with_a_client_of_its_own_kind(sandbox, ledger):
    kinds = [(Program, sandbox.async_client(), "Client"), (AsyncProgram, sandbox.client(), "AsyncClient")]
    for kind, client, wanted in kinds:
        for given in (client, None, "client", 7):
            with pytest.raises(TypeError) as raised:
                kind(given, ledger)
            assert f"client must be a {wanted}" in str(raised.value)
            assert_names_type(raised.value, "client", given)
    assert not ledger.exists()


@pytest.mark.parametrize("value", WRONG_TYPES["path"])
def test_a_ledger_of_a_wrong_type_is_named(value, program_driver, sandbox):
    with pytest.raises(TypeError) as raised:
        program_driver.open(sandbox, value)
    assert_names_type(raised.value, "ledger", value)


@pytest.mark.parametrize("value", [7, True, "text", {}])
def test_a_policy_of_a_wrong_type_is_named(value, program_driver, sandbox, ledger):
    with pytest.raises(TypeError) as raised:
        program_driver.open(sandbox, ledger, value)
    assert_names_type(raised.value, "policy", value)
    assert not ledger.exists()
