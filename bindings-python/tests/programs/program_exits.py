"""Programs that end with a ledger open; the argument names the case."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import threading
from pathlib import Path

from process_support import PATIENT, arrival, past, prompt, seen, until

from twitter_feedback import AsyncProgram, Program, Sandbox

LEDGER = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()) / "feedback.db"
kept: list[object] = []


def only_a_program() -> None:
    kept.append(Program(Sandbox.start().client(), LEDGER))


def only_an_async_program() -> None:
    kept.append(asyncio.run(AsyncProgram.open(Sandbox.start().async_client(), LEDGER)))


def one_that_was_never_opened() -> None:
    kept.append(AsyncProgram(Sandbox.start().async_client(), LEDGER))


def a_program_that_sent() -> None:
    sandbox = Sandbox.start()
    program = Program(sandbox.client(), LEDGER)
    assert program.send(prompt()).status == "sent"
    kept.extend([sandbox, program])


def daemon_threads() -> None:
    sandbox = Sandbox.start()
    program = Program(sandbox.client(**PATIENT), LEDGER)
    program.send(prompt(1))
    sandbox.fault("create", "hang")
    before = len(seen(sandbox, "/create"))
    threading.Thread(target=lambda: program.send(prompt(2)), daemon=True).start()
    until(lambda: len(seen(sandbox, "/create")) > before)
    sandbox.fault("events", "hang", times=100)
    before = len(seen(sandbox, "/events"))
    sandbox.advance(2 * 86_400)
    for call in (program.sync, lambda: program.sync(progress=print)):
        threading.Thread(target=call, daemon=True).start()
    until(lambda: len(seen(sandbox, "/events")) > before)
    kept.extend([sandbox, program])


def busy_daemon_threads() -> None:
    sandbox = Sandbox.start(limits=False)
    program = Program(sandbox.client(), LEDGER)
    program.send(prompt())

    def work(thread: int) -> None:
        number = 1000 * thread
        while True:
            number += 1
            program.send(prompt(number))
            program.attempts(limit=10)

    for thread in range(1, 5):
        threading.Thread(target=work, args=(thread,), daemon=True).start()
    until(lambda: len(seen(sandbox, "/create")) > 20)


def pending_tasks() -> None:
    sandbox = Sandbox.start()

    async def main() -> None:
        program = await AsyncProgram.open(sandbox.async_client(**PATIENT), LEDGER)
        await program.send(prompt(1))
        sandbox.fault("create", "hang")
        kept.append(asyncio.create_task(program.send(prompt(2))))
        await arrival(sandbox, "/create", 2)

    asyncio.run(main())


def in_the_middle_of_a_pull() -> None:
    sandbox = Sandbox.start()
    program = Program(sandbox.client(), LEDGER)
    sandbox.seed(600, *past(sandbox))
    sandbox.fault("events", "latency:300", times=1000)
    program.sync(progress=lambda _: sys.exit(3))


def look() -> None:
    """What a program that ended has left."""
    with Sandbox.start() as sandbox, sandbox.client() as client, Program(client, LEDGER) as program:
        for attempt in reversed(program.attempts()):
            print(attempt.state)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
