"""Forks with a client at work; the argument names the case. A failed assertion fails the child and its parent."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable

from forking import child, join, shows
from process_support import prompt, seen, until

from twitter_feedback import (
    AsyncSignIn,
    ConfigurationError,
    ConnectionFailedError,
    SampleDelivery,
    Sandbox,
    SignIn,
    WebhookCredentials,
    WebhookVerifier,
)


def a_client() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        join(child(lambda: shows(client, feedback.id)))
        shows(client, feedback.id)
        assert len(seen(sandbox, "/show/")) == 2


def a_client_that_never_called() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client, sandbox.client() as other:
        feedback = client.create(prompt())
        join(child(lambda: shows(other, feedback.id)))
        shows(other, feedback.id)


def a_client_of_its_own() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())

        def work() -> None:
            with sandbox.client() as own:
                shows(own, feedback.id)

        join(child(work))
        shows(client, feedback.id)


def a_create() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        client.create(prompt(1))
        join(child(lambda: client.create(prompt(2))))
        client.create(prompt(3))
        asked = [request.to_user_id for request in seen(sandbox, "/create")]
        assert asked == [prompt(number).to_user_id for number in (1, 2, 3)]


def nothing() -> None:
    sandbox = Sandbox.start()
    client = sandbox.client()
    feedback = client.create(prompt())
    join(child(lambda: None))
    shows(client, feedback.id)


def grandchildren() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())

        def generation(left: int) -> None:
            shows(client, feedback.id)
            if left:
                join(child(lambda: generation(left - 1)))
                shows(client, feedback.id)

        generation(3)


def signatures() -> None:
    # While its clock stands still, the sandbox knows every nonce that comes again.
    with Sandbox.start(limits=False, start_at=1_700_000_000_000) as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        shows(client, feedback.id)
        children = [child(lambda: shows(client, feedback.id, 5)) for _ in range(5)]
        shows(client, feedback.id, 5)
        for process_id in children:
            join(process_id)


def requests_in_flight() -> None:
    with Sandbox.start() as sandbox:
        client = sandbox.client(max_tries=1)
        feedback = client.create(prompt())
        sandbox.fault("show", "hang", times=8)
        dropped: list[ConnectionFailedError] = []

        def wait() -> None:
            try:
                client.show(feedback.id)
            except ConnectionFailedError as error:
                dropped.append(error)

        threads = [threading.Thread(target=wait) for _ in range(8)]
        for thread in threads:
            thread.start()
        until(lambda: len(seen(sandbox, "/show/")) == 8)
        join(child(lambda: shows(client, feedback.id, 3)))
        shows(client, feedback.id)
        assert all(thread.is_alive() for thread in threads)
        sandbox.stop()
        for thread in threads:
            thread.join()
        assert len(dropped) == 8


def busy_threads() -> None:
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        over = threading.Event()
        failed: list[BaseException] = []

        def work() -> None:
            try:
                while not over.is_set():
                    shows(client, feedback.id)
            except BaseException as error:
                failed.append(error)
                raise

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        # Each fork finds the threads at another place of their work.
        for _ in range(25):
            join(child(lambda: shows(client, feedback.id)))
        over.set()
        for thread in threads:
            thread.join()
        assert not failed


def interleaved() -> None:
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        first, second = (client.create(prompt(number)).id for number in (1, 2))
        # An open connection that both sides inherit.
        shows(client, first)
        ready, go = os.pipe()

        def work() -> None:
            os.read(ready, 1)
            shows(client, second, 150)

        process_id = child(work)
        os.write(go, b".")
        shows(client, first, 150)
        join(process_id)
        assert len(seen(sandbox, f"/show/{first}")) == 151
        assert len(seen(sandbox, f"/show/{second}")) == 150


def an_async_client() -> None:
    with Sandbox.start() as sandbox:
        client = sandbox.async_client()
        feedback = asyncio.run(client.create(prompt()))

        async def several() -> None:
            shown = await asyncio.gather(*(client.show(feedback.id) for _ in range(10)))
            assert {one.id for one in shown} == {feedback.id}

        asyncio.run(several())
        join(child(lambda: asyncio.run(several())))
        asyncio.run(several())


def a_doctor() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:

        def well() -> None:
            assert {check.state for check in client.doctor()} == {"ok"}

        well()
        join(child(well))
        well()


def a_sign_in() -> None:
    with Sandbox.start() as sandbox:
        keys = (sandbox.credentials.consumer_key, sandbox.credentials.consumer_secret)
        begun = [SignIn.begin(*keys, api_base=sandbox.url, clock="service") for _ in range(3)]
        pins = [sandbox.authorize(sign_in.oauth_token) for sign_in in begun]

        def complete(number: int) -> None:
            assert begun[number].complete(pins[number]).user_id == sandbox.user_id

        complete(0)
        join(child(lambda: complete(1)))
        complete(2)
        join(child(lambda: SignIn.begin(*keys, api_base=sandbox.url, clock="service")))


def an_async_sign_in() -> None:
    with Sandbox.start() as sandbox:
        keys = (sandbox.credentials.consumer_key, sandbox.credentials.consumer_secret)
        begun = asyncio.run(AsyncSignIn.begin(*keys, api_base=sandbox.url, clock="service"))
        pin = sandbox.authorize(begun.oauth_token)

        def complete() -> None:
            assert asyncio.run(begun.complete(pin)).user_id == sandbox.user_id

        join(child(complete))


def a_verifier() -> None:
    credentials = WebhookCredentials.generate()
    verifier = WebhookVerifier(credentials)
    sample = SampleDelivery(score=9, credentials=credentials)

    def verify() -> None:
        assert verifier.verify(sample.body, sample.authorization).feedback.score == 9

    verify()
    join(child(verify))


def passwords() -> None:
    # What is kept in the process for later would come in the child and in the parent.
    WebhookCredentials.generate()
    read, write = os.pipe()
    join(child(lambda: os.write(write, WebhookCredentials.generate().password.encode())))
    assert os.read(read, 100).decode() != WebhookCredentials.generate().password


def the_sandbox() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        drives: dict[str, Callable[[], object]] = {
            "answer": lambda: sandbox.answer(feedback.id, score=5),
            "advance": lambda: sandbox.advance(60),
            "fault": lambda: sandbox.fault("show", "hang"),
            "seed": lambda: sandbox.seed(1, 0, 1),
            "requests": lambda: sandbox.requests,
            "webhook": lambda: sandbox.webhook("http://127.0.0.1:1/"),
            "deliveries": lambda: sandbox.deliveries(),
            "recipient": lambda: sandbox.recipient("1"),
            "dismiss": lambda: sandbox.dismiss(feedback.id),
            "authorize": lambda: sandbox.authorize("token"),
            "deny": lambda: sandbox.deny("token"),
        }

        def work() -> None:
            for name, drive in drives.items():
                try:
                    drive()
                except ConfigurationError as error:
                    assert str(error), name
                else:
                    raise AssertionError(f"{name} worked in the child")
            sandbox.stop()

        join(child(work))
        assert client.show(feedback.id).score is None
        assert sandbox.answer(feedback.id, score=5).score == 5


def a_sandbox_of_its_own() -> None:
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())

        def work() -> None:
            with Sandbox.start() as own, own.client() as other:
                assert own.url != sandbox.url
                answered = own.answer(other.create(prompt()).id, score=4)
                assert answered.score == 4

        join(child(work))
        shows(client, feedback.id)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
