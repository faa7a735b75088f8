"""Pulling: what progress is told, where, and what becomes of a pull that is stopped."""

import asyncio
import threading
from datetime import timedelta

import pytest
from asyncio_support import QUIET, no_noise  # noqa: F401
from process_support import past, seen
from program_support import AsynchronousProgram

from twitter_feedback import Program, SyncProgress, SyncReport

pytestmark = QUIET


@pytest.fixture
def seeded(sandbox):
    """How many feedbacks the sandbox has, each page of which takes a while, so that it is stored alone."""
    sandbox.fault("events", "latency:300", times=1000)
    return sandbox.seed(600, *past(sandbox)).feedbacks


def test_progress_adds_up_to_the_report_and_is_told_in_the_calling_thread(program, sandbox, seeded):
    told, threads = [], set()

    def tell(progress):
        told.append(progress)
        threads.add(threading.get_ident())

    report = program.sync(sandbox.now - timedelta(days=7), progress=tell)
    assert {type(progress) for progress in told} == {SyncProgress} and type(report) is SyncReport
    assert threads == {threading.get_ident()}
    assert len(told) > 1 and told == sorted(told, key=lambda progress: progress.pages)
    assert told[-1][:5] == report[:5]
    assert (told[-1].windows_done, told[-1].windows) == (4, 4)
    assert report.new == seeded == len(program.fold())
    assert report.complete_through == program.coverage().end


def test_a_pull_that_nobody_watches_gives_the_same(program, sandbox):
    feedbacks = sandbox.seed(50, *past(sandbox)).feedbacks
    report = program.sync(sandbox.now - timedelta(days=7), sandbox.now)
    assert report.new == feedbacks and report.unreadable == 0
    assert program.sync().new == 0


def test_what_progress_raises_stops_the_pull_and_is_raised_and_what_was_stored_stays(program, sandbox, seeded):
    told = []

    def stop(progress):
        told.append(progress)
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        program.sync(sandbox.now - timedelta(days=7), progress=stop)
    (first,) = told
    stored = len(program.fold())
    assert first.new <= stored < seeded
    # It follows the one that was stopped, and would find nothing new had that gone on.
    assert program.sync(sandbox.now - timedelta(days=7)).new > 0
    assert len(program.fold()) == seeded


async def coroutine(progress):
    raise AssertionError("nobody awaits this")


class Awaitable:
    def __init__(self, progress):
        pass

    def __await__(self):
        raise AssertionError("nobody awaits this")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("progress", [coroutine, lambda step: coroutine(step), Awaitable])
def test_progress_that_would_have_to_be_awaited_is_refused_and_stops_the_pull(program, sandbox, seeded, progress):
    with pytest.raises(TypeError, match="progress must be a plain function"):
        program.sync(sandbox.now - timedelta(days=7), progress=progress)
    assert program.sync(sandbox.now - timedelta(days=7)).new > 0
    assert len(program.fold()) == seeded


def test_a_pull_that_is_cancelled_is_dropped_and_the_next_goes_on_behind_it(sandbox, ledger, seeded):
    program = AsynchronousProgram.open(sandbox, ledger)

    async def main():
        task = asyncio.current_task()

        def cancel(progress):
            if progress.new:
                task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await program.program.sync(sandbox.now - timedelta(days=7), progress=cancel)

    asyncio.run(main())
    assert 0 < program.sync(sandbox.now - timedelta(days=7)).new < seeded
    assert len(program.fold()) == seeded
    program.close()


def test_progress_may_ask_the_program_itself(sandbox, ledger, seeded):
    with sandbox.client() as client, Program(client, ledger) as program:
        known = []
        program.sync(sandbox.now - timedelta(days=7), progress=lambda _: known.append(len(program.fold())))
    assert known == sorted(known) and known[-1] == seeded


def test_pulls_of_several_tasks_follow_each_other(sandbox, ledger):
    feedbacks = sandbox.seed(50, *past(sandbox)).feedbacks
    program = AsynchronousProgram.open(sandbox, ledger)

    async def main():
        since = sandbox.now - timedelta(days=7)
        return await asyncio.gather(*(program.program.sync(since) for _ in range(3)))

    assert sorted(report.new for report in asyncio.run(main())) == [0, 0, feedbacks]
    program.close()
    assert seen(sandbox, "/events")
