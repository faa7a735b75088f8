"""The blocking program."""

from __future__ import annotations

from ._client import Client
from ._lazy_typing import TYPE_CHECKING, overload
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


class Program(ProgramBase):
    """A client, a ledger and a policy: asks automatically, never twice within the cooldown, and loses no answer.

    client: a `Client`, which stays yours: closing the program does not close it.
    ledger: a path, or `sqlite:` and a path; made where there is none. Default: what `TWITTER_FEEDBACK_LEDGER` names.
    policy: whom to ask and when not to, a `Policy`. Default: what the service's owner recommends.

    Safe to share between threads; many programs, in many processes, may share one ledger. Use it in a `with` statement,
    or call `close()`. After a fork it raises `LedgerError` in the child, and so does opening one there while the parent
    had one open: open it after the fork, or start processes anew (spawn). It cannot be pickled.

    Do not open the ledger's file with Python's own `sqlite3`, nor with anything else of this process, while a program
    has it open: the second copy of SQLite drops the locks of the first, and a person may be asked twice.

    Raises `ConfigurationError` for a ledger's name that is wrong; `LedgerError` for one that cannot be opened: a newer
    version's, a damaged file, a file of another kind, a network file system, a folder that cannot be written.
    """

    def __init__(self, client: Client, ledger: str | PathLike[str] | None = None, policy: Policy | None = None) -> None:
        self._prepare(client, Client, ledger, policy)
        self._client = client
        self._native.open().wait()

    @classmethod
    def open(cls, client: Client, ledger: str | PathLike[str] | None = None, policy: Policy | None = None) -> Self:
        """The same as `Program(client, ledger, policy)`. Nothing is sent."""
        return cls(client, ledger, policy)

    @property
    def client(self) -> Client:
        """The client that it asks through."""
        return self._client

    @overload
    def send(self, prompt: Prompt, context: PromptContext | None = None) -> SendOutcome: ...
    @overload
    def send(
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
    def send(self, prompt: Prompt | None = None, context: PromptContext | None = None, **fields: Any) -> SendOutcome:
        """Asks a person, if the policy and the ledger let it. Takes a `Prompt`, or the fields of one by name.

        At most one request that the service may have accepted goes out for the same two people within the policy's
        interval, from all processes that share the ledger. A skip is a normal result. Where nobody can tell what became
        of a request the outcome is `unknown`: it counts as sent, nothing is sent again, and `sync` and `reconcile` find
        out. `context` stays in the ledger and never reaches the service.

        A new ledger is back-filled first with the events of the last 8 days (or of the policy's interval and a day,
        where that is longer); that is waited for 30 s at most.

        Ctrl-C, before the ledger has recorded that the request is about to be written, means that nothing is sent. From
        then on it stops nothing, as long as the process lives: the request runs to its end and its outcome is recorded.

        Limits of the service: 1,000 creates in 24 hours and one for each recipient (doc); asking whether a person can
        be written to, 180 in 15 minutes (seen).

        After a `FeedbackError` nobody was asked, but for `OutcomeUnknownError`, which stands for a process that ended
        in the middle. `InvalidRequestError` for a prompt or context that breaks a rule; `LedgerError` where the ledger
        cannot be read or written, where a clock is wrong, where back-filling is not done; `RateLimitedError`, after
        which the person may be asked again at `retry_at`; `AuthenticationError`, `PermissionDeniedError`,
        `CannotMessageError` and the like for what the service refuses; `ConnectionFailedError` and `TimedOutError`
        where no byte was written.
        """
        return self._native.send(as_prompt(prompt, fields, "send"), context).wait()

    def sync(
        self,
        since: datetime | int | None = None,
        until: datetime | int | None = None,
        progress: Callable[[SyncProgress], object] | None = None,
    ) -> SyncReport:
        """Pulls events into the ledger, from the last checkpoint to the latest that the service shows.

        since: from this time instead, a datetime with a zone or epoch milliseconds. A first pull begins 8 days back.
        until: up to this time at most. Events are shown once they are 24 hours old (doc).
        progress: a plain function, called with a `SyncProgress` after each commit, in the calling thread. What it
            raises stops the pull and is raised; what was stored stays. An `async def` is a `TypeError`.

        A pull that was interrupted, by Ctrl-C, an error or a kill, goes on where it stopped with the next call. Two
        calls on one program follow each other. An event that cannot be read is kept raw and does not stop the others.

        Limit of the service (doc): 1,000 pages of 100 events in 15 minutes. Raises `RateLimitedError` when the client
        has waited as long as it may, `LedgerError`, and what `Client.events` fails with; all that `progress` was told
        of is stored then.
        """
        syncing = begun(self._native, since, until, progress)
        try:
            while True:
                step = syncing.next_step().wait()
                if isinstance(step, SyncReport):
                    return step
                if progress is not None:
                    told(progress, step)
        finally:
            syncing.cancel()

    def reconcile(self) -> ReconcileReport:
        """Finds out what became of attempts whose outcome is unknown.

        For each that is older than 24 hours and a quarter, the events around the moment of its request are read
        completely. One that is found becomes `sent`; one that is not found in two calls at least an hour apart becomes
        `absent`, and its cooldown holds all the same. Call it every few hours, after `sync`. Errors as `sync`.
        """
        return self._native.reconcile().wait()

    def prompt_status(self, external_id: str) -> PromptStatus | None:
        """For the agent's screen: was the customer asked about this, did they answer? `None` for a reference that the
        ledger does not know. The answer itself is not for agents, and a `PromptStatus` cannot hold it.

        Raises `LedgerError`.
        """
        return self._native.prompt_status(external_id).wait()

    def coverage(self) -> Coverage:
        """Which time the ledger has seen completely, and its gaps.

        Raises `LedgerError`; what `Client.verify_credentials` raises where the ledger does not know this account yet.
        """
        return self._native.coverage().wait()

    def attempts(
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
        """The history of asking, newest first; whatever is given must hold.

        to_user_id: of this person.
        external_id: with this reference.
        state: in this state.
        from_time: made at this time or later, a datetime with a zone or epoch milliseconds.
        to_time: made at this time or earlier.
        before: made before the attempt of this id: for the next page, the last id of the one before.
        limit: at most so many, 1 to 10,000.

        Raises `InvalidRequestError` for a filter that contradicts itself, and `LedgerError`.
        """
        return self._native.attempts(to_user_id, external_id, state, from_time, to_time, before, limit).wait()

    def folded(self, feedback_id: str) -> Folded | None:
        """The state of one feedback; `None` where the ledger has not seen it. For supervisors, not for the agents whom
        it rates. Raises `LedgerError`.
        """
        return self._native.folded(feedback_id).wait()

    def fold(self) -> Fold:
        """The state of every feedback, in memory: about a kilobyte each. For supervisors, not for the agents whom it
        rates. Raises `LedgerError`.
        """
        return self._native.fold().wait()

    def close(self) -> None:
        """Closes the ledger. Calls that are under way end as they would; new ones raise `ConfigurationError`."""
        closing = self._native.close()
        if closing is not None:
            closing.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
