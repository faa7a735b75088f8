"""What every suite needs: the shared cases, and both clients behind one face."""

from __future__ import annotations

import asyncio
import csv
import inspect
import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from process_support import VECTORS

from twitter_feedback import AsyncClient, Client

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = timedelta(days=1)

PERSON = "343434343434"
MESSAGE = "Thank you for talking to Furni today!"
PRIVACY_URL = "https://furni.example/privacy"
PROMPT = {"type": "csat", "to_user_id": PERSON, "message": MESSAGE, "privacy_url": PRIVACY_URL}

# What is tested is what one answer means.
ONE_TRY = {"max_tries": 1, "max_rate_wait": 0}

# Whatever may stand for what came from outside: it must never become part of a page.
SCRIPT = "<script>alert(1)</script>"

# Half of a pair, which Python's str holds and no text on a network does.
SURROGATE = "half \ud83d an emoji"


def vectors(file: str, listed: str = "cases") -> pytest.MarkDecorator:
    """The cases of a file in `tests/vectors`, each a test of its own."""
    cases = json.loads((VECTORS / file).read_text(encoding="utf-8"))[listed]
    assert cases
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases])


def table(file: str) -> list[dict[str, str]]:
    """The rows of a table in `tests/vectors`."""
    with (VECTORS / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    return rows


def past(sandbox) -> dict[str, datetime]:
    """The week that a new sandbox shows."""
    return {"from_time": sandbox.now - 8 * DAY, "to_time": sandbox.now - DAY - timedelta(minutes=1)}


def settled(outcome: Any) -> Any:
    """What a call returns, whether it blocks or not."""
    return asyncio.run(outcome) if inspect.iscoroutine(outcome) else outcome


class Driver:
    """One client, called the same way whether it blocks or not."""

    client_class: type

    def __init__(self, client: Any) -> None:
        self.client = client

    def settle(self, outcome: Any) -> Any:
        raise NotImplementedError

    def next_page(self, pages: Any) -> Any:
        """The next page, or None after the last."""
        raise NotImplementedError

    def create(self, *args: Any, **fields: Any) -> Any:
        return self.settle(self.client.create(*args, **fields))

    def show(self, *args: Any) -> Any:
        return self.settle(self.client.show(*args))

    def events(self, **query: Any) -> Any:
        return self.client.events(**query)

    def can_dm(self, *args: Any) -> Any:
        return self.settle(self.client.can_dm(*args))

    def friendship(self, *args: Any) -> Any:
        return self.settle(self.client.friendship(*args))

    def verify_credentials(self) -> Any:
        return self.settle(self.client.verify_credentials())

    def doctor(self) -> Any:
        return self.settle(self.client.doctor())

    def close(self) -> None:
        self.settle(self.client.close())

    def call(self, operation: str, sandbox: Any) -> Any:
        """An operation by the name that faults have for it."""
        if operation == "create":
            return self.create(**PROMPT)
        if operation == "show":
            return self.show("1")
        if operation == "friendship":
            return self.friendship(PERSON)
        assert operation == "events"
        return self.next_page(self.events(**past(sandbox)).pages())


class Blocking(Driver):
    client_class = Client

    @classmethod
    def of(cls, sandbox: Any, **options: Any) -> Blocking:
        return cls(sandbox.client(**options))

    def settle(self, outcome: Any) -> Any:
        return outcome

    def next_page(self, pages: Any) -> Any:
        return next(pages, None)

    def each(self, events: Any, take: Any) -> None:
        for event in events:
            take(event)


class Asynchronous(Driver):
    client_class = AsyncClient

    @classmethod
    def of(cls, sandbox: Any, **options: Any) -> Asynchronous:
        return cls(sandbox.async_client(**options))

    def settle(self, outcome: Any) -> Any:
        return asyncio.run(outcome)

    def next_page(self, pages: Any) -> Any:
        async def advance() -> Any:
            return await anext(pages, None)

        return asyncio.run(advance())

    def each(self, events: Any, take: Any) -> None:
        async def walk() -> None:
            async for event in events:
                take(event)

        asyncio.run(walk())
