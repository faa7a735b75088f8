"""A task that is cancelled while it asks: what had begun runs to its end, what had not does not begin, and nobody gets
a second chance."""

import asyncio
import time

import pytest
from asyncio_support import QUIET, no_noise  # noqa: F401
from process_support import PATIENT, arrival, becomes, prompt, seen
from test_asyncio_cancellation import cancelled_at_once

from twitter_feedback import AsyncProgram, Sandbox

pytestmark = QUIET

PERSON = prompt().to_user_id

# What an attempt goes through until its outcome is known, and after that.
IN_PROGRESS = ["reserved", "sending"]
SETTLED = ["unknown", "sent"]


async def attempts_in(program, states):
    """The attempts at the person in one of these states. In the order of an attempt's life, so that one that goes on
    meanwhile is not missed; by state, because skips without number may be newer."""
    return [attempt for state in states for attempt in await program.attempts(to_user_id=PERSON, state=state)]


async def asked(program):
    """The attempt at the person that was not given back."""
    return next(iter(await attempts_in(program, IN_PROGRESS + SETTLED)), None)


async def comes_to(program, state):
    """Lets the loop run until the attempt has come that far."""
    end = time.monotonic() + 30
    while (await asked(program)).state != state:
        assert time.monotonic() < end, (await asked(program)).state


async def is_settled(program):
    """Lets the loop run until no attempt is in progress."""
    end = time.monotonic() + 30
    while await attempts_in(program, IN_PROGRESS):
        assert time.monotonic() < end


async def opened(sandbox, ledger, **options):
    """A program whose ledger is back-filled, so that a fault meets the call itself."""
    program = await AsyncProgram.open(sandbox.async_client(**{**PATIENT, **options}), ledger)
    await program.send(prompt(1))
    return program


@pytest.mark.parametrize(("fault", "state"), [("latency:1500", "sent"), ("hang", "unknown")])
def test_a_send_that_is_cancelled_asks_once_and_its_outcome_is_recorded(fault, state, sandbox, ledger):
    async def main():
        async with await opened(sandbox, ledger, timeout=3) as program:
            sandbox.fault("create", fault)
            call = asyncio.create_task(program.send(prompt()))
            await arrival(sandbox, "/create", 2)
            await cancelled_at_once(call)
            # Where this machine is slow its outcome is there already.
            assert (await asked(program)).state in ("sending", state)
            assert (await program.send(prompt())).reason in ("in_progress", "cooldown")
            await comes_to(program, state)
            assert (await program.send(prompt())).reason == "cooldown"

    asyncio.run(main())
    assert [request.to_user_id for request in seen(sandbox, "/create")] == [prompt(1).to_user_id, PERSON]


def test_a_send_that_is_cancelled_before_it_began_asks_nobody(sandbox, ledger):
    async def main():
        async with await opened(sandbox, ledger) as program:
            await cancelled_at_once(asyncio.create_task(program.send(prompt())))
            assert await asked(program) is None
            assert (await program.send(prompt())).status == "sent"

    asyncio.run(main())
    assert len(seen(sandbox, "/create")) == 2


def test_a_send_that_is_cancelled_before_anything_was_written_leaves_a_second_chance(sandbox, ledger):
    async def main():
        async with await opened(sandbox, ledger) as program:
            sandbox.fault("friendship", "hang")
            call = asyncio.create_task(program.send(prompt()))
            await arrival(sandbox, "friendships", 2)
            await cancelled_at_once(call)
            assert await asked(program) is None
            assert (await program.send(prompt())).status == "sent"

    asyncio.run(main())
    assert len(seen(sandbox, "/create")) == 2


def test_wherever_a_send_is_cancelled_a_person_is_asked_at_most_once(ledger):
    fine = {"sent", "unknown", "released", "sending", "reserved"}

    async def main(sandbox):
        async with await opened(sandbox, ledger) as program:
            for number in range(100, 160):
                call = asyncio.create_task(program.send(prompt(number)))
                # Each task is left a little later than the one before.
                for _ in range(number - 100):
                    await program.prompt_status("nothing")
                call.cancel()
                await asyncio.wait([call])
                again = await program.send(prompt(number))
                attempts = await program.attempts(to_user_id=prompt(number).to_user_id)
                assert {attempt.state for attempt in attempts} <= fine | {"skipped"}
                assert again.status == "sent" or again.reason in ("in_progress", "cooldown")

    with Sandbox.start(limits=False) as sandbox:
        asyncio.run(main(sandbox))
        people = [request.to_user_id for request in seen(sandbox, "/create")]
        assert len(people) == len(set(people))


def test_wait_for_ends_a_send_in_its_time_and_whoever_asks_again_asks_nobody_twice(sandbox, ledger):
    async def main():
        async with await opened(sandbox, ledger, timeout=3) as program:
            sandbox.fault("create", "hang")
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(program.send(prompt()), 0.5)
            # However far it came in that time.
            while (await program.send(prompt())).reason == "in_progress":
                await is_settled(program)
            assert (await asked(program)).state == "unknown"

    asyncio.run(main())
    assert [request.to_user_id for request in seen(sandbox, "/create")] == [prompt(1).to_user_id, PERSON]


def test_a_program_that_is_closed_while_it_asks_still_records_the_outcome(sandbox, ledger):
    async def main():
        program = await opened(sandbox, ledger)
        sandbox.fault("create", "latency:500")
        call = asyncio.create_task(program.send(prompt()))
        await arrival(sandbox, "/create", 2)
        await program.close()
        assert (await call).status == "sent"
        async with AsyncProgram(program.client, ledger) as later:
            assert (await asked(later)).state == "sent"

    asyncio.run(main())


def test_a_program_that_is_cancelled_and_closed_while_it_asks_still_records_the_outcome(sandbox, ledger):
    async def main():
        program = await opened(sandbox, ledger)
        sandbox.fault("create", "latency:500")
        call = asyncio.create_task(program.send(prompt()))
        await arrival(sandbox, "/create", 2)
        await cancelled_at_once(call)
        await program.close()
        await becomes(lambda: seen(sandbox, "/create")[-1].status == 200)
        async with AsyncProgram(program.client, ledger) as later:
            await comes_to(later, "sent")

    asyncio.run(main())


def test_an_opening_that_is_cancelled_can_be_done_anew(sandbox, ledger):
    async def main():
        program = AsyncProgram(sandbox.async_client(), ledger)
        await cancelled_at_once(asyncio.create_task(program.attempts()))
        assert await asyncio.gather(*(program.attempts() for _ in range(10))) == [[]] * 10
        await program.close()

    asyncio.run(main())
