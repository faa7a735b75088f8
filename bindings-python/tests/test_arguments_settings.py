"""Bad settings of a client: refused when it is made, wherever they are given."""

from datetime import timedelta

import pytest
from bad_values import (
    HUGE,
    IMPOSSIBLE_DURATIONS,
    Argument,
    assert_names_rule,
    assert_names_type,
    with_surrogates,
    with_wrong_types,
)
from support import SURROGATE

import twitter_feedback
from twitter_feedback import AsyncClient, Client, ConfigurationError, Credentials, NotFoundError

KEYS = ("key", "secret", "token", "token-secret")


def with_option(name):
    return lambda make, value: make(**{name: value})


SETTINGS = {
    "api_base": "text",
    "test": "bool",
    "clock": "text",
    "timeout": "duration",
    "connect_timeout": "duration",
    "read_timeout": "duration",
    "operation_timeout": "duration",
    "max_rate_wait": "duration",
    "max_tries": "int",
    "proxy": "text",
    "root_certificate": "bytes",
    "user_agent": "text",
}
# Elsewhere other libraries give None a meaning, such as no timeout at all, that it does not have here.
MAY_BE_NONE = ["proxy", "root_certificate", "user_agent"]
ARGUMENTS = [
    Argument("client", name, takes, with_option(name), optional=name in MAY_BE_NONE) for name, takes in SETTINGS.items()
]
DURATIONS = [name for name, takes in SETTINGS.items() if takes == "duration"]


@pytest.fixture(
    params=[
        "Client",
        "AsyncClient",
        "Client.from_env",
        "AsyncClient.from_env",
        "Sandbox.client",
        "Sandbox.async_client",
    ]
)
def make(request, monkeypatch, sandbox):
    """Every way to make a client."""
    owner, _, maker = request.param.partition(".")
    if owner == "Sandbox":
        return getattr(sandbox, maker)
    if maker:
        for name in ("consumer_key", "consumer_secret", "access_token", "access_token_secret"):
            monkeypatch.setenv(f"TWITTER_FEEDBACK_{name.upper()}", name)
        return getattr(twitter_feedback, owner).from_env
    return lambda **options: getattr(twitter_feedback, owner)(Credentials(*KEYS), **options)


@with_wrong_types(ARGUMENTS)
def test_a_setting_of_a_wrong_type_is_named(argument, value, make):
    with pytest.raises(TypeError) as raised:
        argument.call(make, value)
    assert_names_type(raised.value, argument.name, value)


def assert_refused(make, name, value):
    with pytest.raises(ConfigurationError) as raised:
        make(**{name: value})
    assert_names_rule(raised.value, name)


@with_surrogates(ARGUMENTS)
def test_half_an_emoji_in_a_setting_is_refused(argument, make):
    assert_refused(make, argument.name, SURROGATE)


@pytest.mark.parametrize("value", IMPOSSIBLE_DURATIONS)
@pytest.mark.parametrize("name", DURATIONS)
def test_a_duration_that_cannot_be_is_refused(name, value, make):
    assert_refused(make, name, value)


@pytest.mark.parametrize("value", [0, 0.0, timedelta(0)])
@pytest.mark.parametrize("name", [name for name in DURATIONS if name != "max_rate_wait"])
def test_no_time_at_all_is_refused(name, value, make):
    assert_refused(make, name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_base", ""),
        ("api_base", "api.twitter.com"),
        ("api_base", "http://api.twitter.com"),
        ("api_base", "ftp://127.0.0.1"),
        ("api_base", "https://api.twitter.com/?a=1"),
        ("api_base", "https://user@api.twitter.com"),
        ("clock", ""),
        ("clock", "Service"),
        ("max_tries", 0),
        ("max_tries", -1),
        ("max_tries", HUGE),
        ("proxy", ""),
        ("proxy", "socks5://proxy.example"),
        ("root_certificate", b"no certificate"),
        ("user_agent", ""),
        ("user_agent", "Helpdesk\n"),
        ("user_agent", "Hëlpdesk"),
    ],
)
def test_a_setting_that_breaks_its_rule_is_named(name, value, make):
    with pytest.raises(ConfigurationError, match=name):
        make(**{name: value})


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_the_services_clock_is_for_loopback_alone(client):
    assert_refused(lambda **options: client(Credentials(*KEYS), **options), "clock", "service")


@pytest.mark.parametrize(
    "wrong",
    [
        {"connect_timeout": -1, "read_timeout": float("nan"), "max_tries": 0, "user_agent": SURROGATE},
        {"connect_timeout": 0, "read_timeout": 0, "user_agent": "\n"},
    ],
    ids=["what no client can hold", "what breaks a client's rules"],
)
def test_all_wrong_settings_are_told_at_once(wrong, make):
    with pytest.raises(ConfigurationError) as raised:
        make(**wrong)
    assert all(name in str(raised.value) for name in wrong)
    assert [problem.field for problem in raised.value.problems] == list(wrong)


def test_none_leaves_out_what_may_be_left_out(make):
    assert repr(make(**dict.fromkeys(MAY_BE_NONE))) == repr(make())


def test_a_setting_that_does_not_exist_is_refused(make):
    with pytest.raises(TypeError, match="timeot"):
        make(timeot=3)


@pytest.mark.parametrize("client", [Client, AsyncClient])
@pytest.mark.parametrize("value", [None, "key", 7, KEYS, {"consumer_key": "key"}])
def test_credentials_are_credentials(client, value):
    with pytest.raises(TypeError) as raised:
        client(value)
    assert_names_type(raised.value, "credentials", value)


@pytest.mark.parametrize("name", DURATIONS)
@pytest.mark.parametrize("value", [5, 2.5, timedelta(seconds=2.5), 10**9, timedelta.max])
def test_a_duration_is_seconds_or_a_timedelta_however_long(name, value, driver_class, sandbox):
    driver = driver_class.of(sandbox, **{name: value})
    with pytest.raises(NotFoundError):
        driver.show("1")
    driver.close()
