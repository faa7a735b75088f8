"""Signing in with tweepy's own three-legged flow."""

from urllib.parse import parse_qs, urlsplit

import browser
import pytest
import tweepy
from requests_oauthlib.oauth1_session import TokenRequestDenied
from support import (
    CALLBACK,
    UNAPPROVED,
    UNKNOWN_TOKEN,
    WRONG_VERIFIER,
    XML_415,
    press_by_order,
    token_of,
    wrong_pin,
)
from tweepy.parsers import JSONParser
from tweepy_client import connect


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """tweepy makes the sessions of the flow itself; no proxy of the environment can reach the sandbox."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


class Handler(tweepy.OAuth1UserHandler):
    """tweepy writes the platform's host into the addresses of the flow and has no setting for it."""

    def __init__(self, base, **options):
        super().__init__(**options)
        self.base = base

    def _get_oauth_url(self, endpoint):
        return f"{self.base}/oauth/{endpoint}"


def handler(sandbox, **options):
    keys = {name: sandbox["credentials"][name] for name in ("consumer_key", "consumer_secret")}
    return Handler(sandbox["url"], **{**keys, **options})


def api_of(sandbox, auth):
    return connect(sandbox, access_token=auth.access_token, access_token_secret=auth.access_token_secret)


def check_signed_in(sandbox, auth):
    assert api_of(sandbox, auth).verify_credentials().id_str == sandbox["user_id"]


def refused(step, *given):
    """tweepy wraps whatever a step raises, the first step's twice; status and body of the answer."""
    with pytest.raises(tweepy.TweepyException) as raised:
        step(*given)
    denied = raised.value
    while isinstance(denied, tweepy.TweepyException):
        (denied,) = denied.args
    assert isinstance(denied, TokenRequestDenied)
    return denied.status_code, denied.response.text


@pytest.mark.parametrize("press", [browser.press, press_by_order])
@pytest.mark.parametrize("page", [{}, {"signin_with_twitter": True}, {"access_type": "write"}])
def test_a_pin_becomes_a_token_that_works(sandbox, press, page):
    auth = handler(sandbox, callback="oob")
    token, secret = auth.get_access_token(press(auth.get_authorization_url(**page)))
    assert (token, secret) == (auth.access_token, auth.access_token_secret)
    check_signed_in(sandbox, auth)


@pytest.mark.parametrize("press", [browser.press, press_by_order])
def test_a_callback_becomes_a_token_that_works(sandbox, press):
    begun = handler(sandbox, callback=CALLBACK)
    came_back = press(begun.get_authorization_url())
    answer = {name: value for name, (value,) in parse_qs(urlsplit(came_back).query).items()}
    assert answer["oauth_token"] == begun.request_token["oauth_token"]
    # The callback comes to another process: this is how tweepy's documentation goes on there.
    auth = handler(sandbox)
    auth.request_token = {
        "oauth_token": answer["oauth_token"],
        "oauth_token_secret": begun.request_token["oauth_token_secret"],
    }
    auth.get_access_token(answer["oauth_verifier"])
    check_signed_in(sandbox, auth)


def test_a_person_who_declines_comes_back_without_a_verifier_and_none_works(sandbox):
    auth = handler(sandbox, callback=CALLBACK)
    page = auth.get_authorization_url()
    came_back = browser.press(page, browser.CANCEL)
    assert came_back == f"{CALLBACK}&denied={token_of(page)}"
    assert refused(auth.get_access_token, "any") == UNKNOWN_TOKEN


def test_a_wrong_pin_is_refused_and_the_right_one_still_works(sandbox):
    auth = handler(sandbox, callback="oob")
    pin = browser.press(auth.get_authorization_url())
    assert refused(auth.get_access_token, wrong_pin(pin)) == WRONG_VERIFIER
    auth.get_access_token(pin)
    check_signed_in(sandbox, auth)


def test_an_unlisted_callback_is_refused_with_415(sandbox):
    assert refused(handler(sandbox, callback=UNAPPROVED).get_authorization_url) == (403, XML_415)


def test_a_wrong_secret_of_the_app_is_refused_with_32(sandbox):
    status, body = refused(handler(sandbox, callback="oob", consumer_secret="wrong").get_authorization_url)
    assert (status, body) == (401, '{"errors":[{"code":32,"message":"Could not authenticate you."}]}')


def test_an_invalidated_token_is_refused_with_89_and_signing_in_gives_another(sandbox):
    def sign_in():
        auth = handler(sandbox, callback="oob")
        auth.get_access_token(browser.press(auth.get_authorization_url()))
        return auth

    first = sign_in()
    api = api_of(sandbox, first)
    ended = api.request("POST", "oauth/invalidate_token", parser=JSONParser())
    assert ended == {"access_token": first.access_token}
    with pytest.raises(tweepy.Unauthorized) as raised:
        api.verify_credentials()
    assert raised.value.api_codes == [89]
    second = sign_in()
    assert second.access_token != first.access_token
    check_signed_in(sandbox, second)
