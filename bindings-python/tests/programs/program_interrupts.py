"""Calls of a program that wait when a signal comes; the argument names the case. Prints as `interrupts` does, and what
became of the attempt."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from interrupts import interrupted, tell, tell_when_it_waits
from process_support import PATIENT, arrival, prompt, seen, until

from twitter_feedback import AsyncProgram, Program, Sandbox

FOLDER = Path(tempfile.mkdtemp())
LEDGER = FOLDER / "feedback.db"


@contextmanager
def opened(**options):  # type: ignore[no-untyped-def]
    with Sandbox.start() as sandbox, sandbox.client(**{**PATIENT, **options}) as client:
        with Program(client, LEDGER) as program:
            # The ledger is back-filled from here on, so that the fault meets the call itself.
            program.send(prompt(1))
            yield sandbox, program


def becomes(program: Program, state: str) -> None:
    """What the attempt comes to that was interrupted; and nobody is asked again."""
    person = prompt().to_user_id
    until(lambda: program.attempts(to_user_id=person)[-1].state == state)
    assert program.send(prompt()).reason == "cooldown"
    tell(state)


def interrupted_send(fault: str, state: str, **options: float) -> None:
    with opened(**options) as (sandbox, program):
        sandbox.fault("create", fault)
        before = len(seen(sandbox, "/create"))
        tell_when_it_waits(sandbox, "/create", before + 1)
        interrupted(lambda: program.send(prompt()))
        # Where this machine is slow its outcome is there already.
        assert program.attempts(limit=1)[0].state in ("sending", state)
        assert program.send(prompt()).reason in ("in_progress", "cooldown")
        becomes(program, state)
        assert len(seen(sandbox, "/create")) == before + 1


def send_that_is_answered() -> None:
    interrupted_send("latency:1500", "sent")


def send_that_is_never_answered() -> None:
    interrupted_send("hang", "unknown", timeout=3.0)


def send_before_anything_was_written() -> None:
    with opened() as (sandbox, program):
        sandbox.fault("friendship", "hang")
        before = len(seen(sandbox, "friendships"))
        tell_when_it_waits(sandbox, "friendships", before + 1)
        interrupted(lambda: program.send(prompt()))
        assert program.attempts(to_user_id=prompt().to_user_id) == []
        assert program.send(prompt()).status == "sent"
        tell("sent")


def send_in_asyncio() -> None:
    async def main() -> None:
        async with sandbox.async_client(**PATIENT) as client, AsyncProgram(client, LEDGER) as program:
            await program.send(prompt(1))
            sandbox.fault("create", "latency:1500")
            waiting = asyncio.create_task(program.send(prompt()))
            await arrival(sandbox, "/create", 2)
            tell("waiting")
            await waiting

    with Sandbox.start() as sandbox:
        interrupted(lambda: asyncio.run(main()))
        with sandbox.client() as client, Program(client, LEDGER) as program:
            becomes(program, "sent")
        assert len(seen(sandbox, "/create")) == 2


def pull(call: Callable[[Program], object]) -> None:
    with opened() as (sandbox, program):
        sandbox.fault("create", "reset_after_work")
        program.send(prompt())
        sandbox.advance(2 * 86_400)
        sandbox.fault("events", "hang")
        tell_when_it_waits(sandbox, "/events", len(seen(sandbox, "/events")) + 1)
        interrupted(lambda: call(program))
        program.sync()
        assert program.attempts(limit=1)[0].state == "sent"
        tell("pulled")


def sync() -> None:
    pull(lambda program: program.sync())


def sync_with_progress() -> None:
    pull(lambda program: program.sync(progress=lambda _: None))


def reconcile() -> None:
    pull(lambda program: program.reconcile())


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def opening() -> None:
    with opened() as (_, program):
        client = program.client
        # Another process, because a second SQLite in this one would drop the locks of the first.
        command = [sys.executable, "-c", HOLD, str(LEDGER)]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        interrupted(lambda: (tell("waiting"), Program(client, LEDGER)))
        holder.communicate()
        assert program.send(prompt()).status == "sent"
        tell("sent")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    globals()[sys.argv[1]]()
