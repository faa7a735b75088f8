"""The sandbox posts its events to a webhook, as the service does."""

import asyncio
import pickle
import threading

import pytest
from process_support import GUARD, until
from receiver import Receiver
from support import PROMPT

from twitter_feedback import (
    ConfigurationError,
    FeedbackEvent,
    LoggedDelivery,
    WebhookCredentials,
    WebhookError,
    WebhookVerifier,
)

USERNAME, PASSWORD = "furni", "a pass:wörd"


@pytest.fixture
def receiver():
    with Receiver() as running:
        yield running


def types(bodies):
    return [FeedbackEvent.from_webhook(body).event_type for body in bodies]


def test_every_event_is_posted_in_order_and_logged_as_it_was_sent(driver, sandbox, receiver):
    before = sandbox.now
    sandbox.webhook(receiver.url)
    feedback = driver.create(**PROMPT, external_id="ticket_5555")
    sandbox.answer(feedback.id, score=5)
    logged = sandbox.deliveries()
    assert all(type(delivery) is LoggedDelivery for delivery in logged)
    assert [delivery.body.encode() for delivery in logged] == [delivered.body for delivered in receiver.delivered]
    assert types(delivered.body for delivered in receiver.delivered) == ["feedback.created", "feedback.updated"]
    assert {(delivery.url, delivery.status, delivery.authorization) for delivery in logged} == {
        (receiver.url, 204, None)
    }
    assert before <= logged[0].at <= logged[1].at <= sandbox.now
    last = FeedbackEvent.from_webhook(receiver.delivered[1].body).feedback
    assert (last.id, last.score, last.external_id) == (feedback.id, 5, "ticket_5555")


def test_a_delivery_is_a_post_of_json_to_the_whole_url(driver, sandbox, receiver):
    sandbox.webhook(receiver.url)
    driver.create(**PROMPT)
    sandbox.deliveries()
    (delivered,) = receiver.delivered
    assert delivered.path == "/feedback?app=7"
    assert delivered.headers["content-type"] == "application/json"


def test_with_credentials_a_verifier_with_the_same_lets_every_delivery_in(driver, sandbox, receiver):
    credentials = WebhookCredentials(USERNAME, PASSWORD)
    sandbox.webhook(receiver.url, username=USERNAME, password=PASSWORD)
    driver.create(**PROMPT)
    (logged,) = sandbox.deliveries()
    (delivered,) = receiver.delivered
    assert logged.authorization == delivered.headers["authorization"] == credentials.authorization
    verifier = WebhookVerifier(credentials, networks=["127.0.0.1"])
    verifier.verify(delivered.body, delivered.headers["authorization"], "127.0.0.1")
    with pytest.raises(WebhookError):
        verifier.verify(delivered.body, WebhookCredentials.generate().authorization, "127.0.0.1")


def test_events_may_be_sent_again_and_out_of_order(driver, sandbox, receiver):
    sandbox.webhook(receiver.url, duplicates=2, shuffle=True)
    feedback = driver.create(**PROMPT)
    sandbox.answer(feedback.id, text="Quick!")
    sandbox.deliveries()
    assert sorted(types(delivered.body for delivered in receiver.delivered)) == [
        *["feedback.created"] * 3,
        *["feedback.updated"] * 3,
    ]


def test_another_webhook_takes_the_place_of_the_one_before(driver, sandbox, receiver):
    with Receiver() as second:
        sandbox.webhook(receiver.url)
        feedback = driver.create(**PROMPT)
        sandbox.webhook(second.url)
        sandbox.answer(feedback.id, score=1)
        sandbox.deliveries()
        assert types(delivered.body for delivered in receiver.delivered) == ["feedback.created"]
        assert types(delivered.body for delivered in second.delivered) == ["feedback.updated"]


def test_what_a_receiver_answers_is_logged_and_nothing_is_sent_again(driver, sandbox):
    with Receiver(status=503) as receiver:
        sandbox.webhook(receiver.url)
        driver.create(**PROMPT)
        assert [delivery.status for delivery in sandbox.deliveries()] == [503]
        assert len(receiver.delivered) == 1
        gone = receiver.url
    sandbox.webhook(gone)
    sandbox.answer(FeedbackEvent.from_webhook(receiver.delivered[0].body).feedback.id, score=3)
    assert [delivery.status for delivery in sandbox.deliveries()] == [503, None]


def test_without_a_webhook_nothing_was_sent(driver, sandbox):
    driver.create(**PROMPT)
    assert sandbox.deliveries() == []


def test_a_logged_delivery_survives_pickling_and_shows_neither_password_nor_words(driver, sandbox, receiver):
    sandbox.webhook(receiver.url, username=USERNAME, password=PASSWORD)
    feedback = driver.create(**PROMPT)
    sandbox.answer(feedback.id, text="You were slow.")
    logged = sandbox.deliveries()
    assert pickle.loads(pickle.dumps(logged)) == logged
    assert "204" in repr(logged)
    assert "Basic" not in repr(logged) and "slow" not in repr(logged)


def test_deliveries_waits_for_those_under_way_and_other_threads_run_meanwhile(driver, sandbox, receiver):
    receiver.go.clear()
    sandbox.webhook(receiver.url)
    driver.create(**PROMPT)
    logged = []
    waiting = threading.Thread(target=lambda: logged.extend(sandbox.deliveries()))
    waiting.start()
    until(lambda: receiver.delivered)
    assert waiting.is_alive() and logged == []
    receiver.go.set()
    waiting.join(GUARD)
    assert [delivery.status for delivery in logged] == [204]


def test_a_receiver_in_an_event_loop_is_waited_for_in_a_thread(sandbox):
    async def main():
        async def serve(reader, writer):
            head = await reader.readuntil(b"\r\n\r\n")
            (length,) = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            bodies.append(await reader.readexactly(int(length.partition(b":")[2])))
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server, sandbox.async_client() as client:
            sandbox.webhook(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
            await client.create(**PROMPT)
            return await asyncio.to_thread(sandbox.deliveries)

    bodies = []
    assert [delivery.status for delivery in asyncio.run(main())] == [204]
    assert types(bodies) == ["feedback.created"]


def test_a_sandbox_that_stops_keeps_nobody_waiting(driver, sandbox, receiver):
    receiver.go.clear()
    sandbox.webhook(receiver.url)
    driver.create(**PROMPT)
    waiting = threading.Thread(target=sandbox.deliveries)
    waiting.start()
    until(lambda: receiver.delivered)
    sandbox.stop()
    waiting.join(GUARD)
    assert not waiting.is_alive()
    with pytest.raises(ConfigurationError, match="stopped"):
        sandbox.deliveries()
