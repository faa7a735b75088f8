"""The sandbox in a process of its own, as an installed package starts it."""

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import NamedTuple

DAY = 24 * 60 * 60 * 1000
_now = int(time.time() * 1000)
# The period that all readers name.
PERIOD = {"from_time": _now - 8 * DAY, "to_time": _now - 2 * DAY}

# No proxy of the environment may come between: the sandbox is on the loopback.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Keys(NamedTuple):
    """Where the service is, and who asks."""

    url: str
    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


@contextmanager
def served_page(read_page):
    """Starts a sandbox, lets `read_page(keys)` read the body of one page as it was served, and plays those bytes to
    everybody from then on, so that the server's own work costs nothing. Gives the keys and the body."""
    command = [sys.executable, "-m", "twitter_feedback", "sandbox", "--no-limits", "--even-pages", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = json.loads(process.stdout.readline())
        keys = Keys(line["url"], **line["credentials"])
        _order(keys, "seed", {"count": 2_000, "from": PERIOD["from_time"], "to": PERIOD["to_time"]})
        body = read_page(keys)
        played = {"headers": {"content-type": "application/json;charset=utf-8"}, "body": body.decode()}
        _order(keys, "faults", {"operation": "events", "fault": "respond", "times": 1_000_000, **played})
        yield keys, body
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _order(keys, call, body):
    request = urllib.request.Request(
        f"{keys.url}/_sandbox/{call}", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    _direct.open(request, timeout=30).close()
