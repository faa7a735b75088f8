"""Programs that end while something is still going on; the argument names the case."""

from __future__ import annotations

import sys
import threading
import time

from process_support import PATIENT, arrival, prompt, seen, until

from twitter_feedback import Sandbox

kept: list[object] = []


def busy_for_a_while() -> None:
    """Longer than the program goes on; other threads run all the while."""
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        pass


def only_a_client() -> None:
    kept.append(Sandbox.start().client())


def only_an_async_client() -> None:
    kept.append(Sandbox.start().async_client())


def only_a_sandbox() -> None:
    kept.append(Sandbox.start())


def a_client_that_called() -> None:
    sandbox = Sandbox.start()
    client = sandbox.client()
    client.create(prompt())
    kept.extend([sandbox, client, client.events().pages()])


def waiting_daemons(sandbox: Sandbox) -> None:
    client = sandbox.client(**PATIENT)
    client.verify_credentials()
    sandbox.fault("any", "hang", times=4)
    for call in (lambda: client.show("1"), lambda: client.create(prompt())):
        for _ in range(2):
            threading.Thread(target=call, daemon=True).start()
    until(lambda: len(seen(sandbox, "/show/")) + len(seen(sandbox, "/create")) == 4)


def daemon_threads() -> None:
    sandbox = Sandbox.start()
    kept.append(sandbox)
    waiting_daemons(sandbox)


def daemon_threads_whose_calls_end_during_the_exit() -> None:
    sandbox = Sandbox.start()
    waiting_daemons(sandbox)

    class Last:
        """Ends the calls when the interpreter has begun to take itself apart, and keeps it at that for a while."""

        def __del__(self, stop=sandbox.stop, clock=time.monotonic) -> None:
            stop()
            end = clock() + 0.5
            while clock() < end:
                pass

    sys.modules["the_last_module"] = Last()  # type: ignore[assignment]


def busy_daemon_threads() -> None:
    sandbox = Sandbox.start(limits=False)
    client = sandbox.client()
    feedback = client.create(prompt())

    def work() -> None:
        while True:
            client.show(feedback.id)

    for _ in range(8):
        threading.Thread(target=work, daemon=True).start()
    until(lambda: len(seen(sandbox, "/show/")) > 50)


def a_loop_that_is_called_at_leisure() -> None:
    import asyncio

    class Loop(asyncio.SelectorEventLoop):
        def call_soon_threadsafe(self, *arguments, **options):  # type: ignore[no-untyped-def]
            handle = super().call_soon_threadsafe(*arguments, **options)
            if threading.current_thread() is not threading.main_thread():
                busy_for_a_while()
            return handle

    sandbox = Sandbox.start()
    client = sandbox.async_client()
    kept.extend([sandbox, client])
    Loop().run_until_complete(client.verify_credentials())


def many_async_calls() -> None:
    import asyncio

    sandbox = Sandbox.start(limits=False)
    client = sandbox.async_client()

    async def main() -> None:
        await asyncio.gather(*(client.verify_credentials() for _ in range(20)))

    asyncio.run(main())


def a_daemon_thread_that_logs() -> None:
    import logging

    begun = threading.Event()

    def look(record: logging.LogRecord) -> bool:
        begun.set()
        busy_for_a_while()
        return False

    logging.basicConfig(level=logging.DEBUG)
    # A filter, because Python waits for handlers before it exits.
    logging.getLogger("twitter_feedback").addFilter(look)
    sandbox = Sandbox.start()
    client = sandbox.client()
    kept.extend([sandbox, client])
    threading.Thread(target=client.verify_credentials, daemon=True).start()
    begun.wait()


def pending_tasks() -> None:
    import asyncio

    sandbox = Sandbox.start()
    client = sandbox.async_client(**PATIENT)

    async def main() -> None:
        await client.verify_credentials()
        sandbox.fault("any", "hang", times=2)
        kept.append(asyncio.create_task(client.show("1")))
        kept.append(asyncio.create_task(client.create(prompt())))
        await arrival(sandbox, "/show/")
        await arrival(sandbox, "/create")

    asyncio.run(main())


def sys_exit_in_a_task() -> None:
    import asyncio

    sandbox = Sandbox.start()
    client = sandbox.async_client(**PATIENT)

    async def main() -> None:
        sandbox.fault("show", "hang")
        kept.append(asyncio.create_task(client.show("1")))
        await arrival(sandbox, "/show/")
        await client.verify_credentials()
        sys.exit(3)

    asyncio.run(main())


def daemon_threads_that_ask_a_zone() -> None:
    from datetime import datetime, timedelta, tzinfo

    class Zone(tzinfo):
        def utcoffset(self, moment: datetime | None) -> timedelta:
            for _ in range(200):
                pass
            return timedelta(hours=1)

    # So that the end comes while one of them is asked.
    sys.setswitchinterval(1e-4)
    client = Sandbox.start().client()
    begun = threading.Barrier(5)

    def ask() -> None:
        begun.wait()
        while True:
            client.events(from_time=datetime(2026, 1, 1, tzinfo=Zone()))

    for _ in range(4):
        threading.Thread(target=ask, daemon=True).start()
    begun.wait()
    busy_for_a_while()


if __name__ == "__main__":
    globals()[sys.argv[1]]()
