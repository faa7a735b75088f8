"""Answers that no service should give: the right kind of error in bounded time and memory, whatever is answered. The
path of what gives them comes in TWITTER_FEEDBACK_HOSTILE_BIN."""

import json
import os
import subprocess

import pytest
from process_support import case

# Seconds, for a thousand calls of which many wait for their timeout, in a build without optimisation.
PATIENCE = 600.0


@pytest.fixture
def url():
    path = os.environ.get("TWITTER_FEEDBACK_HOSTILE_BIN")
    if not path:
        pytest.fail("TWITTER_FEEDBACK_HOSTILE_BIN must name the program")
    with subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as running:
        yield json.loads(running.stdout.readline())["url"]
        # Which ends it.
        running.stdin.close()


# What keeps a machine busy is over before an event loop hears of it, so that one of the two tells.
@pytest.mark.parametrize(
    ("client_class", "loads"),
    [("Client", ["idle", "light", "large", "busy"]), ("AsyncClient", ["idle", "light", "large"])],
)
def test_every_answer_has_its_kind_in_bounded_time_and_memory_and_tells_no_secret(
    client_class, loads, url, monkeypatch
):
    # Otherwise the allocator keeps for each thread what that once needed, and what is asked is what calls hold.
    monkeypatch.setenv("MALLOC_ARENA_MAX", "1")
    assert case("hostile", url, client_class, *loads, guard=PATIENCE) == ""
