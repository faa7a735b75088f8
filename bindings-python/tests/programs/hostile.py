"""Calls what answers as no service should. Arguments: its URL, a client class, and the loads of the cases that are
called. Prints what is wrong, a line for each complaint."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from process_support import VECTORS

import twitter_feedback
from twitter_feedback import Credentials, FeedbackError, Prompt

TIMEOUT = 2.0
# How long after its timeout a call may end, as long as the machine has nothing else to do.
GRACE = {"busy": 15.0}
# All begin alike, so that one look finds each.
SECRET = "d41d8cd9"
MOST_MIB = 100
LONGEST = 8 * 1024
# How many calls at once, by what a case costs.
AT_ONCE = {"idle": 100, "light": 4, "large": 1, "busy": 1}

CALLS = {
    "show": lambda client: client.show("1"),
    "events": lambda client: first_page(client.events(1, 2).pages()),
    "create": lambda client: client.create(Prompt.nps("12", "How did we do?", "https://furni.example/privacy")),
    "can_dm": lambda client: client.can_dm("12"),
    "verify_credentials": lambda client: client.verify_credentials(),
}


def first_page(pages: Any) -> Any:
    return pages.__anext__() if hasattr(pages, "__anext__") else next(pages)


class Hostile:
    def __init__(self, url: str, client_class: str) -> None:
        self.url = url
        self.client_class = getattr(twitter_feedback, client_class)

    def outcome(self, case: str, operation: str) -> FeedbackError | None:
        credentials = Credentials(*(f"{SECRET}-{end}" for end in "abcd"))
        options = {"api_base": f"{self.url}/{case}", "timeout": TIMEOUT, "read_timeout": 1, "max_tries": 1}
        client = self.client_class(credentials, **options)
        try:
            waiting = CALLS[operation](client)
            if inspect.isawaitable(waiting):
                asyncio.run(awaited(waiting))
        except FeedbackError as error:
            return error
        return None

    def complaints(self, case: dict[str, Any], operation: str) -> list[str]:
        begun = time.monotonic()
        error = self.outcome(case["case"], operation)
        took = time.monotonic() - begun
        found = list(complaints_of(error, case.get("says", ""))) if error else []
        if took > TIMEOUT + GRACE.get(case.get("load", ""), 5.0) * crowd():
            found.append(f"took {took:.1f} s")
        kind = error.kind if error else "ok"
        if kind not in case["expected"][operation]:
            found.append(f"{kind} instead of {case['expected'][operation]}: {str(error)[:500]}")
        return [f"{case['name']} on {operation}: {complaint}" for complaint in found]


async def awaited(waiting: Any) -> None:
    await waiting


def complaints_of(error: FeedbackError, says: str) -> Any:
    text = str(error)
    if says not in error.message:
        yield f"does not say {says!r}: {text[:500]}"
    if len(text) > LONGEST:
        yield f"{len(text)} characters long: {text[:500]}"
    if not text.isprintable():
        yield f"control characters: {text[:500]!r}"
    shown = f"{text} {error!r} {vars(error)} {error.__cause__!r}"
    if SECRET in shown:
        yield "shows a secret"
    if error.maybe_sent and not isinstance(error.__cause__, FeedbackError):
        yield f"no cause: {text[:500]}"


def crowd() -> float:
    """How many processes share a processor of this machine, one at least."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(url: str, client_class: str, *loads: str) -> None:
    hostile = Hostile(url, client_class)
    cases = json.loads((VECTORS / "hostile.json").read_text(encoding="utf-8"))["cases"]
    assert hostile.outcome("good", "show") is None
    before = peak_mib()
    for load in loads:
        # What keeps a machine busy takes long, and all that read do it in the same way.
        operations = ["show", "create"] if load == "busy" else list(CALLS)
        calls = [(case, operation) for case in cases if case.get("load", "light") == load for operation in operations]
        assert calls, load
        with ThreadPoolExecutor(AT_ONCE[load]) as pool:
            for complaints in pool.map(lambda call: hostile.complaints(*call), calls):
                print(*(f"{complaint}\n" for complaint in complaints), sep="", end="", flush=True)
    grown = peak_mib() - before
    if grown > MOST_MIB:
        print(f"the process grew by {grown:.0f} MiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
