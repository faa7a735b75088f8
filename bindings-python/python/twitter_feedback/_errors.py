"""One base, and a class for each kind. Made here, because classes with two bases cannot be made natively."""

from __future__ import annotations

import sys

from ._lazy_typing import TYPE_CHECKING
from ._records import Problem, ServiceMessage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Any


class FeedbackError(Exception):
    """What every operation of this library can fail with.

    Decide by class or `kind`, look closer through the attributes. Nothing in it is made from a secret. All of it
    survives pickling, the cause included.

    kind: what went wrong, in one word; the same in every language.
    message: the sentence alone; `str(error)` adds kind, status, codes and request id.
    status: the answer's HTTP status, where there was an answer.
    errors: every error of the service's body, in its order.
    request_id: the service's id of the request (`x-transaction-id`), for its support.
    retry_at: when asking again can succeed, where that is known.
    retryable: whether the same call can succeed later without a change. Never true for `OutcomeUnknownError`.
    problems: the fields that were refused, all of them.
    json_path: where in the answer's JSON reading failed: `events[3].feedback.id`.
    body: the first KiB of the answer's body, credentials blotted out.
    """

    kind: str = "internal"
    message: str
    status: int | None
    errors: tuple[ServiceMessage, ...]
    request_id: str | None
    retry_at: datetime | None
    retryable: bool
    problems: tuple[Problem, ...]
    json_path: str | None
    body: str | None

    def __init__(
        self,
        message: str = "",
        *,
        text: str | None = None,
        status: int | None = None,
        errors: Iterable[ServiceMessage] = (),
        request_id: str | None = None,
        retry_at: datetime | None = None,
        retryable: bool = False,
        problems: Iterable[Problem] = (),
        json_path: str | None = None,
        body: str | None = None,
    ) -> None:
        """Takes the attributes by name; `text` is what `str(error)` shows, by default the message."""
        super().__init__(message if text is None else text)
        self.message = message
        self.status = status
        self.errors = tuple(errors)
        self.request_id = request_id
        self.retry_at = retry_at
        self.retryable = retryable
        self.problems = tuple(problems)
        self.json_path = json_path
        self.body = body

    def __str__(self) -> str:
        # Not OSError's way, which two of the classes would inherit.
        return str(self.args[0]) if self.args else ""

    @property
    def codes(self) -> list[int]:
        """The service's own error codes, in its order."""
        return [error.code for error in self.errors if error.code is not None]

    @property
    def maybe_sent(self) -> bool:
        """Whether a person may have been asked. True exactly for `OutcomeUnknownError`."""
        return self.kind == "outcome_unknown"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__, self.__cause__)


def _rebuild(
    cls: type[FeedbackError], args: tuple[str], attributes: dict[str, Any], cause: BaseException | None
) -> FeedbackError:
    error = cls(*args)
    error.__dict__.update(attributes)
    return _caused(error, cause)


def _caused(error: FeedbackError, cause: BaseException | None) -> FeedbackError:
    # Even None would hide what was being handled when the error arose.
    if cause is not None:
        error.__cause__ = cause
    return error


class InvalidRequestError(FeedbackError, ValueError):
    """Refused here before sending, or by the service; `problems` lists the fields."""

    kind = "invalid_request"


class AuthenticationError(FeedbackError):
    """Signature, token or clock."""

    kind = "authentication"


class PermissionDeniedError(FeedbackError):
    """The app or the account may not do this."""

    kind = "permission"


class NotFoundError(FeedbackError):
    """No such feedback, user or page."""

    kind = "not_found"


class CannotMessageError(FeedbackError):
    """This person cannot be written to."""

    kind = "cannot_message"


class RateLimitedError(FeedbackError):
    """Too many requests; see `retry_at`."""

    kind = "rate_limited"


class OutcomeUnknownError(FeedbackError):
    """A create may have happened. It is never sent again; `__cause__` has the underlying error."""

    kind = "outcome_unknown"


class ServerError(FeedbackError):
    """The service failed, or answered what it never should."""

    kind = "server"


class ConnectionFailedError(FeedbackError, ConnectionError):
    """Nothing was sent, or a read failed."""

    kind = "connection"


class TimedOutError(FeedbackError, TimeoutError):
    """No answer in time."""

    kind = "timeout"


class DecodeError(FeedbackError):
    """The answer could not be read; see `json_path` and `body`."""

    kind = "decode"


class WebhookError(FeedbackError):
    """A webhook delivery that is unauthenticated or not an event."""

    kind = "webhook"


class LedgerError(FeedbackError):
    """The ledger could not be read or written."""

    kind = "ledger"


class ConfigurationError(FeedbackError):
    """A setting is missing or wrong."""

    kind = "configuration"


class InternalError(FeedbackError):
    """A defect in this library. Please report it."""

    kind = "internal"


_CLASSES = {cls.kind: cls for cls in FeedbackError.__subclasses__()}


def from_native(
    kind: str,
    message: str,
    errors: list[tuple[int | None, str]],
    problems: list[tuple[str, str, str]],
    cause: BaseException | None,
    attributes: dict[str, Any],
) -> FeedbackError:
    """What the native module raises."""
    error = _CLASSES.get(kind, FeedbackError)(
        message,
        errors=[ServiceMessage(*parts) for parts in errors],
        problems=[Problem(*parts) for parts in problems],
        **attributes,
    )
    # As `raise` would, which native code cannot.
    error.__context__ = sys.exc_info()[1]
    return _caused(error, cause)
