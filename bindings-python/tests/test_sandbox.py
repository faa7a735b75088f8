"""The sandbox as a value: its controls, its life and its end."""

import json
import socket
from datetime import timedelta

import pytest
from support import DAY, PERSON, PROMPT, past

from twitter_feedback import (
    AsyncClient,
    Client,
    ConfigurationError,
    ConnectionFailedError,
    InvalidRequestError,
    NotFoundError,
    RateLimitedError,
    Sandbox,
    Seeded,
)


def test_a_sandbox_has_an_address_on_loopback_and_a_sender(sandbox):
    assert sandbox.url.startswith("http://127.0.0.1:") and not sandbox.url.endswith("/")
    assert sandbox.user_id == sandbox.credentials.user_id and sandbox.user_id.isdecimal()
    assert sandbox.url in repr(sandbox)


def test_a_sandbox_is_made_by_start_alone():
    with pytest.raises(TypeError, match="Sandbox.start"):
        Sandbox()


def test_its_clients_are_set_up_for_it(sandbox):
    assert type(sandbox.client()) is Client and type(sandbox.async_client()) is AsyncClient
    sandbox.advance(30 * DAY)
    with sandbox.client() as client:
        assert client.verify_credentials().user_id == sandbox.user_id


def test_what_its_clients_are_told_goes_before_what_they_would_be(sandbox):
    with pytest.raises(ConfigurationError, match="clock"):
        sandbox.client(api_base="https://api.twitter.com")


def test_a_card_is_answered_with_a_score_a_text_or_both(driver, sandbox):
    feedback = driver.create(**PROMPT)
    assert sandbox.answer(feedback.id, score=4).response.text is None
    answered = sandbox.answer(feedback.id, text="fine")
    assert (answered.score, answered.comment) == (4, "fine")
    assert answered == driver.show(feedback.id)


def test_the_same_answer_again_changes_nothing_and_another_is_refused(driver, sandbox):
    feedback = driver.create(**PROMPT)
    answered = sandbox.answer(feedback.id, 4, "fine")
    assert sandbox.answer(feedback.id, 4, "fine") == answered
    for other in [(5, None), (None, "bad"), (4, "bad")]:
        with pytest.raises(InvalidRequestError, match="immutable"):
            sandbox.answer(feedback.id, *other)
    assert driver.show(feedback.id) == answered


@pytest.mark.parametrize("answer", [(0,), (6,), (-1,), (2**63,), (10**30,), (None, ""), (None, "x" * 10_001), ()])
def test_an_answer_that_breaks_a_rule_changes_nothing(answer, driver, sandbox):
    feedback = driver.create(**PROMPT)
    with pytest.raises(InvalidRequestError, match="score|text"):
        sandbox.answer(feedback.id, *answer)
    assert driver.show(feedback.id).response == feedback.response


@pytest.mark.parametrize("feedback_id", ["1", "", "x", "-1", str(2**64)])
def test_an_answer_to_an_unknown_card_is_not_found(feedback_id, sandbox):
    with pytest.raises(NotFoundError, match="feedback_id"):
        sandbox.answer(feedback_id, 3)


@pytest.mark.parametrize("step", [3600, 3600.0, timedelta(hours=1)])
def test_the_clock_is_turned_by_seconds_or_a_timedelta(step):
    with Sandbox.start(start_at=1_450_202_300_000) as sandbox:
        before = sandbox.now
        assert sandbox.advance(step) == before + timedelta(hours=1) == sandbox.now


def test_the_clock_is_turned_by_fractions_and_by_nothing():
    with Sandbox.start(start_at=1_450_202_300_000) as sandbox:
        before = sandbox.now
        assert sandbox.advance(0) == before
        assert sandbox.advance(0.25) == before + timedelta(milliseconds=250)
        assert sandbox.advance(timedelta(milliseconds=1)) == before + timedelta(milliseconds=251)


def test_a_fault_meets_the_next_requests_of_its_operation(driver, sandbox):
    sandbox.fault("show", "status:404", times=2)
    assert driver.can_dm(PERSON) is True
    feedback = driver.create(**PROMPT)
    for _ in range(2):
        with pytest.raises(NotFoundError):
            driver.show(feedback.id)
    assert driver.show(feedback.id).id == feedback.id


def test_a_fault_for_any_meets_every_operation(driver, sandbox):
    sandbox.fault("any", "rate_limit", times=3)
    for call in (lambda: driver.show("1"), lambda: driver.create(**PROMPT), lambda: driver.can_dm(PERSON)):
        with pytest.raises(RateLimitedError):
            call()


def played(body, driver, sandbox):
    """The body that arrives for this one."""
    sandbox.fault("show", "respond", status=404, body=body)
    with pytest.raises(NotFoundError) as raised:
        driver.show("1")
    return raised.value.body


@pytest.mark.parametrize("body", ["plain é", '"quoted"', "{", " "])
def test_an_ordered_text_is_the_body_as_it_is(body, driver, sandbox):
    assert played(body, driver, sandbox) == body


@pytest.mark.parametrize("body", [[], 7, 2.5, True, {"b": 1, "a": [None, "é", {}]}], ids=repr)
def test_anything_else_that_is_ordered_is_the_body_as_json(body, driver, sandbox):
    assert json.loads(played(body, driver, sandbox)) == body


@pytest.mark.parametrize("body", [None, ""])
def test_no_body_and_an_empty_one_are_no_bytes(body, driver, sandbox):
    assert not played(body, driver, sandbox)


def test_a_made_up_past_can_be_listed(driver, sandbox):
    period = past(sandbox)
    seeded = sandbox.seed(40, **period)
    events = []
    driver.each(driver.events(**period), events.append)
    assert seeded == Seeded(feedbacks=40, events=len(events))
    assert len({event.feedback.id for event in events}) == 40


def test_a_past_is_made_up_for_epoch_milliseconds_too(sandbox):
    now = int(sandbox.now.timestamp() * 1000)
    assert sandbox.seed(1, now - 1000, now - 1000).feedbacks == 1


def test_every_request_is_logged_in_order_of_arrival(driver, sandbox):
    before = sandbox.now
    sandbox.fault("friendship", "reset_before_work")
    driver.create(**PROMPT)
    with pytest.raises(ConnectionFailedError):
        driver.can_dm(PERSON)
    with pytest.raises(NotFoundError):
        driver.show("1")
    created, asked, shown = sandbox.requests
    assert (created.method, created.path) == ("POST", "/1.1/feedback/create.json")
    assert (created.status, created.sender, created.to_user_id) == (200, sandbox.user_id, PERSON)
    assert (asked.path, asked.status, asked.to_user_id) == ("/1.1/friendships/show.json", None, None)
    assert (shown.method, shown.path, shown.status) == ("GET", "/1.1/feedback/show/1.json", 404)
    assert before <= created.at <= asked.at <= shown.at <= sandbox.now


def test_another_sender_has_keys_feedbacks_and_quotas_of_its_own(driver, sandbox, connect):
    other = sandbox.sender(1)
    assert other.user_id != sandbox.user_id
    assert sandbox.sender(0).access_token == sandbox.credentials.access_token
    second = connect(other, api_base=sandbox.url)
    assert second.verify_credentials().user_id == other.user_id
    mine, theirs = driver.create(**PROMPT), second.create(**PROMPT)
    assert theirs.from_user_id == other.user_id
    with pytest.raises(NotFoundError):
        second.show(mine.id)


def test_a_taken_port_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=str(port)):
            Sandbox.start(port=port)


def test_a_stopped_sandbox_frees_its_port(sandbox):
    port = int(sandbox.url.rpartition(":")[2])
    sandbox.stop()
    with Sandbox.start(port=port) as again:
        assert again.url == f"http://127.0.0.1:{port}"


def test_stopping_twice_changes_nothing(sandbox):
    sandbox.stop()
    sandbox.stop()
    with pytest.raises(ConfigurationError):
        sandbox.advance(1)


def test_leaving_the_with_statement_stops_it(driver_class):
    with pytest.raises(KeyError), Sandbox.start() as sandbox:
        raise KeyError
    with pytest.raises(ConfigurationError):
        sandbox.advance(1)


@pytest.mark.parametrize(
    "use",
    [
        lambda sandbox: sandbox.answer("1", 3),
        lambda sandbox: sandbox.advance(1),
        lambda sandbox: sandbox.fault("show", "hang"),
        lambda sandbox: sandbox.seed(1, 0, 1),
        lambda sandbox: sandbox.sender(1),
        lambda sandbox: sandbox.now,
        lambda sandbox: sandbox.requests,
        lambda sandbox: sandbox.webhook("http://127.0.0.1:1/"),
        lambda sandbox: sandbox.deliveries(),
        lambda sandbox: sandbox.recipient(PERSON),
        lambda sandbox: sandbox.dismiss("1"),
        lambda sandbox: sandbox.authorize("token"),
        lambda sandbox: sandbox.deny("token"),
    ],
    ids=[
        "answer",
        "advance",
        "fault",
        "seed",
        "sender",
        "now",
        "requests",
        "webhook",
        "deliveries",
        "recipient",
        "dismiss",
        "authorize",
        "deny",
    ],
)
def test_a_stopped_sandbox_cannot_be_used(use, sandbox):
    sandbox.stop()
    with pytest.raises(ConfigurationError, match="stopped"):
        use(sandbox)


def test_a_stopped_sandbox_answers_nobody(driver, sandbox):
    driver.can_dm(PERSON)
    sandbox.stop()
    with pytest.raises(ConnectionFailedError):
        driver.can_dm(PERSON)
