"""Credentials: where they come from, and that they go nowhere else."""

import copy
import json
import os
import pickle
from pathlib import Path

import pytest

from twitter_feedback import AsyncClient, Client, ConfigurationError, Credentials, FeedbackError, SandboxCredentials

NAMES = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
SECRETS = ("hush-consumer-key", "hush-consumer-secret", "hush-token", "hush-token-secret")
VARIABLES = [f"TWITTER_FEEDBACK_{name.upper()}" for name in NAMES]


@pytest.fixture
def environment(monkeypatch):
    for name, secret in zip(VARIABLES, SECRETS):
        monkeypatch.setenv(name, secret)
    return monkeypatch


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps(dict(zip(NAMES, SECRETS))))
    path.chmod(0o600)
    return path


def sent_by(credentials, connect, listener):
    """The keys that a request goes out with."""
    connect(credentials, api_base=listener.url).show("7")
    return listener.requests[-1].headers["authorization"]


@pytest.fixture(params=["by position", "by name", "environment", "file", "path"])
def credentials(request, environment, file):
    """Every way to have them."""
    return {
        "by position": lambda: Credentials(*SECRETS),
        "by name": lambda: Credentials(**dict(zip(NAMES, SECRETS))),
        "environment": Credentials.from_env,
        "file": lambda: Credentials.from_file(str(file)),
        "path": lambda: Credentials.from_file(Path(file)),
    }[request.param]()


def test_credentials_speak_for_their_account_wherever_they_come_from(credentials, connect, listener):
    header = sent_by(credentials, connect, listener)
    assert 'oauth_consumer_key="hush-consumer-key"' in header
    assert 'oauth_token="hush-token"' in header
    assert "secret" not in header


def shows_no_secret(text):
    return not any(secret in text for secret in SECRETS) and "hush" not in text


def test_credentials_never_show_what_they_are(credentials):
    for shown in (repr(credentials), str(credentials), f"{credentials}", f"{[credentials]}"):
        assert "Credentials" in shown
        assert shows_no_secret(shown)
    for name in dir(credentials):
        value = getattr(credentials, name)
        assert shows_no_secret(repr(value)), name


def test_credentials_have_no_attributes_that_could_be_listed(credentials):
    with pytest.raises(TypeError):
        vars(credentials)
    assert not hasattr(credentials, "consumer_secret")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_credentials_refuse_to_be_pickled(protocol, credentials):
    with pytest.raises(TypeError):
        pickle.dumps(credentials, protocol)
    with pytest.raises(TypeError):
        copy.deepcopy(credentials)


def test_credentials_cannot_be_changed(credentials):
    for name in (*NAMES, "something_new"):
        with pytest.raises(AttributeError):
            setattr(credentials, name, "x")


@pytest.mark.parametrize("client_class", [Client, AsyncClient])
def test_a_client_shows_no_key_and_refuses_to_be_pickled(client_class, credentials):
    client = client_class(credentials)
    assert shows_no_secret(f"{client!r} {client} {vars(client)}")
    with pytest.raises(TypeError):
        pickle.dumps(client)


def test_every_missing_variable_is_named(environment):
    environment.delenv(VARIABLES[1])
    environment.setenv(VARIABLES[3], "")
    for make in (Credentials.from_env, Client.from_env, AsyncClient.from_env):
        with pytest.raises(ConfigurationError) as raised:
            make()
        message = str(raised.value)
        assert VARIABLES[1] in message and VARIABLES[3] in message
        assert f"{VARIABLES[0]}," not in message and shows_no_secret(message)


def test_a_variable_that_is_no_key_is_named_and_not_repeated(environment):
    environment.setenv(VARIABLES[2], "hush \n")
    with pytest.raises(ConfigurationError, match=VARIABLES[2]) as raised:
        Credentials.from_env()
    assert shows_no_secret(f"{raised.value} {raised.value.problems}")


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_file_that_others_may_read_is_refused(mode, file):
    file.chmod(mode)
    with pytest.raises(ConfigurationError, match=f"{mode:04o}"):
        Credentials.from_file(file)


def test_a_file_that_was_written_is_for_its_owner_alone_and_can_be_read(tmp_path, connect, listener):
    path = tmp_path / "kept.json"
    Credentials(*SECRETS).to_file(path)
    assert json.loads(path.read_text()) == dict(zip(NAMES, SECRETS))
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert 'oauth_token="hush-token"' in sent_by(Credentials.from_file(str(path)), connect, listener)


def test_a_file_that_was_there_is_replaced_whatever_it_was(file):
    file.write_text("something much longer than any credentials " * 1000)
    file.chmod(0o644)
    Credentials("a", "b", "c", "d").to_file(str(file))
    assert json.loads(file.read_text()) == dict(zip(NAMES, "abcd"))
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(file.parent) == [file.name], "nothing is left beside it"


def test_a_sandboxs_keys_can_be_kept_too(sandbox, tmp_path):
    sandbox.credentials.to_file(tmp_path / "kept.json")
    with Client(Credentials.from_file(tmp_path / "kept.json"), api_base=sandbox.url) as client:
        assert client.verify_credentials().user_id == sandbox.user_id


@pytest.mark.parametrize("path", ["nowhere/kept.json", "", "kept\ud83d.json", "kept\x00.json", "."])
def test_a_file_that_cannot_be_written_is_a_matter_of_configuration(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as raised:
        Credentials(*SECRETS).to_file(path)
    assert shows_no_secret(f"{raised.value} {raised.value!r}")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["nowhere.json", "", "no\x00where.json"])
def test_a_file_that_is_not_there_is_a_matter_of_configuration(name, tmp_path):
    with pytest.raises(ConfigurationError, match="credentials file"):
        Credentials.from_file(f"{tmp_path}/{name}")


def test_a_path_that_no_system_has_is_a_matter_of_configuration():
    with pytest.raises(ConfigurationError, match="path must "):
        Credentials.from_file("no\ud83dwhere.json")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hush",
        '["hush"]',
        '{"consumer_key": "hush"}',
        json.dumps({**dict(zip(NAMES, SECRETS)), "access_token": 7}),
        json.dumps({**dict(zip(NAMES, SECRETS)), "access_token": "hush \n"}),
        json.dumps(dict(zip(NAMES, SECRETS)))[:-1],
    ],
)
def test_a_file_that_holds_no_credentials_is_refused_and_not_repeated(text, file):
    file.write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        Credentials.from_file(file)
    assert "access_token" in str(raised.value)
    assert shows_no_secret(f"{raised.value} {raised.value!r}")


def test_what_a_service_repeats_of_the_keys_is_blotted_out(driver, sandbox):
    keys = [getattr(sandbox.credentials, name) for name in NAMES]
    sandbox.fault("show", "respond", status=403, body={"errors": [{"code": 32, "message": " ".join(keys)}]})
    with pytest.raises(FeedbackError) as raised:
        driver.show("1")
    error = pickle.loads(pickle.dumps(raised.value))
    assert "[redacted]" in error.message and "[redacted]" in error.body
    assert not any(key in f"{error!r} {error} {vars(error)}" for key in keys)


def test_a_sandboxs_keys_can_be_read_because_they_open_nothing_else(sandbox):
    keys = sandbox.credentials
    assert isinstance(keys, SandboxCredentials) and isinstance(keys, Credentials)
    assert keys.user_id == sandbox.user_id
    assert keys.screen_name == f"sandbox_{keys.user_id}"
    assert keys.access_token.startswith(f"{keys.user_id}-")
    assert all(getattr(keys, name) for name in NAMES)


def test_a_sandboxs_keys_are_in_no_repr_either(sandbox):
    keys = sandbox.credentials
    assert not any(getattr(keys, name) in f"{keys!r} {keys}" for name in NAMES[1:])


def test_a_sandboxs_keys_make_credentials_of_their_own(sandbox, connect):
    keys = [getattr(sandbox.credentials, name) for name in NAMES]
    account = connect(Credentials(*keys), api_base=sandbox.url).verify_credentials()
    assert account.user_id == sandbox.user_id
