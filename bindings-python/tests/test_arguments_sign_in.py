"""Bad input to signing in: refused here, and nothing is sent."""

import pytest
from bad_values import (
    IMPOSSIBLE_DURATIONS,
    Argument,
    assert_names_rule,
    assert_names_type,
    find,
    with_surrogates,
    with_wrong_types,
)
from signing_in import app_keys
from support import SURROGATE, settled

from twitter_feedback import ConfigurationError, InvalidRequestError

OPTIONS = {
    "callback": "text",
    "api_base": "text",
    "authorize_base": "text",
    "clock": "text",
    "timeout": "duration",
    "proxy": "text",
    "root_certificate": "bytes",
    "user_agent": "text",
}
MAY_BE_NONE = ["callback", "authorize_base", "proxy", "root_certificate", "user_agent"]


def begun_with(name):
    return lambda signing_in, value: signing_in.begin(**{name: value})


def resumed_with(name):
    return lambda signing_in, value: signing_in.resume("token", "secret", **{name: value})


def in_place(number):
    """One of the four that `resume` takes by position."""

    def call(signing_in, value):
        given = [*app_keys(signing_in.sandbox), "token", "secret"]
        given[number] = value
        return signing_in.made_by.resume(*given)

    return call


def begun_with_key(number):
    def call(signing_in, value):
        keys = [*app_keys(signing_in.sandbox)]
        keys[number] = value
        return signing_in.begin(*keys)

    return call


SETTINGS = [
    Argument(operation, name, takes, with_option(name), name in MAY_BE_NONE)
    for operation, with_option in (("begin", begun_with), ("resume", resumed_with))
    for name, takes in OPTIONS.items()
]
SECRETS = [
    Argument("begin", "consumer_key", "text", begun_with_key(0)),
    Argument("begin", "consumer_secret", "text", begun_with_key(1)),
    Argument("resume", "consumer_key", "text", in_place(0)),
    Argument("resume", "consumer_secret", "text", in_place(1)),
    Argument("resume", "oauth_token", "text", in_place(2)),
    Argument("resume", "oauth_token_secret", "text", in_place(3)),
]
STEPS = [
    Argument("complete", "pin", "text", lambda it, value: settled(it.resume("a", "b").complete(value))),
    Argument(
        "complete_callback", "url", "text", lambda it, value: settled(it.resume("a", "b").complete_callback(value))
    ),
]


@with_wrong_types([*SETTINGS, *SECRETS, *STEPS])
def test_a_wrong_type_is_named_and_nothing_is_sent(argument, value, signing_in, sandbox):
    with pytest.raises(TypeError) as raised:
        argument.call(signing_in, value)
    assert_names_type(raised.value, argument.name, value)
    assert sandbox.requests == []


def assert_refused(argument, value, signing_in, sandbox, error=ConfigurationError):
    with pytest.raises(error) as raised:
        argument.call(signing_in, value)
    assert_names_rule(raised.value, argument.name)
    assert sandbox.requests == []
    return raised.value


@with_surrogates(SETTINGS)
def test_half_an_emoji_in_a_setting_is_refused(argument, signing_in, sandbox):
    assert_refused(argument, SURROGATE, signing_in, sandbox)


@with_surrogates(SECRETS)
def test_half_an_emoji_in_a_key_is_refused_and_not_repeated(argument, signing_in, sandbox):
    error = assert_refused(argument, SURROGATE, signing_in, sandbox)
    assert "an emoji" not in f"{error} {error!r} {error.problems}"


@with_surrogates(STEPS)
def test_half_an_emoji_in_what_a_person_hands_over_is_refused_and_not_repeated(argument, signing_in, sandbox):
    error = assert_refused(argument, SURROGATE, signing_in, sandbox, InvalidRequestError)
    assert "an emoji" not in f"{error} {error!r} {error.problems}"


@pytest.mark.parametrize("key", ["", " ", "a b", "key\n", "k\x00y"])
@pytest.mark.parametrize("argument", SECRETS, ids=lambda argument: argument.label)
def test_a_key_that_is_no_key_is_refused(argument, key, signing_in, sandbox):
    assert_refused(argument, key, signing_in, sandbox)


@pytest.mark.parametrize("pin", ["", " ", "\n", "12\x0034", "7" * 257])
def test_what_cannot_be_a_pin_is_refused_and_nothing_is_sent(pin, signing_in, sandbox):
    assert_refused(find(STEPS, "complete pin"), pin, signing_in, sandbox, InvalidRequestError)


@pytest.mark.parametrize("value", [*IMPOSSIBLE_DURATIONS, 0])
def test_a_timeout_that_cannot_be_is_refused(value, signing_in, sandbox):
    assert_refused(find(SETTINGS, "begin timeout"), value, signing_in, sandbox)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("callback", ""),
        ("callback", "furni.example/callback"),
        ("callback", "javascript:alert(1)"),
        ("api_base", "http://api.twitter.com"),
        ("authorize_base", "api.twitter.com"),
        ("authorize_base", "http://api.twitter.com"),
        ("proxy", "socks5://proxy.example"),
        ("root_certificate", b"no certificate"),
        ("user_agent", "Helpdesk\n"),
    ],
)
@pytest.mark.parametrize("operation", ["begin", "resume"])
def test_a_setting_that_breaks_its_rule_is_named(operation, name, value, signing_in, sandbox):
    with pytest.raises(ConfigurationError, match=name):
        find(SETTINGS, f"{operation} {name}").call(signing_in, value)
    assert sandbox.requests == []


@pytest.mark.parametrize("clock", ["", "Service"])
def test_a_clock_that_does_not_exist_is_refused(clock, signing_in):
    with pytest.raises(ConfigurationError, match="clock"):
        signing_in.begin(clock=clock)


def test_all_wrong_settings_are_told_at_once(signing_in):
    wrong = {"callback": "", "authorize_base": "x", "timeout": 0, "user_agent": "\n"}
    for make in (signing_in.begin, lambda **options: signing_in.resume("a", "b", **options)):
        with pytest.raises(ConfigurationError) as raised:
            make(**wrong)
        assert {problem.field for problem in raised.value.problems} == {*wrong}


def test_a_setting_that_does_not_exist_is_refused(signing_in):
    for make in (signing_in.begin, lambda **options: signing_in.resume("a", "b", **options)):
        with pytest.raises(TypeError, match="timeot"):
            make(timeot=3)


def test_none_leaves_out_what_may_be_left_out(signing_in):
    assert signing_in.begin(**dict.fromkeys(MAY_BE_NONE)).oauth_token
