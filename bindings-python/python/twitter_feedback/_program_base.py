"""What both programs have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine

from . import _native
from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from os import PathLike

    from ._client_base import ClientBase
    from ._native import NativeProgram, Policy, Syncing
    from ._program_records import SyncProgress


class ProgramBase:
    """A client and a ledger."""

    _native: NativeProgram

    def _prepare(
        self,
        client: ClientBase,
        wanted: type[ClientBase],
        ledger: str | PathLike[str] | None,
        policy: Policy | None,
    ) -> None:
        if not isinstance(client, wanted):
            # What is not there is None, as where any other argument is wrong.
            given = "None" if client is None else type(client).__name__
            raise TypeError(f"client must be a {wanted.__name__}, not {given}")
        self._native = _native.NativeProgram(client._native, ledger, policy)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a program is not pickled: open the ledger where it is used")

    def __repr__(self) -> str:
        if self._native.closed:
            return f"{type(self).__name__}(closed)"
        return f"{type(self).__name__}(ledger={str(self._native.ledger)!r})"


def begun(
    native: NativeProgram,
    since: datetime | int | None,
    until: datetime | int | None,
    progress: Callable[[SyncProgress], object] | None,
) -> Syncing:
    """A pull under way, which tells of its steps where somebody wants to hear of them."""
    if progress is not None and not callable(progress):
        raise TypeError(f"progress must be a function, not {type(progress).__name__}")
    return native.sync(since, until, progress is not None)


def told(progress: Callable[[SyncProgress], object], step: SyncProgress) -> None:
    """Tells of a step. Nobody awaits what comes back, so what would have to be awaited is refused, not dropped."""
    outcome = progress(step)
    if isinstance(outcome, Awaitable):
        if isinstance(outcome, Coroutine):
            # Else Python warns that it was never awaited.
            outcome.close()
        raise TypeError("progress must be a plain function, not one whose result is to be awaited")
