"""The blocking client."""

from __future__ import annotations

from ._client_base import ClientBase
from ._events import Events
from ._lazy_typing import TYPE_CHECKING, overload
from ._prompt import as_prompt

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType
    from typing import Any, Literal

    from typing_extensions import Self

    from ._native import Feedback, Prompt
    from ._records import Account, Check, Friendship


class Client(ClientBase):
    """The Feedback API for one account, blocking. Safe to share between threads; nothing is remembered but limits.

    Works anywhere: in threads, inside a running event loop (a notebook), after a fork. While a call waits, other
    Python threads run. Options, all by name:

    api_base: where the service is. Default `https://api.twitter.com`; http only for loopback addresses.
    test: adds `test=true` to every request. It filters nothing, and people are asked all the same!
    clock: whose time to go by, `"system"` (default) or `"service"` (loopback API bases only).
    timeout: for one try, from the connection to the last byte. Default 30 s.
    connect_timeout: for making a connection, TLS included. Default 10 s.
    read_timeout: between two pieces of an answer. Default 15 s.
    operation_timeout: for one call that reads, with all its tries and waits. Default 120 s.
    max_rate_wait: how long one call that reads may wait for a limit to reset. Default 60 s; 0 never waits.
    max_tries: tries of one call that reads, the first included. Default 4.
    proxy: an http or https proxy's URL. Default: what `HTTPS_PROXY` and its like say.
    root_certificate: one or more further root certificates, PEM.
    user_agent: your app's name and version (`MyHelpdesk/2.1`), put behind this library's.

    Durations are seconds or a timedelta. A wrong option raises `ConfigurationError` and names the rule.
    """

    @overload
    def create(self, prompt: Prompt) -> Feedback: ...
    @overload
    def create(
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
    def create(self, prompt: Prompt | None = None, **fields: Any) -> Feedback:
        """Sends the Direct Message and, below it, the card. Takes a `Prompt`, or the fields of one by name.

        Once anything may have been written to the network, nothing sends the request again: a person must not be
        asked twice. Ctrl-C does not stop a request that has begun, as long as the process lives; it starts no new one
        either. Whoever interrupts a create, or ends the process under it, has to take the person as asked.

        Limits of the service (doc): 1,000 in 24 hours for each account, and one for each recipient.

        Raises `OutcomeUnknownError` when the person may have been asked. After any other error nobody was.
        """
        return self._native.create(as_prompt(prompt, fields, "create")).wait()

    def show(self, feedback_id: str) -> Feedback:
        """Reads one feedback as it is now. Limit of the service (doc): 180 in 15 minutes.

        Raises `NotFoundError` for an id that is not the account's.
        """
        return self._native.show(feedback_id).wait()

    def events(
        self,
        from_time: datetime | int | None = None,
        to_time: datetime | int | None = None,
        count: int = 100,
        cursor: str | None = None,
    ) -> Events:
        """Lists what happened from `from_time` to `to_time`, both included: an iterable of events; `.pages()`
        iterates pages. Nothing is sent before the first is asked for.

        Times are datetimes with a zone or epoch milliseconds. The service shows nothing younger than 24 hours (doc):
        that is also the default of `to_time`, and a week before it that of `from_time`. `count` is events on a page,
        1 to 100. `cursor` goes on where an earlier listing stopped, and brings its period with it.

        Limit of the service (doc): 1,000 pages in 15 minutes.
        """
        return Events(lambda: self._native.events(from_time, to_time, count, cursor))

    def can_dm(self, user_id: str) -> bool | None:
        """Whether this user can be sent a Direct Message: yes, no, or `None`, the service does not say.

        Limit of the service (seen): 180 in 15 minutes. Raises `NotFoundError` for a user that does not exist.
        """
        return self.friendship(user_id).can_dm

    def friendship(self, user_id: str) -> Friendship:
        """What stands between the account that asks and this user. Limits and errors as `can_dm`."""
        return self._native.friendship(user_id).wait()

    def verify_credentials(self) -> Account:
        """Who am I? Also the cheapest check of the credentials. Limit of the service (seen): 75 in 15 minutes.

        Raises `AuthenticationError` when the credentials are not accepted.
        """
        return self._native.verify_credentials().wait()

    def service_time(self) -> datetime:
        """The service's own time, to the second, from the `Date` of a small unsigned request."""
        return self._native.service_time().wait()

    def doctor(self) -> list[Check]:
        """Looks at everything that has to be right before anybody can be asked: host, clock, credentials, permission,
        limits and, as far as it shows, allow-listing. Nobody is asked, nothing is changed; four requests that read are
        spent.

        What fails is a `Check` that says so and what to do, not an error; checks that depend on it are `unknown` then.
        """
        return self._native.doctor().wait()

    def close(self) -> None:
        """Closes its connections. Calls that are under way end as they would; new ones raise `ConfigurationError`."""
        self._native.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
