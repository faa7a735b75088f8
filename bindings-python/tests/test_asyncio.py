"""AsyncClient is at home in asyncio: real coroutines, any loop, and no noise."""

import asyncio
import inspect
import sys
import threading

import pytest
from asyncio_support import QUIET, no_noise  # noqa: F401
from process_support import GUARD, PATIENT, arrival, prompt, seen, until

from twitter_feedback import ConnectionFailedError, NotFoundError, Sandbox

pytestmark = QUIET


def test_every_call_is_a_coroutine():
    with Sandbox.start() as sandbox:
        client = sandbox.async_client()
        calls = [
            client.create(prompt()),
            client.show("1"),
            client.can_dm("1"),
            client.friendship("1"),
            client.verify_credentials(),
            client.service_time(),
            client.close(),
        ]
        assert all(inspect.iscoroutine(call) for call in calls)
        for call in calls:
            call.close()
        assert sandbox.requests == [], "nothing is sent before it is awaited"


def test_a_call_can_be_made_a_task():
    async def main(client):
        feedback = await asyncio.create_task(client.create(prompt()))
        return feedback.id, (await asyncio.create_task(client.show(feedback.id))).id

    with Sandbox.start() as sandbox:
        created, shown = asyncio.run(main(sandbox.async_client()))
    assert created == shown


def test_fifty_calls_run_at_once():
    async def main(client, ids):
        return await asyncio.gather(*(client.show(feedback_id) for feedback_id in ids))

    with Sandbox.start(limits=False) as sandbox, sandbox.client() as blocking:
        ids = [blocking.create(prompt(number)).id for number in range(50)]
        shown = asyncio.run(main(sandbox.async_client(), ids))
        assert [feedback.id for feedback in shown] == ids


def test_other_tasks_run_while_a_call_waits():
    async def main(sandbox):
        client = sandbox.async_client(**PATIENT)
        feedback = await client.create(prompt())
        sandbox.fault("show", "hang")
        waiting = asyncio.create_task(client.show(feedback.id))
        await arrival(sandbox, "/show/")
        assert (await client.show(feedback.id)).id == feedback.id
        assert not waiting.done()
        sandbox.stop()
        with pytest.raises(ConnectionFailedError):
            await waiting

    with Sandbox.start() as sandbox:
        asyncio.run(main(sandbox))


def test_one_client_works_in_several_loops_one_after_another():
    with Sandbox.start() as sandbox:
        client = sandbox.async_client()
        feedback = asyncio.run(client.create(prompt()))
        assert asyncio.run(client.show(feedback.id)).id == feedback.id
        assert asyncio.run(client.show(feedback.id)).id == feedback.id


def test_one_client_works_in_two_loops_at_the_same_time():
    async def main(client, feedback_id):
        for _ in range(50):
            assert (await client.show(feedback_id)).id == feedback_id
        return "done"

    with Sandbox.start() as sandbox:
        client = sandbox.async_client()
        feedback = asyncio.run(client.create(prompt()))
        outcomes = []
        threads = [
            threading.Thread(target=lambda: outcomes.append(asyncio.run(main(client, feedback.id)))) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(GUARD)
        assert outcomes == ["done", "done"]


def test_the_blocking_client_works_inside_a_running_loop():
    async def main(client):
        feedback = client.create(prompt())
        return feedback.id, client.show(feedback.id).id

    with Sandbox.start() as sandbox, sandbox.client() as client:
        created, shown = asyncio.run(main(client))
    assert created == shown


def test_the_debug_mode_of_the_loop_has_nothing_to_say():
    async def main(sandbox):
        # A busy machine is no finding.
        asyncio.get_running_loop().slow_callback_duration = GUARD
        client = sandbox.async_client()
        feedback = await client.create(prompt())
        await asyncio.gather(*(client.show(feedback.id) for _ in range(10)))
        async for _ in client.events():
            pass
        sandbox.fault("show", "hang")
        waiting = asyncio.create_task(client.show(feedback.id))
        await arrival(sandbox, "/show/", 11)
        waiting.cancel()
        await client.close()

    with Sandbox.start() as sandbox:
        asyncio.run(main(sandbox), debug=True)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no TaskGroup")
def test_a_task_group_drops_the_other_calls_when_one_fails():
    async def main(sandbox):
        client = sandbox.async_client(**PATIENT)
        feedback = await client.create(prompt())
        sandbox.fault("show", "hang")
        async with asyncio.TaskGroup() as group:
            group.create_task(client.show(feedback.id))
            await arrival(sandbox, "/show/")
            group.create_task(client.show("1"))

    with Sandbox.start() as sandbox:
        with pytest.raises(ExceptionGroup) as raised:  # noqa: F821
            asyncio.run(main(sandbox))
        assert [type(error) for error in raised.value.exceptions] == [NotFoundError]


def test_a_loop_that_is_closed_over_requests_in_flight_is_left_alone():
    with Sandbox.start() as sandbox:
        client = sandbox.async_client(**PATIENT)
        sandbox.fault("create", "latency:300")
        sandbox.fault("friendship", "hang", times=5)

        async def main():
            calls = [client.create(prompt()), *(client.friendship("1") for _ in range(5))]
            tasks = [asyncio.ensure_future(call) for call in calls]
            await arrival(sandbox, "/create")
            await arrival(sandbox, "friendships", 5)
            # asyncio.run cancels what is left and closes the loop.
            return tasks

        tasks = asyncio.run(main())
        assert all(task.cancelled() for task in tasks)
        # The create ends, and has no loop any more to tell it to.
        until(lambda: seen(sandbox, "/create")[0].status == 200)
        assert asyncio.run(client.verify_credentials()).user_id == sandbox.user_id
