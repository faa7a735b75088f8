"""Lists an event that cannot be read; the argument names how logging is set up."""

from __future__ import annotations

import sys

from process_support import UNREADABLE_PAGE

from twitter_feedback import Sandbox


def listed() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.fault("events", "respond", body=UNREADABLE_PAGE)
        assert [event.feedback.id for event in client.events()] == ["1"]


def not_imported() -> None:
    assert "logging" not in sys.modules
    listed()


def imported() -> None:
    import logging

    assert not logging.getLogger().handlers
    listed()


def basic_config() -> None:
    import logging

    listed()
    logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(levelname)s %(name)s %(message)s")
    listed()
    print("returned")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
