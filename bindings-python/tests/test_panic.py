"""A panic never crosses: it is an InternalError. For a wheel built with the feature `panic-for-tests`."""

import asyncio
import os

import pytest
from process_support import prompt

from twitter_feedback import FeedbackError, InternalError, Sandbox, _native
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


@pytest.mark.parametrize("place", PLACES)
def test_clients_work_after_a_panic(place):
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        with pytest.raises(FeedbackError):
            place()
        assert client.show(feedback.id).id == feedback.id
        assert asyncio.run(sandbox.async_client().show(feedback.id)).id == feedback.id
