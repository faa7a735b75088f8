"""multiprocessing with a client; the argument names the case and the second the start method."""

from __future__ import annotations

import multiprocessing
import sys

from process_support import prompt

from twitter_feedback import Client, Credentials, Sandbox

client: Client | None = None


def show(feedback_id: str) -> str:
    assert client is not None
    return client.show(feedback_id).id


def show_anew(url: str, keys: tuple[str, str, str, str], feedback_id: str) -> None:
    with Client(Credentials(*keys), api_base=url, clock="service") as own:
        assert own.show(feedback_id).id == feedback_id


def inherited() -> None:
    """The client is a global that forked workers find in their memory."""
    global client
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        ids = [client.create(prompt(number)).id for number in range(20)]
        with multiprocessing.get_context("fork").Pool(4) as pool:
            assert pool.map(show, ids, chunksize=1) == ids
            pool.close()
            pool.join()
        assert [show(feedback_id) for feedback_id in ids] == ids


def anew(method: str) -> None:
    """Each process makes a client from what can be sent to it."""
    context = multiprocessing.get_context(method)
    with Sandbox.start() as sandbox, sandbox.client() as own:
        feedback = own.create(prompt())
        keys = sandbox.credentials
        written = (keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret)
        processes = [context.Process(target=show_anew, args=(sandbox.url, written, feedback.id)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        assert [process.exitcode for process in processes] == [0, 0]
        assert own.show(feedback.id).id == feedback.id


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
