"""The program for asyncio."""

from __future__ import annotations

from ._async_client import AsyncClient
from ._lazy_typing import TYPE_CHECKING, overload
from ._pending import settled
from ._program_base import ProgramBase, begun, told
from ._program_records import SyncReport
from ._prompt import as_prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from os import PathLike
    from types import TracebackType
    from typing import Any, Literal

    from typing_extensions import Self

    from ._native import Fold, Folded, Policy, Prompt, PromptContext
    from ._program_records import Attempt, Coverage, PromptStatus, ReconcileReport, SendOutcome, SyncProgress
    from ._words import AttemptState


class AsyncProgram(ProgramBase):
    """A client, a ledger and a policy, for asyncio. Arguments, limits and errors are those of `Program`; `client` is an
    `AsyncClient`.

    Every call is a coroutine. The ledger is opened by `async with`, by `await AsyncProgram.open(…)` or, at the latest,
    by the first call. Cancelling `sync` or any call that reads drops it; what was stored stays. Cancelling `send`, as
    `asyncio.wait_for` does, means that nothing is sent, unless the ledger has recorded already that the request is
    about to be written: then it goes on as long as the process lives, and its outcome is recorded. Not bound to an
    event loop: one program works in several `asyncio.run` one after another.
    """

    def __init__(
        self, client: AsyncClient, ledger: str | PathLike[str] | None = None, policy: Policy | None = None
    ) -> None:
        self._prepare(client, AsyncClient, ledger, policy)
        self._client = client

    @classmethod
    async def open(
        cls, client: AsyncClient, ledger: str | PathLike[str] | None = None, policy: Policy | None = None
    ) -> Self:
        """A program whose ledger is open; see `Program.open`."""
        return await cls(client, ledger, policy).__aenter__()

    @property
    def client(self) -> AsyncClient:
        """The client that it asks through."""
        return self._client

    @overload
    async def send(self, prompt: Prompt, context: PromptContext | None = None) -> SendOutcome: ...
    @overload
    async def send(
        self,
        *,
        type: Literal["csat", "nps"],
        to_user_id: str,
        message: str,
        privacy_url: str,
        external_id: str | None = None,
        question_variant_id: int | None = None,
        display_name: str | None = None,
        test: bool = False,
        context: PromptContext | None = None,
    ) -> SendOutcome: ...
    async def send(
        self, prompt: Prompt | None = None, context: PromptContext | None = None, **fields: Any
    ) -> SendOutcome:
        """Asks a person, if the policy and the ledger let it; see `Program.send`."""
        return await settled(self._native.send(as_prompt(prompt, fields, "send"), context))

    async def sync(
        self,
        since: datetime | int | None = None,
        until: datetime | int | None = None,
        progress: Callable[[SyncProgress], object] | None = None,
    ) -> SyncReport:
        """Pulls events into the ledger; see `Program.sync`. `progress` is a plain function, called in the loop."""
        syncing = begun(self._native, since, until, progress)
        try:
            while True:
                step = await settled(syncing.next_step())
                if isinstance(step, SyncReport):
                    return step
                if progress is not None:
                    told(progress, step)
        finally:
            syncing.cancel()

    async def reconcile(self) -> ReconcileReport:
        """Finds out what became of attempts whose outcome is unknown; see `Program.reconcile`."""
        return await settled(self._native.reconcile())

    async def prompt_status(self, external_id: str) -> PromptStatus | None:
        """For the agent's screen: was the customer asked, did they answer? See `Program.prompt_status`."""
        return await settled(self._native.prompt_status(external_id))

    async def coverage(self) -> Coverage:
        """Which time the ledger has seen completely, and its gaps; see `Program.coverage`."""
        return await settled(self._native.coverage())

    async def attempts(
        self,
        *,
        to_user_id: str | None = None,
        external_id: str | None = None,
        state: AttemptState | None = None,
        from_time: datetime | int | None = None,
        to_time: datetime | int | None = None,
        before: str | None = None,
        limit: int = 1000,
    ) -> list[Attempt]:
        """The history of asking, newest first; see `Program.attempts`."""
        return await settled(self._native.attempts(to_user_id, external_id, state, from_time, to_time, before, limit))

    async def folded(self, feedback_id: str) -> Folded | None:
        """The state of one feedback; see `Program.folded`."""
        return await settled(self._native.folded(feedback_id))

    async def fold(self) -> Fold:
        """The state of every feedback, in memory; see `Program.fold`."""
        return await settled(self._native.fold())

    async def close(self) -> None:
        """Closes the ledger; see `Program.close`."""
        closing = self._native.close()
        if closing is not None:
            await settled(closing)

    async def __aenter__(self) -> Self:
        await settled(self._native.open())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
