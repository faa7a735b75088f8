"""OAuth 1.0a: a signer that owes the package nothing, and what the package sends held against it."""

import base64
import hashlib
import hmac
import json
import re
import time
from urllib.parse import quote, unquote

import pytest
from support import PERSON, VECTORS

from twitter_feedback import Credentials

CASES = json.loads((VECTORS / "signing.json").read_text(encoding="utf-8"))["vectors"]

# Every character that signatures are known to break on.
ODD = "a * ' ( ) ! ~ é 😀 & = + % %20 z / ? # [ ] @ : ; , \" \\ < > ^ ` { | }"

KEYS = ("key&=+%é", "sécret*'()!~/?", "7-tokèn&", "token+secret=%")


def encode(text):
    return quote(text, safe="~")


def base_string(method, uri, params):
    pairs = sorted((encode(name), encode(value)) for name, value in params)
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    return "&".join(encode(part) for part in (method.upper(), uri, joined))


def sign(method, uri, params, consumer_secret, token_secret):
    key = f"{encode(consumer_secret)}&{encode(token_secret)}"
    digest = hmac.new(key.encode(), base_string(method, uri, params).encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def signed(request, url):
    """The OAuth parameters of a request whose signature was found right."""
    scheme, _, listed = request.headers["authorization"].partition(" ")
    assert scheme == "OAuth"
    oauth = {name: unquote(value, errors="strict") for name, value in re.findall(r'(\w+)="([^"]*)"', listed)}
    signature = oauth.pop("oauth_signature")
    params = [*request.params, *oauth.items()]
    assert signature == sign(request.method, url + request.path, params, KEYS[1], KEYS[3])
    assert (oauth["oauth_consumer_key"], oauth["oauth_token"]) == (KEYS[0], KEYS[2])
    assert (oauth["oauth_signature_method"], oauth["oauth_version"]) == ("HMAC-SHA1", "1.0")
    assert abs(int(oauth["oauth_timestamp"]) - time.time()) < 60
    return oauth


@pytest.fixture
def driver(connect, listener):
    return connect(Credentials(*KEYS), api_base=listener.url)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_signer_of_these_tests_signs_as_published(case):
    request = (case["method"], case["base_uri"], case["params"])
    assert base_string(*request) == case["signature_base_string"]
    assert sign(*request, case["consumer_secret"], case["token_secret"]) == case["signature"]


def test_a_show_is_signed(driver, listener):
    driver.show("9007199254740993")
    (request,) = listener.requests
    assert (request.method, request.path) == ("GET", "/1.1/feedback/show/9007199254740993.json")
    assert request.params == []
    signed(request, listener.url)


def test_a_listing_is_signed_whatever_its_cursor(driver, listener):
    listener.cursors = [ODD]
    pages = driver.events(from_time=1000, to_time=2000, count=7).pages()
    while driver.next_page(pages) is not None:
        pass
    first, second = listener.requests
    assert sorted(first.params) == [("count", "7"), ("from_time", "1000"), ("to_time", "2000")]
    assert sorted(second.params) == [("count", "7"), ("cursor", ODD)]
    nonces = {signed(request, listener.url)["oauth_nonce"] for request in listener.requests}
    assert len(nonces) == 2, "each request has a nonce of its own"


def test_a_listing_that_goes_on_from_a_cursor_is_signed(driver, listener):
    assert driver.next_page(driver.events(cursor=ODD).pages()).events == []
    (request,) = listener.requests
    assert sorted(request.params) == [("count", "100"), ("cursor", ODD)]
    signed(request, listener.url)


def test_a_create_is_signed_whatever_its_fields(driver, listener):
    fields = {
        "type": "nps",
        "to_user_id": PERSON,
        "message": f"{ODD}\r\n\t{ODD}\u2028\x00",
        "privacy_url": "https://furni.example/é*'()!~;,?a=1&b=%20+c&d=😀#e",
        "external_id": ODD,
        "question_variant_id": 3,
        "display_name": "*'()!~é😀&=+%/? Shop",
        "test": True,
    }
    assert driver.create(**fields).id == "7"
    (request,) = listener.requests
    assert (request.method, request.path) == ("POST", "/1.1/feedback/create.json")
    assert dict(request.params) == {**fields, "question_variant_id": "3", "test": "true"}
    assert len(request.params) == len(fields)
    signed(request, listener.url)


def test_the_mark_of_a_test_client_is_signed_too(connect, listener):
    driver = connect(Credentials(*KEYS), api_base=listener.url, test=True)
    driver.show("7")
    (request,) = listener.requests
    assert request.params == [("test", "true")]
    signed(request, listener.url)
