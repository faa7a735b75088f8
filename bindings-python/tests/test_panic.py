"""A panic never crosses: it is an InternalError. For a wheel built with the feature `panic-for-tests`."""

import asyncio
import os

import pytest
from process_support import prompt, seen

from twitter_feedback import FeedbackError, InternalError, OutcomeUnknownError, Sandbox, _native
from twitter_feedback._pending import settled

pytestmark = pytest.mark.skipif(
    not hasattr(_native, "provoke_panic") and os.environ.get("TWITTER_FEEDBACK_PANIC") != "1",
    reason="this wheel cannot panic on order",
)


def call():
    _native.provoke_panic("call")


def wait():
    _native.provoke_panic("wait").wait()


def asynchronous():
    async def main():
        await settled(_native.provoke_panic("async"))

    asyncio.run(main())


PLACES = [call, wait, asynchronous]


@pytest.mark.parametrize("place", PLACES)
def test_a_panic_is_an_internal_error_that_nothing_prints(place, capfd):
    raised = None
    try:
        place()
    except Exception as error:
        raised = error
    assert type(raised) is InternalError
    assert raised.kind == "internal"
    assert raised.message
    assert not raised.retryable
    assert not raised.maybe_sent
    assert tuple(capfd.readouterr()) == ("", "")


def test_a_panic_after_a_create_does_not_say_that_nobody_was_asked(driver, sandbox):
    _native.provoke_panic_after_asking()
    with pytest.raises(OutcomeUnknownError, match="the person was asked") as raised:
        driver.create(prompt())
    assert raised.value.maybe_sent
    assert len(seen(sandbox, "/create")) == 1


def test_a_panic_after_a_send_does_not_say_that_nobody_was_asked(program, sandbox):
    _native.provoke_panic_after_asking()
    with pytest.raises(OutcomeUnknownError, match="the person was asked") as raised:
        program.send(prompt())
    assert raised.value.maybe_sent
    assert program.attempts()[0].state == "sent"
    assert program.send(prompt()).reason == "cooldown"
    assert len(seen(sandbox, "/create")) == 1


@pytest.mark.parametrize("place", PLACES)
def test_clients_work_after_a_panic(place):
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        with pytest.raises(FeedbackError):
            place()
        assert client.show(feedback.id).id == feedback.id
        assert asyncio.run(sandbox.async_client().show(feedback.id)).id == feedback.id
