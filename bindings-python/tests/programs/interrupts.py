"""Blocking calls that wait when a signal comes; the argument names the case. Prints `waiting` as soon as the request
has arrived, `interrupted` when the call has raised, and `usable` after another call."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable

from process_support import PATIENT, arrival, past, prompt, seen, until

from twitter_feedback import Client, Sandbox, SignIn


def tell(line: str) -> None:
    print(line, flush=True)


def tell_when_it_waits(sandbox: Sandbox, part: str, times: int = 1) -> None:
    def watch() -> None:
        until(lambda: len(seen(sandbox, part)) >= times)
        tell("waiting")

    threading.Thread(target=watch, daemon=True).start()


def interrupted(call: Callable[[], object]) -> None:
    try:
        call()
    except KeyboardInterrupt:
        tell("interrupted")
    else:
        raise AssertionError("the call returned")


def usable(client: Client) -> None:
    client.verify_credentials()
    tell("usable")


def show() -> None:
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        sandbox.fault("show", "hang")
        tell_when_it_waits(sandbox, "/show/")
        interrupted(lambda: client.show("1"))
        usable(client)


def events() -> None:
    def walk() -> None:
        for event in client.events():
            raise AssertionError(event)

    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        sandbox.fault("events", "hang")
        tell_when_it_waits(sandbox, "/events")
        interrupted(walk)
        usable(client)


def create() -> None:
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        sandbox.fault("create", "latency:1500")
        tell_when_it_waits(sandbox, "/create")
        interrupted(lambda: client.create(prompt()))
        assert seen(sandbox, "/create")[0].status is None, "the signal came too late to prove anything"
        until(lambda: seen(sandbox, "/create")[0].status == 200)
        usable(client)
        assert len(seen(sandbox, "/create")) == 1


def doctor() -> None:
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        sandbox.fault("events", "hang")
        tell_when_it_waits(sandbox, "/events")
        interrupted(client.doctor)
        usable(client)


def begin_of_a_sign_in() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.fault("any", "hang")
        tell_when_it_waits(sandbox, "/oauth/request_token")
        interrupted(lambda: begun(sandbox))
        usable(client)


def complete_of_a_sign_in() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        sign_in = begun(sandbox)
        pin = sandbox.authorize(sign_in.oauth_token)
        sandbox.fault("any", "hang")
        tell_when_it_waits(sandbox, "/oauth/access_token")
        interrupted(lambda: sign_in.complete(pin))
        usable(client)


def begun(sandbox: Sandbox) -> SignIn:
    keys = (sandbox.credentials.consumer_key, sandbox.credentials.consumer_secret)
    return SignIn.begin(*keys, api_base=sandbox.url, clock="service", timeout=PATIENT["timeout"])


def deliveries() -> None:
    # Nobody answers there, although the system takes the connection.
    with socket.create_server(("127.0.0.1", 0)) as server, Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.webhook(f"http://127.0.0.1:{server.getsockname()[1]}/")
        client.create(prompt())
        connection, _ = server.accept()
        with connection:
            interrupted(lambda: (tell("waiting"), sandbox.deliveries()))
        usable(client)


def waiting_for_a_limit() -> None:
    with Sandbox.start() as sandbox, sandbox.client(max_rate_wait=3600, operation_timeout=3600) as client:
        sandbox.fault("show", "rate_limit")
        tell_when_it_waits(sandbox, "/show/")
        interrupted(lambda: client.show("1"))
        usable(client)


def in_asyncio() -> None:
    async def main() -> None:
        waiting = asyncio.create_task(sandbox.async_client(**PATIENT).show("1"))
        await arrival(sandbox, "/show/")
        tell("waiting")
        await waiting

    with Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.fault("show", "hang")
        interrupted(lambda: asyncio.run(main()))
        usable(client)


def a_handler_that_returns() -> None:
    signal.signal(signal.SIGINT, lambda *_: tell("handled"))
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        feedback = client.create(prompt())
        sandbox.fault("show", "latency:1500")
        tell_when_it_waits(sandbox, "/show/")
        assert client.show(feedback.id).id == feedback.id
        tell("usable")


def never_caught() -> None:
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        sandbox.fault("show", "hang")
        tell_when_it_waits(sandbox, "/show/")
        client.show("1")


def in_a_log_handler() -> None:
    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            signal.raise_signal(signal.SIGINT)

    with Sandbox.start() as sandbox, sandbox.client() as client:
        logging.basicConfig(level=logging.DEBUG, handlers=[Handler()])
        interrupted(client.verify_credentials)
        logging.disable()
        usable(client)


def pages_and_a_log_handler() -> None:
    class Handler(logging.Handler):
        interrupt = False

        def emit(self, record: logging.LogRecord) -> None:
            Handler.interrupt = not Handler.interrupt
            if Handler.interrupt:
                raise KeyboardInterrupt

    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        period = past(sandbox)
        sandbox.seed(50, *period)
        whole = [event.raw for event in client.events(*period, count=10)]
        pages, read, interrupts = client.events(*period, count=10).pages(), [], 0
        logging.basicConfig(level=logging.DEBUG, handlers=[Handler()])
        while True:
            try:
                read.extend(event.raw for event in next(pages).events)
            except KeyboardInterrupt:
                interrupts += 1
            except StopIteration:
                break
        assert interrupts
        assert read == whole
        tell("nothing is lost")


if __name__ == "__main__":
    # Whoever started the tests may have had this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    globals()[sys.argv[1]]()
