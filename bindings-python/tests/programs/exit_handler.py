"""Calls in an exit handler that was registered before the library, and so runs after the library's own."""

# ruff: noqa: E402
from __future__ import annotations

import asyncio
import atexit


@atexit.register
def last() -> None:
    assert client.verify_credentials().user_id == sandbox.user_id
    assert asyncio.run(async_client.verify_credentials()).user_id == sandbox.user_id
    sandbox.stop()
    print("called", flush=True)


from twitter_feedback import Sandbox

sandbox = Sandbox.start()
client = sandbox.client()
async_client = sandbox.async_client()
