"""A client from the environment."""

import pytest
from support import DAY

from twitter_feedback import ConfigurationError

NAMES = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")


@pytest.fixture
def setenv(monkeypatch, sandbox):
    """An environment with the sandbox's keys and address; sets more of it."""

    def put(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"TWITTER_FEEDBACK_{name.upper()}", value)

    put(**{name: getattr(sandbox.credentials, name) for name in NAMES}, api_base=sandbox.url, test="", clock="")
    return put


@pytest.fixture
def from_env(driver_class, setenv):
    def make(**options):
        return driver_class(driver_class.client_class.from_env(**options))

    return make


def test_keys_and_address_come_from_the_environment(from_env, sandbox):
    driver = from_env()
    assert type(driver.client) is driver.client_class
    assert driver.verify_credentials().user_id == sandbox.user_id


def test_the_clock_comes_from_the_environment(from_env, setenv, sandbox):
    sandbox.advance(DAY)
    setenv(clock="service")
    assert from_env(max_tries=1).verify_credentials().user_id == sandbox.user_id


@pytest.mark.parametrize(("given", "sent"), [("true", [("test", "true")]), ("false", []), ("", [])])
def test_whether_it_is_a_test_comes_from_the_environment(given, sent, from_env, setenv, listener):
    setenv(api_base=listener.url, test=given)
    from_env().show("7")
    assert listener.requests[-1].params == sent


def test_options_go_before_the_environment(from_env, setenv, listener):
    setenv(test="true", clock="system")
    from_env(api_base=listener.url, test=False, clock="service").show("7")
    assert listener.requests[-1].params == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("test", "yes"), ("test", "True"), ("clock", "sundial"), ("api_base", "http://api.twitter.com")],
)
def test_a_variable_that_breaks_its_rule_is_a_matter_of_configuration(name, value, from_env, setenv):
    setenv(**{name: value})
    with pytest.raises(ConfigurationError, match=rf"(?i){name} must "):
        from_env()
