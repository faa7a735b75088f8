"""The contenders. Each is asked for one page at a time and reads all of it."""

import requests
import touch
import tweepy
from authlib.integrations.httpx_client import AsyncOAuth1Client, OAuth1Client
from server import PERIOD
from tweepy.parsers import JSONParser

from twitter_feedback import AsyncClient, Client, Credentials

QUERY = {**PERIOD, "count": 100}


class Loopback(requests.Session):
    """tweepy.API writes `https://` in front of every host, while the sandbox, on the loopback, speaks plain HTTP. The
    scheme is part of what is signed, so it is changed before the signing. Nothing else of tweepy is touched."""

    def request(self, method, url, **options):
        return super().request(method, url.replace("https://", "http://", 1), **options)


def tweepy_reader(keys, time):
    _, *secrets = keys
    api = tweepy.API(tweepy.OAuth1UserHandler(*secrets), host=keys.url.removeprefix("http://"))
    api.session = Loopback()
    api.session.trust_env = False

    def read():
        touch.dicts(api.request("GET", "feedback/events", params=dict(QUERY), parser=JSONParser()), time)

    return read


def _authlib_arguments(keys):
    names = {"client_id": keys.consumer_key, "client_secret": keys.consumer_secret}
    return {**names, "token": keys.access_token, "token_secret": keys.access_token_secret, "trust_env": False}


def httpx_reader(keys, time):
    client = OAuth1Client(**_authlib_arguments(keys))

    def read():
        answer = client.get(f"{keys.url}/1.1/feedback/events.json", params=QUERY)
        touch.dicts(answer.raise_for_status().json(), time)

    return read


def httpx_async_reader(keys, time):
    client = AsyncOAuth1Client(**_authlib_arguments(keys))

    async def read():
        answer = await client.get(f"{keys.url}/1.1/feedback/events.json", params=QUERY)
        touch.dicts(answer.raise_for_status().json(), time)

    return read


def _ours(kind, keys):
    url, *secrets = keys
    return kind(Credentials(*secrets), api_base=url, max_tries=1)


def our_reader(keys):
    client = _ours(Client, keys)

    def read():
        touch.objects(next(client.events(**QUERY).pages()))

    return read


def our_async_reader(keys):
    client = _ours(AsyncClient, keys)

    async def read():
        touch.objects(await anext(client.events(**QUERY).pages()))

    return read


def typical_page(keys):
    """The body of one page as it was served: from the middle of the period, where there are answers."""
    middle = (PERIOD["from_time"] + PERIOD["to_time"]) // 2
    page = next(_ours(Client, keys).events(**{**QUERY, "from_time": middle}).pages())
    if len(page.events) != QUERY["count"]:
        raise SystemExit(f"a page of {len(page.events)} events, not {QUERY['count']}")
    return page.reply.body
