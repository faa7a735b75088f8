"""What the tests of a process and the programs in `programs/` share."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from twitter_feedback import LoggedRequest, Prompt, Sandbox

if TYPE_CHECKING:
    from twitter_feedback._options import ClientOptions

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent
VECTORS = PACKAGE.parent / "tests" / "vectors"

# Seconds; a guard against a hang, never waited out by a healthy run.
GUARD = 60.0

# Options of a client whose calls end only when something happens to them.
PATIENT: ClientOptions = {"timeout": GUARD, "read_timeout": GUARD, "max_tries": 1}

# Since 3.12 Python warns of every fork of a process with threads; such forks are what is tested.
FORK_WARNING = "ignore:This process:DeprecationWarning"

# One event without a feedback, and one that can be read.
UNREADABLE_PAGE = {
    "events": [
        {"event_type": "feedback.created", "created_at": "Tue Dec 15 00:00:00 +0000 2015"},
        {
            "event_type": "feedback.created",
            "created_at": "Tue Dec 15 00:00:00 +0000 2015",
            "feedback": {"id": "1", "type": "nps"},
        },
    ],
    "next_cursor": "",
}


def prompt(number: int = 0, external_id: str | None = None) -> Prompt:
    """A prompt to a person of this number."""
    return Prompt.csat(
        str(343434343434 + number),
        "Thank you for talking to Furni!",
        "https://furni.example/privacy",
        external_id=external_id,
    )


def past(sandbox: Sandbox) -> tuple[datetime, datetime]:
    """A period that the service shows."""
    return sandbox.now - timedelta(days=6), sandbox.now - timedelta(days=2)


def seen(sandbox: Sandbox, part: str) -> list[LoggedRequest]:
    """The requests that have arrived whose path has this part."""
    return [request for request in sandbox.requests if part in request.path]


def until(condition: Callable[[], object]) -> None:
    """Returns as soon as the condition holds."""
    end = time.monotonic() + GUARD
    while not condition():
        assert time.monotonic() < end, "what was waited for never came"


async def becomes(condition: Callable[[], object]) -> None:
    """Lets the loop run until the condition holds."""
    # Costs 40 ms, which a program that ends at once should not pay.
    import asyncio

    await asyncio.to_thread(until, condition)


async def arrival(sandbox: Sandbox, part: str, times: int = 1) -> None:
    """Lets the loop run until so many of these requests have arrived."""
    await becomes(lambda: len(seen(sandbox, part)) >= times)


def environment(sandbox: Sandbox | None = None, **more: str) -> dict[str, str]:
    """This process's, without settings of the library and proxies, and with the sandbox's keys."""
    names = {name for name in os.environ if name.startswith("TWITTER_FEEDBACK_") or name.lower().endswith("_proxy")}
    variables = {name: value for name, value in os.environ.items() if name not in names}
    if sandbox is not None:
        for name in ("consumer_key", "consumer_secret", "access_token", "access_token_secret"):
            variables[f"TWITTER_FEEDBACK_{name.upper()}"] = getattr(sandbox.credentials, name)
        variables.update(TWITTER_FEEDBACK_API_BASE=sandbox.url, TWITTER_FEEDBACK_CLOCK="service")
    return {**variables, "PYTHONDONTWRITEBYTECODE": "1", **more}


class Running:
    """A process in a group of its own, so that its children end with it. Killed after `guard` seconds."""

    def __init__(
        self, command: list[str], *, env: dict[str, str] | None = None, cwd: Path | None = None, guard: float = GUARD
    ) -> None:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            env=environment() if env is None else env,
            cwd=cwd,
            start_new_session=True,
        )
        self._watchdog = threading.Timer(guard, self._kill)
        self._watchdog.daemon = True
        self._watchdog.start()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def line(self) -> str:
        """The next line that it prints."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"it printed no line: {self.outcome()}"
        return line.rstrip("\n")

    def outcome(self) -> tuple[int, str, str]:
        """Exit code, the rest of its output, and all that it wrote to stderr, once it has ended."""
        assert self.process.stdout is not None
        output = self.process.stdout.read()
        code = self.process.wait()
        self._errors.seek(0)
        return code, output, self._errors.read()

    def ends_well(self, code: int = 0) -> str:
        """Its output; it must end with this exit code and say nothing on stderr."""
        ended, output, errors = self.outcome()
        assert (ended, errors) == (code, ""), f"exit code {ended}, stderr:\n{errors}\nstdout:\n{output}"
        return output

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self._watchdog.cancel()
        # Also when it has ended: a child of its own may be left.
        self._kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self._errors.close()


def python(*arguments: str, **options: object) -> Running:
    """Python, as it runs this."""
    return Running([sys.executable, *arguments], **options)  # type: ignore[arg-type]


def program(name: str, *arguments: str, guard: float = GUARD) -> Running:
    """A program of `programs/`, which may import this module."""
    file = str(TESTS / "programs" / f"{name}.py")
    command = ["-X", "faulthandler", "-W", FORK_WARNING, file, *arguments]
    return python(*command, env=environment(PYTHONPATH=str(TESTS)), guard=guard)


def case(name: str, *arguments: str, guard: float = GUARD, code: int = 0) -> str:
    """Runs a case of a program to its good end."""
    with program(name, *arguments, guard=guard) as running:
        return running.ends_well(code)
