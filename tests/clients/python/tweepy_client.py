"""tweepy, connected to a sandbox."""

import time

import requests
import tweepy
from support import PROMPT as SPELLED_OUT
from support import direct
from tweepy.parsers import JSONParser

# The library sends str(True), "True".
PROMPT = {**SPELLED_OUT, "test": True}


class Loopback(requests.Session):
    """tweepy.API writes `https://` in front of every host and has no setting for it, while the
    sandbox, on the loopback, speaks plain HTTP. The scheme is part of what is signed, and signing
    happens inside `Session.request`: a transport adapter would come too late, this does not. Nothing
    else of tweepy is touched."""

    def request(self, method, url, **options):
        return super().request(method, url.replace("https://", "http://", 1), **options)


class OtherClock(tweepy.OAuth1UserHandler):
    """tweepy takes the machine's clock; its signer takes any."""

    offset = 0

    def apply_auth(self):
        signer = super().apply_auth()
        signer.client.timestamp = str(int(time.time()) + self.offset)
        return signer


def connect(sandbox, handler=tweepy.OAuth1UserHandler, **changes):
    auth = handler(**{**sandbox["credentials"], **changes})
    api = tweepy.API(auth, host=sandbox["url"].removeprefix("http://"))
    api.session = direct(Loopback())
    return api


def read(api, endpoint, **params):
    # tweepy has no model for feedback; its default parser would return None.
    return api.request("GET", endpoint, params=params, parser=JSONParser())


def fetch(api, params):
    answer = read(api, "feedback/events", **params)
    # As soon as a cursor is among the parameters, tweepy returns the next one beside the body.
    return answer[0] if isinstance(answer, tuple) else answer


def create(api, **parameters):
    return api.request("POST", "feedback/create", parser=JSONParser(), **parameters)
