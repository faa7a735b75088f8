"""The classes of errors, and what an error tells."""

import pickle

import pytest
from samples import ANSWERED
from support import PROMPT, past

import twitter_feedback
from twitter_feedback import (
    AuthenticationError,
    CannotMessageError,
    ConfigurationError,
    ConnectionFailedError,
    DecodeError,
    Feedback,
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

# Each class, its kind, and what else it is for code that knows no library.
CLASSES = [
    (InvalidRequestError, "invalid_request", ValueError),
    (AuthenticationError, "authentication", Exception),
    (PermissionDeniedError, "permission", Exception),
    (NotFoundError, "not_found", Exception),
    (CannotMessageError, "cannot_message", Exception),
    (RateLimitedError, "rate_limited", Exception),
    (OutcomeUnknownError, "outcome_unknown", Exception),
    (ServerError, "server", Exception),
    (ConnectionFailedError, "connection", ConnectionError),
    (TimedOutError, "timeout", TimeoutError),
    (DecodeError, "decode", Exception),
    (WebhookError, "webhook", Exception),
    (LedgerError, "ledger", Exception),
    (ConfigurationError, "configuration", Exception),
    (InternalError, "internal", Exception),
]
BUILT_IN = (ValueError, OSError, RuntimeError, LookupError, TypeError)


@pytest.mark.parametrize(("error_class", "kind", "base"), CLASSES, ids=[cls.__name__ for cls, _, _ in CLASSES])
def test_a_class_has_its_kind_and_its_bases(error_class, kind, base):
    assert error_class.kind == kind
    assert issubclass(error_class, FeedbackError) and issubclass(error_class, base)
    assert [other for other in BUILT_IN if issubclass(error_class, other)] == [
        other for other in BUILT_IN if issubclass(base, other)
    ]
    assert error_class.__module__ == "twitter_feedback"


def test_these_are_all_the_classes():
    exported = {getattr(twitter_feedback, name) for name in twitter_feedback.__all__}
    errors = {cls for cls in exported if isinstance(cls, type) and issubclass(cls, BaseException)}
    assert errors == {FeedbackError, *(cls for cls, _, _ in CLASSES)}


@pytest.mark.parametrize("error_class", [cls for cls, _, _ in CLASSES], ids=lambda cls: cls.__name__)
def test_an_error_survives_pickling_with_all_that_it_tells(error_class):
    error = error_class(
        "the sentence",
        text="kind: the sentence (HTTP 403)",
        status=403,
        errors=[ServiceMessage(32, "no"), ServiceMessage(None, "still no")],
        request_id="00aa",
        problems=[Problem("message", "must not be empty", "")],
        json_path="events[3].feedback.id",
        body="{}",
        retryable=True,
    )
    error.__cause__ = ServerError("underneath", status=500)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is error_class
    assert vars(copy) == vars(error)
    assert (str(copy), copy.args, copy.codes) == ("kind: the sentence (HTTP 403)", error.args, [32])
    assert copy.maybe_sent == (error_class is OutcomeUnknownError)
    assert type(copy.__cause__) is ServerError and vars(copy.__cause__) == vars(error.__cause__)


def raised_by(call, *args, **fields):
    with pytest.raises(FeedbackError) as raised:
        call(*args, **fields)
    return raised.value


def test_a_refusal_of_the_service_tells_what_it_said(driver, sandbox):
    said = [{"code": 214, "message": "privacy_url is invalid"}, {"message": "and more"}]
    sandbox.fault("create", "respond", status=403, headers={"x-transaction-id": "00aa11"}, body={"errors": said})
    error = raised_by(driver.create, **PROMPT)
    assert type(error) is InvalidRequestError
    assert (error.status, error.codes, error.request_id) == (403, [214], "00aa11")
    assert error.errors == (ServiceMessage(214, "privacy_url is invalid"), ServiceMessage(None, "and more"))
    assert error.message == "privacy_url is invalid; and more"
    assert all(part in str(error) for part in (error.message, "invalid_request", "403", "214", "00aa11"))
    assert error.problems == () and not error.maybe_sent and error.__cause__ is None


def test_an_unknown_outcome_has_the_cause_and_both_survive_pickling(driver, sandbox):
    sandbox.fault("create", "status:503")
    error = raised_by(driver.create, **PROMPT)
    for seen in (error, pickle.loads(pickle.dumps(error))):
        assert type(seen) is OutcomeUnknownError
        assert seen.maybe_sent and not seen.retryable and seen.status == 503
        assert type(seen.__cause__) is ServerError
        assert seen.__cause__.status == 503


def test_a_refusal_before_sending_has_problems_and_survives_pickling():
    error = raised_by(Prompt, **{**PROMPT, "type": "x", "message": ""})
    for seen in (error, pickle.loads(pickle.dumps(error))):
        assert seen.problems == (
            Problem("type", "must be `csat` or `nps`, lower case", "x"),
            Problem("message", "must not be empty", ""),
        )
        assert (seen.status, seen.errors, seen.codes, seen.retry_at, seen.retryable) == (None, (), [], None, False)


def test_a_limit_says_when_to_come_back(driver, sandbox):
    sandbox.fault("show", "rate_limit")
    error = raised_by(driver.show, "1")
    assert type(error) is RateLimitedError and error.retryable
    assert error.retry_at.utcoffset() is not None and error.retry_at > sandbox.now
    assert pickle.loads(pickle.dumps(error)).retry_at == error.retry_at


def test_no_answer_in_time_is_a_timeout_of_python_too(driver_class, sandbox):
    sandbox.fault("show", "hang")
    driver = driver_class.of(sandbox, timeout=0.2, max_tries=1)
    with pytest.raises(TimeoutError) as raised:
        driver.show("1")
    assert type(raised.value) is TimedOutError
    assert raised.value.status is None and raised.value.retryable


def test_a_broken_connection_is_a_connection_error_of_python_too(driver, sandbox):
    sandbox.fault("show", "reset_before_work")
    with pytest.raises(ConnectionError) as raised:
        driver.show("1")
    assert type(raised.value) is ConnectionFailedError
    assert raised.value.status is None and raised.value.retryable
    assert str(raised.value) == f"{raised.value.message} [connection]", "not as OSError shows itself"


def test_an_answer_that_cannot_be_read_says_where_and_shows_its_beginning(driver, sandbox):
    sandbox.fault("show", "respond", body={"id": "1", "created_at": "yesterday", "rest": "x" * 5000})
    error = raised_by(driver.show, "1")
    assert type(error) is DecodeError
    assert (error.json_path, error.status) == ("created_at", 200)
    assert error.body.startswith('{"id": "1"') and len(error.body) <= 1024


def test_a_page_that_is_none_says_where_reading_stopped(driver, sandbox):
    sandbox.fault("events", "respond", body={"next": 1})
    error = raised_by(driver.next_page, driver.events(**past(sandbox)).pages())
    assert (type(error), error.json_path) == (DecodeError, "events")


def test_a_text_that_is_no_feedback_has_its_path_and_its_beginning():
    error = raised_by(Feedback.from_json, ANSWERED.replace('"value":7', '"value":"x"'))
    assert error.json_path == "response.score.value"
    assert ANSWERED.startswith(error.body[:100]) and error.status is None


def test_what_a_user_raises_reads_as_it_was_said():
    assert str(FeedbackError("as it was said")) == "as it was said"
    assert str(ConnectionFailedError("gone")) == "gone"
    assert str(FeedbackError()) == ""


def test_what_was_being_handled_stays_the_context():
    with pytest.raises(InvalidRequestError) as raised:
        try:
            raise KeyError("before")
        except KeyError:
            Prompt.nps("", "", "")
    assert isinstance(raised.value.__context__, KeyError) and not raised.value.__suppress_context__
