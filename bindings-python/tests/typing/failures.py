"""Errors: their classes, bases and attributes."""

from datetime import datetime

from typing_extensions import assert_type

from twitter_feedback import (
    AuthenticationError,
    CannotMessageError,
    Client,
    ConfigurationError,
    ConnectionFailedError,
    DecodeError,
    FeedbackError,
    InternalError,
    InvalidRequestError,
    LedgerError,
    NotFoundError,
    OutcomeUnknownError,
    PermissionDeniedError,
    Problem,
    Prompt,
    RateLimitedError,
    ServerError,
    ServiceMessage,
    TimedOutError,
    WebhookError,
)

ALL: list[type[FeedbackError]] = [
    AuthenticationError,
    CannotMessageError,
    ConfigurationError,
    ConnectionFailedError,
    DecodeError,
    InternalError,
    InvalidRequestError,
    LedgerError,
    NotFoundError,
    OutcomeUnknownError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TimedOutError,
    WebhookError,
]
VALUES: list[type[ValueError]] = [InvalidRequestError]
CONNECTIONS: list[type[ConnectionError]] = [ConnectionFailedError]
TIMEOUTS: list[type[TimeoutError]] = [TimedOutError]


def asked(client: Client, prompt: Prompt) -> str | None:
    try:
        return client.create(prompt).id
    except OutcomeUnknownError as error:
        assert_type(error.__cause__, BaseException | None)
        return None
    except FeedbackError as error:
        assert_type((error.kind, error.message), tuple[str, str])
        assert_type(error.status, int | None)
        assert_type(error.codes, list[int])
        assert_type(error.errors, tuple[ServiceMessage, ...])
        assert_type(error.problems, tuple[Problem, ...])
        assert_type(error.request_id, str | None)
        assert_type(error.retry_at, datetime | None)
        assert_type((error.retryable, error.maybe_sent), tuple[bool, bool])
        assert_type(error.json_path, str | None)
        assert_type(error.body, str | None)
        for message in error.errors:
            assert_type((message.code, message.message), tuple[int | None, str])
        for problem in error.problems:
            assert_type((problem.field, problem.rule, problem.given), tuple[str, str, str])
        raise
