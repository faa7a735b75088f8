"""Cancelling drops a read, and lets go of a create that has begun."""

import asyncio
import functools
import socket
import time

import pytest
from asyncio_support import QUIET, no_noise  # noqa: F401
from process_support import GUARD, PATIENT, arrival, becomes, past, prompt, seen, until

from twitter_feedback import AsyncClient, AsyncSignIn, FeedbackError, Sandbox

pytestmark = QUIET


async def cancelled_at_once(task):
    started = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - started < 1


def read_to_end(connection):
    """What still arrives, until the other side closes."""
    return b"".join(iter(lambda: connection.recv(4096), b""))


CALLS = {
    "show": lambda keys, url: AsyncClient(keys, api_base=url, **PATIENT).show("1"),
    "doctor": lambda keys, url: AsyncClient(keys, api_base=url, **PATIENT).doctor(),
    "AsyncSignIn.begin": lambda keys, url: AsyncSignIn.begin("key", "secret", api_base=url, timeout=GUARD),
    "AsyncSignIn.complete": lambda keys, url: AsyncSignIn.resume(
        "key", "secret", "token", "token-secret", api_base=url, timeout=GUARD
    ).complete("1234567"),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_is_cancelled_and_asks_nobody_ends_at_once_and_its_request_is_dropped(call):
    # A socket, because the question is when the client leaves it.
    with socket.create_server(("127.0.0.1", 0)) as server, Sandbox.start() as sandbox:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"

        async def main():
            task = asyncio.create_task(call(sandbox.credentials, url))
            connection, _ = await asyncio.to_thread(server.accept)
            connection.settimeout(GUARD)
            with connection:
                begun = connection.recv(4)
                await cancelled_at_once(task)
                return begun + await asyncio.to_thread(read_to_end, connection)

        request = asyncio.run(main())
        assert request.startswith((b"GET ", b"HEAD ", b"POST ")) and request.endswith(b"\r\n\r\n")


def test_a_create_that_is_cancelled_asks_once_and_ends_as_it_would():
    async def main(sandbox, client):
        call = asyncio.create_task(client.create(prompt()))
        await arrival(sandbox, "/create")
        await cancelled_at_once(call)
        assert seen(sandbox, "/create")[0].status is None, "it was cancelled too late to prove anything"
        await becomes(lambda: seen(sandbox, "/create")[0].status == 200)

    with Sandbox.start() as sandbox:
        sandbox.fault("create", "latency:1500")
        client = sandbox.async_client()
        asyncio.run(main(sandbox, client))
        asyncio.run(client.verify_credentials())
        assert [request.to_user_id for request in seen(sandbox, "/create")] == [prompt().to_user_id]


def test_a_create_that_is_cancelled_before_it_began_asks_nobody():
    async def main(client):
        call = asyncio.create_task(client.create(prompt()))
        await cancelled_at_once(call)
        await client.verify_credentials()

    with Sandbox.start() as sandbox:
        asyncio.run(main(sandbox.async_client()))
        assert seen(sandbox, "/create") == []


def test_wait_for_ends_a_call_in_its_time_and_leaves_the_client_usable():
    async def main(sandbox, client):
        feedback = await client.create(prompt())
        sandbox.fault("show", "hang")
        with pytest.raises(asyncio.TimeoutError) as raised:
            await asyncio.wait_for(client.show(feedback.id), 0.2)
        assert not isinstance(raised.value, FeedbackError)
        return feedback.id, (await client.show(feedback.id)).id

    with Sandbox.start() as sandbox:
        created, shown = asyncio.run(main(sandbox, sandbox.async_client(**PATIENT)))
    assert created == shown


def test_fifty_calls_can_be_cancelled_together():
    async def main(sandbox, client):
        sandbox.fault("friendship", "hang", times=50)
        together = asyncio.gather(*(client.can_dm("1") for _ in range(50)))
        await arrival(sandbox, "friendships", 50)
        await cancelled_at_once(together)
        return await client.can_dm("1")

    with Sandbox.start() as sandbox:
        assert asyncio.run(main(sandbox, sandbox.async_client(**PATIENT))) is True


def test_a_listing_that_is_cancelled_can_go_on_with_the_same_page():
    async def main(sandbox, pages):
        sandbox.fault("events", "hang")
        before = len(seen(sandbox, "/events"))
        page = asyncio.ensure_future(anext(pages))
        await arrival(sandbox, "/events", before + 1)
        await cancelled_at_once(page)
        return [event.raw for page in [page async for page in pages] for event in page.events]

    with Sandbox.start() as sandbox, sandbox.client() as blocking:
        period = past(sandbox)
        sandbox.seed(50, *period)
        whole = [event.raw for event in blocking.events(*period, count=10)]
        assert len(whole) >= 50

        pages = sandbox.async_client(**PATIENT).events(*period, count=10).pages()
        assert asyncio.run(main(sandbox, pages)) == whole


def test_a_page_that_was_read_and_not_handed_over_comes_again():
    def answered(sandbox):
        return len([request for request in seen(sandbox, "/events") if request.status])

    async def main(sandbox, pages):
        read = []
        for _ in range(3):
            before = answered(sandbox)
            page = asyncio.ensure_future(anext(pages))
            await asyncio.sleep(0)
            # Nobody can be given what arrives while the loop is kept busy.
            until(functools.partial(lambda before: answered(sandbox) > before, before))
            page.cancel()
            with pytest.raises(asyncio.CancelledError):
                await page
            read.append(await anext(pages))
        return [event.raw for page in [*read, *[page async for page in pages]] for event in page.events]

    with Sandbox.start(limits=False) as sandbox, sandbox.client() as blocking:
        period = past(sandbox)
        sandbox.seed(50, *period)
        whole = [event.raw for event in blocking.events(*period, count=10)]
        # So that the request of a page that was kept is not waited for: the end is asked for once.
        pages = sandbox.async_client(**PATIENT).events(*period, count=10).pages()
        assert asyncio.run(main(sandbox, pages)) == whole
