"""A worker's thread that an exit handler waits for, registered before the library and so run after its own."""

# ruff: noqa: E402
from __future__ import annotations

import atexit
import queue
import threading

work: queue.Queue[int | None] = queue.Queue()


@atexit.register
def finish() -> None:
    work.put(None)
    worker.join()
    print("asked", len(seen(sandbox, "/create")), flush=True)


from process_support import prompt, seen

from twitter_feedback import Sandbox

sandbox = Sandbox.start()
client = sandbox.client()


def ask() -> None:
    while (number := work.get()) is not None:
        client.create(prompt(number))


worker = threading.Thread(target=ask, daemon=True)
worker.start()
for number in range(5):
    work.put(number)
