"""The client for asyncio."""

from __future__ import annotations

from ._client_base import ClientBase
from ._events import AsyncEvents
from ._lazy_typing import TYPE_CHECKING, overload
from ._pending import settled
from ._prompt import as_prompt

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType
    from typing import Any, Literal

    from typing_extensions import Self

    from ._native import Feedback, Prompt
    from ._records import Account, Check, Friendship


class AsyncClient(ClientBase):
    """The Feedback API for one account, for asyncio. Options, limits and errors are those of `Client`.

    Every call is a coroutine. Cancelling one that reads drops the request. Cancelling `create`, as `asyncio.wait_for`
    does, lets go of a request that has begun, which goes on as long as the process lives, and starts no new one: the
    person has to be taken as asked. The client's own `timeout` is the better bound: it tells whether that may be.
    Not bound to an event loop: one client works in several `asyncio.run` one after another.
    """

    @overload
    async def create(self, prompt: Prompt) -> Feedback: ...
    @overload
    async def create(
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
    ) -> Feedback: ...
    async def create(self, prompt: Prompt | None = None, **fields: Any) -> Feedback:
        """Sends the Direct Message and, below it, the card; see `Client.create`."""
        return await settled(self._native.create(as_prompt(prompt, fields, "create")))

    async def show(self, feedback_id: str) -> Feedback:
        """Reads one feedback as it is now; see `Client.show`."""
        return await settled(self._native.show(feedback_id))

    def events(
        self,
        from_time: datetime | int | None = None,
        to_time: datetime | int | None = None,
        count: int = 100,
        cursor: str | None = None,
    ) -> AsyncEvents:
        """Lists what happened: an async iterable of events, not a coroutine; `.pages()` iterates pages.

        Arguments, limits and errors are those of `Client.events`.
        """
        return AsyncEvents(lambda: self._native.events(from_time, to_time, count, cursor))

    async def can_dm(self, user_id: str) -> bool | None:
        """Whether this user can be sent a Direct Message; see `Client.can_dm`."""
        return (await self.friendship(user_id)).can_dm

    async def friendship(self, user_id: str) -> Friendship:
        """What stands between the account that asks and this user; see `Client.friendship`."""
        return await settled(self._native.friendship(user_id))

    async def verify_credentials(self) -> Account:
        """Who am I? See `Client.verify_credentials`."""
        return await settled(self._native.verify_credentials())

    async def service_time(self) -> datetime:
        """The service's own time, to the second; see `Client.service_time`."""
        return await settled(self._native.service_time())

    async def doctor(self) -> list[Check]:
        """Looks at everything that has to be right before anybody can be asked; see `Client.doctor`."""
        return await settled(self._native.doctor())

    async def close(self) -> None:
        """Closes its connections; see `Client.close`."""
        self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
