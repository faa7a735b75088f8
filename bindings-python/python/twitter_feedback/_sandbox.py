"""The service, emulated on loopback."""

from __future__ import annotations

from . import _native
from ._async_client import AsyncClient
from ._client import Client
from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta
    from types import TracebackType
    from typing import Any

    from typing_extensions import Self, Unpack

    from ._native import Feedback, SandboxCredentials
    from ._options import ClientOptions
    from ._records import LoggedDelivery, LoggedRequest, Seeded


class Sandbox:
    """The Feedback API, emulated in this process on a free loopback port. Made by `Sandbox.start()`.

    It checks every signature, keeps the service's limits, sends empty pages on purpose and breaks connections when
    told to. Its clock can be turned. Use it in a `with` statement, or call `stop()`.

    Everybody can be asked, but for a few persons:

    RECIPIENT_UNKNOWN: does not exist.
    RECIPIENT_SUSPENDED: is suspended.
    RECIPIENT_NOT_MESSAGEABLE: takes no messages; `can_dm` is False.
    RECIPIENT_NOT_FOLLOWING: does not follow the sender; `can_dm` is False.
    RECIPIENT_UNDISCLOSED: `can_dm` is None, and `create` works.
    """

    RECIPIENT_UNKNOWN = _native.RECIPIENT_UNKNOWN
    RECIPIENT_SUSPENDED = _native.RECIPIENT_SUSPENDED
    RECIPIENT_NOT_MESSAGEABLE = _native.RECIPIENT_NOT_MESSAGEABLE
    RECIPIENT_NOT_FOLLOWING = _native.RECIPIENT_NOT_FOLLOWING
    RECIPIENT_UNDISCLOSED = _native.RECIPIENT_UNDISCLOSED

    _native: _native.NativeSandbox

    def __init__(self) -> None:
        raise TypeError("a sandbox is made by Sandbox.start()")

    @classmethod
    def start(
        cls,
        *,
        port: int = 0,
        seed: int = 1,
        limits: bool = True,
        allow_listed: bool = False,
        uneven_pages: bool = True,
        start_at: datetime | int | None = None,
        squeezed_times: bool = False,
        events_external_id: bool = True,
        repeat_updates: bool = False,
    ) -> Self:
        """Binds 127.0.0.1 and serves until it is stopped or the process ends.

        port: 0 takes a free one.
        seed: what ids, credentials and page layout are made from.
        limits: False lifts every quota, the one prompt for each person in 24 hours included.
        allow_listed: True lifts that last rule alone.
        uneven_pages: whether listings have empty and short pages in their middle.
        start_at: where its clock starts and stands still until it is turned. Default: it follows the machine's.
        squeezed_times: whether times lose their spaces, as in the published examples.
        events_external_id: whether the feedback inside an event carries `external_id`.
        repeat_updates: whether about one update in five is listed twice.

        Raises `ConfigurationError` if the port is taken.
        """
        sandbox = cls.__new__(cls)
        sandbox._native = _native.NativeSandbox.start(
            port, seed, limits, allow_listed, uneven_pages, start_at, squeezed_times, events_external_id, repeat_updates
        )
        return sandbox

    @property
    def url(self) -> str:
        """The API base, `http://127.0.0.1:PORT`."""
        return self._native.url

    @property
    def credentials(self) -> SandboxCredentials:
        """The keys of the sender; readable, because they open nothing else."""
        return self._native.credentials

    @property
    def user_id(self) -> str:
        """The sender's user id."""
        return self._native.user_id

    def sender(self, number: int) -> SandboxCredentials:
        """The keys of another sender of the same app, with feedbacks, events and quotas of its own. 0 is the first."""
        return self._native.sender(number)

    @property
    def now(self) -> datetime:
        """The sandbox's clock."""
        return self._native.now

    def client(self, **options: Unpack[ClientOptions]) -> Client:
        """A client with the sender's keys, this API base and the sandbox's own clock."""
        return Client(self.credentials, **self._options(options))

    def async_client(self, **options: Unpack[ClientOptions]) -> AsyncClient:
        """The same for asyncio."""
        return AsyncClient(self.credentials, **self._options(options))

    def _options(self, given: ClientOptions) -> ClientOptions:
        options: ClientOptions = {"api_base": self.url, "clock": "service"}
        options.update(given)
        return options

    def answer(self, feedback_id: str, score: int | None = None, text: str | None = None) -> Feedback:
        """Answers a card: a score (1 to 5 for CSAT, 0 to 10 for NPS), a text of 1 to 10,000 characters, or both.

        Each is immutable. Raises `NotFoundError` for an unknown id and `InvalidRequestError` for a value that breaks
        a rule or an answer that was given before; nothing has changed then.
        """
        return self._native.answer(feedback_id, score, text)

    def advance(self, duration: float | timedelta) -> datetime:
        """Turns the clock forward, by seconds or a timedelta, and returns the new time."""
        return self._native.advance(duration)

    def fault(
        self,
        operation: str,
        fault: str,
        *,
        times: int = 1,
        status: int | None = None,
        headers: Mapping[str, str | int | None] | None = None,
        body: Any = None,
    ) -> None:
        """Makes the next `times` requests of an operation fail.

        operation: `create`, `show`, `events`, `friendship` or `any`.
        fault: before the work `status:<n>`, `html`, `rate_limit`, `reset_before_work`, `hang`, `latency:<ms>`; after
        it `truncate`, `slow_body`, `reset_after_work`; or `respond`, which plays `status`, `headers` and `body` (text
        as it is, anything else as JSON).

        Raises `InvalidRequestError` for a name that is not known or a value out of range.
        """
        self._native.fault(operation, fault, times, status, headers, body)

    def seed(self, count: int, from_time: datetime | int, to_time: datetime | int) -> Seeded:
        """Makes up a past of the sender: `count` feedbacks of which about 40 % are answered, half of these with a text.

        Raises `InvalidRequestError` for a count that is not 1 to 1,000,000 and a period that is reversed or not over.
        """
        return self._native.seed(count, from_time, to_time)

    @property
    def requests(self) -> list[LoggedRequest]:
        """The newest 100,000 requests to the service in order of arrival, faulted ones included."""
        return self._native.requests

    def webhook(
        self,
        url: str,
        *,
        username: str | None = None,
        password: str | None = None,
        duplicates: int = 0,
        shuffle: bool = False,
    ) -> None:
        """Has every event of every sender that happens from now on posted to this URL, and no longer to the one before.

        url: an absolute http URL of this machine's loopback.
        username, password: of basic auth, both or neither.
        duplicates: how many further times each event is sent, at most 100; the service may repeat them (doc).
        shuffle: whether events are sent out of order; the service's arrive in any (doc).

        Whoever creates or answers waits for none of it; `deliveries` does. Nothing is sent twice because it failed.
        What `seed` makes up is not posted. Raises `InvalidRequestError` for whatever breaks a rule.
        """
        self._native.webhook(url, username, password, duplicates, shuffle)

    def deliveries(self) -> list[LoggedDelivery]:
        """The newest 10,000 deliveries in order of sending. Waits until every event that has happened by now was sent
        and answered, at most five seconds for each.

        Where the receiver runs in an event loop, so must not this: `await asyncio.to_thread(sandbox.deliveries)`.
        """
        return self._native.deliveries().wait()

    def recipient(self, user_id: str) -> SandboxCredentials:
        """The keys of the person with this user id, for `feedback/submit` and `feedback/dismiss`: only who was asked
        may call them. Keys of the same app, which may not create.

        Raises `InvalidRequestError` for what is no user id, and for a person who is suspended or does not exist.
        """
        return self._native.recipient(user_id)

    def dismiss(self, feedback_id: str) -> None:
        """Closes a card, as its customer does who does not want to answer. Nobody is told, and the card takes no answer
        from then on.

        Raises `NotFoundError` for an unknown id and `InvalidRequestError` for a card that was answered or dismissed
        before.
        """
        self._native.dismiss(feedback_id)

    def authorize(self, oauth_token: str) -> str:
        """Presses "Authorize app" on the page of a `SignIn`, as the sender: returns the PIN, or the URL that the
        browser is sent to.

        Raises `NotFoundError` if no page is waiting for this token: it is unknown, used, cancelled or too old.
        """
        return self._native.authorize(oauth_token)

    def deny(self, oauth_token: str) -> str | None:
        """Presses "Cancel" there, which uses the token up: returns the URL that the browser is sent to, where there is
        a callback. Errors as `authorize`.
        """
        return self._native.deny(oauth_token)

    def stop(self) -> None:
        """Stops serving; requests that hang are dropped. Stopping twice changes nothing."""
        self._native.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"Sandbox({self.url!r})"
