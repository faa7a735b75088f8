"""Signing in with requests-oauthlib, whose own three-legged flow it is."""

import time

import browser
import pytest
from requests_oauthlib import OAuth1Session
from requests_oauthlib.oauth1_session import TokenMissing, TokenRequestDenied
from support import (
    CALLBACK,
    HOUR,
    UNAPPROVED,
    UNKNOWN_TOKEN,
    WRONG_VERIFIER,
    XML_415,
    direct,
    order,
    press_by_order,
    token_of,
    wrong_pin,
)


class SignIn:
    """A session with the app's keys alone, and the addresses of the steps."""

    def __init__(self, sandbox, **options):
        keys = sandbox["credentials"]
        names = {"client_key": keys["consumer_key"], "client_secret": keys["consumer_secret"]}
        self.session = direct(OAuth1Session(**{**names, **options}))
        self.base = sandbox["url"]

    def begin(self):
        """The address of the page."""
        self.session.fetch_request_token(f"{self.base}/oauth/request_token", timeout=30)
        return self.session.authorization_url(f"{self.base}/oauth/authorize")

    def finish(self, verifier=None):
        return self.session.fetch_access_token(f"{self.base}/oauth/access_token", verifier=verifier, timeout=30)

    def verify_credentials(self):
        return self.session.get(f"{self.base}/1.1/account/verify_credentials.json", timeout=30)


def refused(step, *given):
    """Status and body of the answer that the library's error carries."""
    with pytest.raises(TokenRequestDenied) as raised:
        step(*given)
    status, body = raised.value.status_code, raised.value.response.text
    assert str(raised.value) == f"Token request failed with code {status}, response was '{body}'."
    return status, body


def codes(answer):
    return answer.status_code, [error["code"] for error in answer.json()["errors"]]


def check_signed_in(sign_in, sandbox, token):
    assert token["user_id"] == sandbox["user_id"]
    answer = sign_in.verify_credentials()
    answer.raise_for_status()
    user = answer.json()
    assert (user["id_str"], user["screen_name"]) == (token["user_id"], token["screen_name"])


@pytest.mark.parametrize("press", [browser.press, press_by_order])
def test_a_pin_becomes_a_token_that_works(sandbox, press):
    sign_in = SignIn(sandbox, callback_uri="oob")
    pin = press(sign_in.begin())
    assert len(pin) == 7
    assert pin.isdigit()
    check_signed_in(sign_in, sandbox, sign_in.finish(pin))


@pytest.mark.parametrize("press", [browser.press, press_by_order])
def test_a_callback_becomes_a_token_that_works(sandbox, press):
    sign_in = SignIn(sandbox, callback_uri=CALLBACK)
    page = sign_in.begin()
    came_back = press(page)
    assert came_back.startswith(f"{CALLBACK}&")
    parsed = sign_in.session.parse_authorization_response(came_back)
    assert parsed["oauth_token"] == token_of(page)
    check_signed_in(sign_in, sandbox, sign_in.finish())


def test_the_callback_may_come_to_another_process(sandbox):
    begun = SignIn(sandbox, callback_uri=CALLBACK)
    came_back = browser.press(begun.begin())
    kept = begun.session.token
    other = SignIn(sandbox, resource_owner_secret=kept["oauth_token_secret"])
    other.session.parse_authorization_response(came_back)
    check_signed_in(other, sandbox, other.finish())


def test_a_person_who_declines_brings_no_token_back(sandbox):
    sign_in = SignIn(sandbox, callback_uri=CALLBACK)
    page = sign_in.begin()
    came_back = browser.press(page, browser.CANCEL)
    assert came_back == f"{CALLBACK}&denied={token_of(page)}"
    with pytest.raises(TokenMissing, match="Response does not contain a token"):
        sign_in.session.parse_authorization_response(came_back)


def test_a_person_who_declines_is_shown_no_pin_and_none_works(sandbox):
    sign_in = SignIn(sandbox, callback_uri="oob")
    assert browser.press(sign_in.begin(), browser.CANCEL) == ""
    assert refused(sign_in.finish, "1234567") == UNKNOWN_TOKEN


def test_a_wrong_pin_is_refused_and_the_right_one_still_works(sandbox):
    sign_in = SignIn(sandbox, callback_uri="oob")
    pin = browser.press(sign_in.begin())
    assert refused(sign_in.finish, wrong_pin(pin)) == WRONG_VERIFIER
    check_signed_in(sign_in, sandbox, sign_in.finish(pin))


def test_a_pin_works_once(sandbox):
    sign_in = SignIn(sandbox, callback_uri="oob")
    pin = browser.press(sign_in.begin())
    begun = sign_in.session.token
    sign_in.finish(pin)
    again = SignIn(sandbox)
    again.session.token = begun
    assert refused(again.finish, pin) == UNKNOWN_TOKEN


def test_an_unlisted_callback_is_refused_with_415(sandbox):
    assert refused(SignIn(sandbox, callback_uri=UNAPPROVED).begin) == (403, XML_415)


def test_a_wrong_secret_of_the_app_is_refused_with_32(sandbox):
    status, body = refused(SignIn(sandbox, callback_uri="oob", client_secret="wrong").begin)
    assert (status, body) == (401, '{"errors":[{"code":32,"message":"Could not authenticate you."}]}')


@pytest.mark.parametrize("offset", [-HOUR, HOUR])
def test_a_clock_an_hour_off_is_refused_with_135(sandbox, offset):
    timestamp = str(int(time.time()) + offset)
    status, body = refused(SignIn(sandbox, callback_uri="oob", timestamp=timestamp).begin)
    assert (status, body) == (401, '{"errors":[{"code":135,"message":"Timestamp out of bounds."}]}')


def test_an_invalidated_token_is_refused_with_89_and_signing_in_gives_another(sandbox):
    def sign_in():
        fresh = SignIn(sandbox, callback_uri="oob")
        return fresh, fresh.finish(browser.press(fresh.begin()))

    first, token = sign_in()
    ended = first.session.post(f"{sandbox['url']}/1.1/oauth/invalidate_token.json", timeout=30)
    assert (ended.status_code, ended.json()) == (200, {"access_token": token["oauth_token"]})
    assert codes(first.verify_credentials()) == (401, [89])
    second, other = sign_in()
    assert other["oauth_token"] != token["oauth_token"]
    check_signed_in(second, sandbox, other)


def test_a_button_is_pressed_once(sandbox):
    page = SignIn(sandbox, callback_uri="oob").begin()
    assert order(sandbox, "authorize", {"oauth_token": token_of(page)})["pin"]
    with pytest.raises(browser.requests.HTTPError) as raised:
        browser.press(page)
    assert raised.value.response.status_code == 403
