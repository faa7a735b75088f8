"""Forks with a program that is open; the argument names the case. A failed assertion fails the child and its parent."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from forking import child, join
from process_support import PATIENT, past, prompt, seen, until

from twitter_feedback import AsyncProgram, LedgerError, Program, Sandbox

LEDGER = Path(tempfile.mkdtemp()) / "feedback.db"


@contextmanager
def opened():  # type: ignore[no-untyped-def]
    with Sandbox.start() as sandbox, sandbox.client() as client, Program(client, LEDGER) as program:
        program.send(prompt(1, external_id="case_1"))
        yield sandbox, program


def refused(call: Callable[[], object]) -> None:
    try:
        call()
    except LedgerError as error:
        assert "fork" in str(error), error
    else:
        raise AssertionError("it worked in the child")


def goes_on(program: Program) -> None:
    """The parent's program knows what it knew, and asks."""
    status = program.prompt_status("case_1")
    assert status is not None and status.state == "sent"
    assert program.send(prompt(1)).reason == "cooldown"
    assert program.send(prompt(2)).status == "sent"


def every_call() -> None:
    with opened() as (sandbox, program):
        calls: list[Callable[[], object]] = [
            lambda: program.send(prompt(3)),
            program.sync,
            lambda: program.sync(progress=print),
            program.reconcile,
            lambda: program.prompt_status("case_1"),
            program.coverage,
            program.attempts,
            lambda: program.folded("1"),
            program.fold,
        ]

        def work() -> None:
            for call in calls:
                refused(call)
            # Its client is not the ledger's.
            assert program.client.verify_credentials().user_id == sandbox.user_id
            repr(program)
            program.close()

        join(child(work))
        goes_on(program)
        assert len(seen(sandbox, "/create")) == 2


def an_async_program() -> None:
    with Sandbox.start() as sandbox:
        program = asyncio.run(AsyncProgram.open(sandbox.async_client(), LEDGER))
        asyncio.run(program.send(prompt(1)))
        never_opened = AsyncProgram(sandbox.async_client(), LEDGER)

        def work() -> None:
            for one in (program, never_opened):
                refused(lambda one=one: asyncio.run(one.attempts()))  # type: ignore[misc]
                refused(lambda one=one: asyncio.run(one.send(prompt(3))))  # type: ignore[misc]
                asyncio.run(one.close())

        join(child(work))
        assert asyncio.run(program.send(prompt(2))).status == "sent"
        assert len(asyncio.run(never_opened.attempts())) == 2
        assert len(seen(sandbox, "/create")) == 2


def a_ledger_of_its_own() -> None:
    with opened() as (sandbox, program):

        def work() -> None:
            with sandbox.client() as client:
                for file in (LEDGER, LEDGER.with_name("another.db")):
                    refused(lambda file=file: Program(client, file))  # type: ignore[misc]

        join(child(work))
        goes_on(program)
        program.close()

        def work_after_closing() -> None:
            with sandbox.client() as client, Program(client, LEDGER) as own:
                assert own.send(prompt(1)).reason == "cooldown"
                assert own.send(prompt(3)).status == "sent"

        join(child(work_after_closing))
        with sandbox.client() as client, Program(client, LEDGER) as again:
            assert again.send(prompt(3)).reason == "cooldown"


def children_that_open_it_first() -> None:
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:

        def work() -> None:
            with Program(client, LEDGER) as own:
                assert own.send(prompt(1)).status in ("sent", "skipped")

        children = [child(work) for _ in range(4)]
        for process_id in children:
            join(process_id)
        assert len(seen(sandbox, "/create")) == 1
        with Program(client, LEDGER) as program:
            assert len(program.attempts(state="sent")) == 1


def dropped_in_the_child() -> None:
    sandbox = Sandbox.start()
    programs = [Program(sandbox.client(), LEDGER)]
    programs[0].send(prompt(1, external_id="case_1"))

    def work() -> None:
        programs.clear()
        gc.collect()

    for _ in range(3):
        join(child(work))
    goes_on(programs[0])


def while_a_pull_is_under_way() -> None:
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client, Program(client, LEDGER) as program:
        sandbox.fault("events", "hang", times=100)
        failed: list[BaseException] = []

        def pull() -> None:
            try:
                program.sync()
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=pull)
        thread.start()
        until(lambda: seen(sandbox, "/events"))
        # What the pull holds locked stays locked in the child for ever.
        for call in (program.sync, program.reconcile):
            join(child(lambda call=call: refused(call)))  # type: ignore[misc]
        assert thread.is_alive() and not failed and program.attempts() == []
        sandbox.stop()
        thread.join()
        assert len(failed) == 1


def in_a_progress_callback() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client, Program(client, LEDGER) as program:
        sandbox.seed(50, *past(sandbox))
        parent = os.getpid()

        def fork(_: object) -> None:
            # The child returns to the pull, which is not there.
            if os.getpid() == parent and not children:
                children.append(os.fork())

        children: list[int] = []
        try:
            report = program.sync(past(sandbox)[0], progress=fork)
        except LedgerError as error:
            assert "fork" in str(error) and os.getpid() != parent
            sys.exit(0)
        join(children[0])
        assert report.new == 50
        assert program.send(prompt(2)).status == "sent"


def while_threads_ask() -> None:
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client, Program(client, LEDGER) as program:
        program.send(prompt(1, external_id="case_1"))
        over = threading.Event()
        failed: list[BaseException] = []

        def work(thread: int) -> None:
            try:
                # Fewer than a day allows.
                for number in range(1000 * thread, 1000 * thread + 200):
                    if over.is_set():
                        break
                    assert program.send(prompt(number)).status == "sent"
            except BaseException as error:
                failed.append(error)
                raise

        threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
        for thread in threads:
            thread.start()
        # Each fork finds the threads, and the ledger's own, at another place of their work.
        for _ in range(20):
            join(child(lambda: refused(lambda: program.send(prompt(1)))))
        over.set()
        for thread in threads:
            thread.join()
        assert not failed
        people = [request.to_user_id for request in seen(sandbox, "/create")]
        assert len(people) == len(set(people))
        goes_on(program)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
