"""The shared cases that are played through the sandbox: what an answer means, and how a listing is read."""

from datetime import timedelta

import pytest
from support import past, table, vectors

import twitter_feedback
from twitter_feedback import FeedbackError, OutcomeUnknownError

CLASSES = {
    cls.kind: cls
    for cls in vars(twitter_feedback).values()
    if isinstance(cls, type) and issubclass(cls, FeedbackError) and cls is not FeedbackError
}


@vectors("errors.json")
def test_an_answer_means_what_the_vectors_say(case, driver, sandbox):
    now = sandbox.now
    answer = dict(case["respond"])
    answer["headers"] = {name: dated(value, now) for name, value in answer.get("headers", {}).items()}
    sandbox.fault(case["operation"], "respond", **answer)

    with pytest.raises(FeedbackError) as raised:
        driver.call(case["operation"], sandbox)
    error, expected = raised.value, case["expected"]
    assert type(error) is CLASSES[expected["kind"]]
    seen = {name: getattr(error, name) for name in ("kind", "status", "codes", "retryable", "maybe_sent")}
    assert seen == {name: expected[name] for name in seen}
    assert error.message == expected.get("message", error.message)
    assert error.request_id == expected.get("request_id", error.request_id)
    assert getattr(error.__cause__, "kind", None) == expected.get("cause")
    if "retry_after_seconds" in expected:
        after = error.retry_at - now
        # `Date` and the reset are told in whole seconds, and the sandbox's clock runs on.
        assert abs(after - timedelta(seconds=expected["retry_after_seconds"])) < timedelta(seconds=3)
    else:
        assert error.retry_at is None


def dated(value, now):
    """`+600` stands for 600 seconds from now."""
    return str(int(now.timestamp()) + int(value)) if value[0] in "+-" else value


CODES = table("error-codes.csv")


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['code']} {row['meaning']}") for row in CODES])
@pytest.mark.parametrize("operation", ["show", "events", "friendship", "create"])
def test_a_code_means_what_the_table_says(row, operation, driver, sandbox):
    code, status = int(row["code"]), int(row["usual_status"])
    body = {"errors": [{"code": code, "message": row["meaning"]}]}
    # Twice, for the code that is answered by asking once more at the service's own time.
    sandbox.fault(operation, "respond", times=2, status=status, body=body)

    with pytest.raises(FeedbackError) as raised:
        driver.call(operation, sandbox)
    error = raised.value
    if operation == "create" and row["kind"] == "server":
        assert type(error) is OutcomeUnknownError
        assert not error.retryable
        error = error.__cause__
    assert type(error) is CLASSES[row["kind"]]
    assert error.kind == row["kind"]
    assert (error.status, error.codes) == (status, [code])
    assert [(said.code, said.message) for said in error.errors] == [(code, row["meaning"])]
    if operation != "create":
        assert error.retryable == (row["retry"] in ("at reset", "GET only"))
    assert len(sandbox.requests) == (2 if row["retry"].startswith("once") else 1)


def order_pages(case, sandbox):
    for body in [*case["pages"], *case.get("raw_pages", [])]:
        sandbox.fault("events", "respond", body=body)


def assert_ended(error, expected):
    assert getattr(error, "kind", None) == expected.get("error", {}).get("kind")
    assert expected.get("error", {}).get("message", "") in str(error)


@vectors("paging.json")
def test_a_listing_is_read_page_by_page_as_the_vectors_say(case, driver, sandbox):
    order_pages(case, sandbox)
    listing = driver.events(**past(sandbox)).pages()
    ids, unreadable, error = [], 0, None
    try:
        while (page := driver.next_page(listing)) is not None:
            ids += [event.feedback.id for event in page.events]
            unreadable += len(page.unreadable)
    except FeedbackError as raised:
        error = raised
    expected = case["expected"]
    assert (ids, unreadable) == (expected["ids"], expected["unreadable"])
    assert len(sandbox.requests) == expected["requests"]
    assert_ended(error, expected)


@vectors("paging.json")
def test_a_listing_is_read_event_by_event_as_the_vectors_say(case, driver, sandbox):
    order_pages(case, sandbox)
    ids, error = [], None
    try:
        driver.each(driver.events(**past(sandbox)), lambda event: ids.append(event.feedback.id))
    except FeedbackError as raised:
        error = raised
    assert ids == case["expected"]["ids"]
    assert len(sandbox.requests) == case["expected"]["requests"]
    assert_ended(error, case["expected"])
