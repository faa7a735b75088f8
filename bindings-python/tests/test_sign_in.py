"""Signing in: from the keys of an app to those of the account that asks."""

import asyncio
import copy
import pickle

import pytest
from signing_in import CALLBACK, SigningIn, app_keys
from support import PROMPT, settled

from twitter_feedback import (
    AsyncSignIn,
    AuthenticationError,
    Client,
    ConfigurationError,
    ConnectionFailedError,
    Credentials,
    DecodeError,
    FeedbackError,
    InvalidRequestError,
    PermissionDeniedError,
    SignedIn,
    SignIn,
    TimedOutError,
)


def test_the_pin_that_the_page_shows_signs_in_as_the_account(signing_in, sandbox):
    sign_in = signing_in.begin()
    signed_in = settled(sign_in.complete(sandbox.authorize(sign_in.oauth_token)))
    assert type(signed_in) is SignedIn and type(signed_in.credentials) is Credentials
    assert (signed_in.user_id, signed_in.screen_name) == (sandbox.user_id, sandbox.credentials.screen_name)
    with Client(signed_in.credentials, api_base=sandbox.url, clock="service") as client:
        assert client.verify_credentials().user_id == sandbox.user_id
        assert client.create(**PROMPT).from_user_id == sandbox.user_id


def test_a_pin_is_taken_as_people_paste_it(signing_in, sandbox):
    sign_in = signing_in.begin(callback=None)
    pin = sandbox.authorize(sign_in.oauth_token)
    assert settled(sign_in.complete(f" {pin}\n")).user_id == sandbox.user_id


@pytest.mark.parametrize("part", ["the URL", "its query"])
def test_the_url_that_the_browser_is_sent_to_signs_in_as_the_account(part, signing_in, sandbox):
    sign_in = signing_in.begin(callback=CALLBACK)
    url = sandbox.authorize(sign_in.oauth_token)
    assert url.startswith(CALLBACK)
    signed_in = settled(sign_in.complete_callback(url if part == "the URL" else url.partition("?")[2]))
    assert signed_in.user_id == sandbox.user_id


def test_the_person_opens_the_services_page(signing_in, sandbox):
    sign_in = signing_in.begin()
    assert sign_in.authorize_url == f"{sandbox.url}/oauth/authorize?oauth_token={sign_in.oauth_token}"
    elsewhere = signing_in.begin(authorize_base="https://accounts.furni.example")
    assert elsewhere.authorize_url.startswith("https://accounts.furni.example/oauth/authorize?oauth_token=")


def test_another_process_goes_on_with_token_and_secret_and_sends_nothing_for_it(signing_in, sandbox):
    begun = signing_in.begin(callback=CALLBACK)
    url = sandbox.authorize(begun.oauth_token)
    before = len(sandbox.requests)
    resumed = signing_in.resume(begun.oauth_token, begun.oauth_token_secret)
    assert type(resumed) is signing_in.made_by
    assert len(sandbox.requests) == before
    assert resumed.authorize_url == begun.authorize_url
    assert settled(resumed.complete_callback(url)).user_id == sandbox.user_id


def test_who_declines_is_told_apart_from_who_fails(signing_in, sandbox):
    sign_in = signing_in.begin(callback=CALLBACK)
    with pytest.raises(PermissionDeniedError):
        settled(sign_in.complete_callback(sandbox.deny(sign_in.oauth_token)))
    pinned = signing_in.begin()
    assert sandbox.deny(pinned.oauth_token) is None
    with pytest.raises(AuthenticationError):
        settled(pinned.complete("1234567"))


def test_a_pin_that_is_wrong_is_refused_and_the_right_one_still_works(signing_in, sandbox):
    sign_in = signing_in.begin()
    pin = sandbox.authorize(sign_in.oauth_token)
    with pytest.raises(AuthenticationError):
        settled(sign_in.complete(str(int(pin) ^ 1).zfill(7)))
    assert settled(sign_in.complete(pin)).user_id == sandbox.user_id


def test_the_callback_of_another_sign_in_is_refused_and_nothing_is_sent(signing_in, sandbox):
    mine, theirs = signing_in.begin(callback=CALLBACK), signing_in.begin(callback=CALLBACK)
    url = sandbox.authorize(theirs.oauth_token)
    before = len(sandbox.requests)
    with pytest.raises(AuthenticationError, match="another sign-in"):
        settled(mine.complete_callback(url))
    assert len(sandbox.requests) == before


def test_wrong_keys_of_the_app_are_refused(signing_in):
    with pytest.raises(AuthenticationError):
        signing_in.begin("key", "secret")


def test_a_callback_that_the_app_does_not_list_is_a_matter_of_configuration(signing_in):
    with pytest.raises(ConfigurationError) as raised:
        signing_in.begin(callback="https://unapproved.example/callback")
    assert raised.value.codes == [415]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", DecodeError),
        ("<html>", DecodeError),
        ("oauth_token=a&oauth_callback_confirmed=true", DecodeError),
        ("oauth_token=a&oauth_token_secret=b&oauth_callback_confirmed=false", AuthenticationError),
        ("oauth_token=a&oauth_token_secret=b", AuthenticationError),
        ('{"errors":[{"code":32,"message":"no"}]}', AuthenticationError),
    ],
)
def test_a_request_token_that_is_none_is_refused(body, error, signing_in, sandbox):
    sandbox.fault("any", "respond", status=200, body=body)
    with pytest.raises(error):
        signing_in.begin()


@pytest.mark.parametrize(
    ("fault", "error"),
    [("reset_before_work", ConnectionFailedError), ("truncate", ConnectionFailedError), ("hang", TimedOutError)],
)
def test_a_connection_that_breaks_is_told(fault, error, signing_in, sandbox):
    sandbox.fault("any", fault)
    with pytest.raises(error):
        signing_in.begin(timeout=0.5)
    assert signing_in.begin().oauth_token


def test_where_the_answer_is_lost_signing_in_begins_anew(signing_in, sandbox):
    sign_in = signing_in.begin()
    pin = sandbox.authorize(sign_in.oauth_token)
    sandbox.fault("any", "reset_after_work")
    with pytest.raises(ConnectionFailedError) as raised:
        settled(sign_in.complete(pin))
    assert not raised.value.retryable
    with pytest.raises(AuthenticationError):
        settled(sign_in.complete(pin))


def test_what_a_service_repeats_of_the_secrets_is_blotted_out(signing_in, sandbox):
    sign_in = signing_in.begin()
    secrets = [*app_keys(sandbox), sign_in.oauth_token, sign_in.oauth_token_secret, "7654321"]
    sandbox.fault("any", "respond", status=403, body={"errors": [{"code": 32, "message": " ".join(secrets)}]})
    with pytest.raises(FeedbackError) as raised:
        settled(sign_in.complete("7654321"))
    error = pickle.loads(pickle.dumps(raised.value))
    assert "[redacted]" in error.message
    assert not any(secret in f"{error!r} {error} {vars(error)}" for secret in secrets)


def test_a_sign_in_shows_no_token(signing_in, sandbox):
    sign_in = signing_in.begin()
    signed_in = settled(sign_in.complete(sandbox.authorize(sign_in.oauth_token)))
    assert sandbox.url in repr(sign_in)
    for secret in (
        *app_keys(sandbox),
        sign_in.oauth_token,
        sign_in.oauth_token_secret,
        sandbox.credentials.access_token,
    ):
        assert secret not in f"{sign_in!r} {sign_in} {vars(sign_in)} {signed_in!r} {signed_in}"


def test_a_sign_in_is_not_pickled_and_says_how_to_go_on(signing_in):
    sign_in = signing_in.resume("token", "secret")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="by resume"):
            pickle.dumps(sign_in, protocol)
    with pytest.raises(TypeError):
        copy.deepcopy(sign_in)


def test_a_sign_in_is_made_by_begin_and_resume_alone(signing_in):
    with pytest.raises(TypeError, match=rf"{signing_in.made_by.__name__}\.begin\(\) or"):
        signing_in.made_by()


@pytest.mark.parametrize("base", [SignIn, AsyncSignIn])
def test_a_subclass_stays_itself(base, sandbox):
    class Own(base):
        pass

    own = SigningIn(Own, sandbox)
    assert type(own.begin()) is type(own.resume("token", "secret")) is Own


def test_what_waits_in_asyncio_lets_the_loop_run(sandbox):
    async def main():
        sign_ins = await asyncio.gather(*(AsyncSignIn.begin(*app_keys(sandbox), **options) for _ in range(5)))
        pins = [sandbox.authorize(sign_in.oauth_token) for sign_in in sign_ins]
        return await asyncio.gather(*(sign_in.complete(pin) for sign_in, pin in zip(sign_ins, pins)))

    options = {"api_base": sandbox.url, "clock": "service"}
    assert {signed_in.user_id for signed_in in asyncio.run(main())} == {sandbox.user_id}


def test_a_token_that_was_used_is_refused(signing_in, sandbox):
    sign_in = signing_in.begin()
    pin = sandbox.authorize(sign_in.oauth_token)
    settled(sign_in.complete(pin))
    with pytest.raises(AuthenticationError):
        settled(sign_in.complete(pin))


@pytest.mark.parametrize(
    "url", ["", "https://furni.example/callback", "https://furni.example/callback?oauth_token=a&oauth_token=a"]
)
def test_what_is_no_callback_is_refused_and_not_repeated(url, signing_in):
    with pytest.raises(InvalidRequestError, match="url must ") as raised:
        settled(signing_in.resume("a", "b").complete_callback(url))
    assert [problem.given for problem in raised.value.problems] == ["[redacted]"]
