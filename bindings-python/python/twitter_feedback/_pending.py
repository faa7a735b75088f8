"""How an async method waits for native work."""

from __future__ import annotations

from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    from ._native import Pending

    T = TypeVar("T")


async def settled(pending: Pending[T]) -> T:
    """Waits on the running loop. A task that is cancelled drops a read and lets go of a create."""
    future = pending.start()
    try:
        return await future
    finally:
        pending.cancel()
