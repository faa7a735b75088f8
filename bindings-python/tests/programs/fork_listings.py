"""Listings over a fork; the argument names the case."""

from __future__ import annotations

import sys
import threading

from forking import child, join
from process_support import past, seen, until

from twitter_feedback import ConfigurationError, ConnectionFailedError, Sandbox


def a_listing() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        period = past(sandbox)
        sandbox.seed(60, *period)
        events = client.events(*period, count=10)
        whole = [event.raw for event in events]
        pages = events.pages()
        begun = [event.raw for _ in range(3) for event in next(pages).events]
        single = iter(events)
        first = next(single).raw

        def work() -> None:
            assert begun + [event.raw for page in pages for event in page.events] == whole
            assert [first, *(event.raw for event in single)] == whole

        join(child(work))
        # The parent's own place in the listing has not moved.
        work()


def a_listing_in_use() -> None:
    with Sandbox.start() as sandbox, sandbox.client(max_tries=1) as client:
        sandbox.fault("events", "hang")
        pages = client.events().pages()

        def read() -> None:
            try:
                next(pages)
            except ConnectionFailedError:
                pass

        thread = threading.Thread(target=read)
        thread.start()
        until(lambda: seen(sandbox, "/events"))

        def work() -> None:
            try:
                next(pages)
            except ConfigurationError as error:
                assert "begin one here" in str(error)
            else:
                raise AssertionError("the page came")
            assert list(client.events()) == []

        join(child(work))
        sandbox.stop()
        thread.join()


if __name__ == "__main__":
    globals()[sys.argv[1]]()
