"""requests-oauthlib, connected to a sandbox."""

from requests_oauthlib import OAuth1Session
from support import direct


class Platform:
    """The session and the base of every address."""

    def __init__(self, sandbox, **options):
        keys = sandbox["credentials"]
        names = {
            "client_key": keys["consumer_key"],
            "client_secret": keys["consumer_secret"],
            "resource_owner_key": keys["access_token"],
            "resource_owner_secret": keys["access_token_secret"],
        }
        self.session = direct(OAuth1Session(**{**names, **options}))
        self.base = f"{sandbox['url']}/1.1/"

    def get(self, call, params=None):
        return self.session.get(f"{self.base}{call}.json", params=params, timeout=30)

    def post(self, call, **body):
        return self.session.post(f"{self.base}{call}.json", timeout=30, **body)


def good(answer):
    answer.raise_for_status()
    return answer.json()
