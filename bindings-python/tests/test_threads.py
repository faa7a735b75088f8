"""One client for many threads, and an interpreter that goes on while a call waits."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from process_support import GUARD, PATIENT, case, past, prompt, seen, until

from twitter_feedback import ConnectionFailedError, Program, Sandbox

THREADS = 16
PROMPTS_OF_A_THREAD = 12


def test_sixteen_threads_share_a_client_and_each_gets_its_own_answers():
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        together = threading.Barrier(THREADS, timeout=GUARD)

        def work(thread):
            together.wait()
            for number in range(thread * PROMPTS_OF_A_THREAD, (thread + 1) * PROMPTS_OF_A_THREAD):
                asked = prompt(number, external_id=f"ticket_{number}")
                feedback = client.create(asked)
                shown = client.show(feedback.id)
                for answer in (feedback, shown):
                    assert answer.id == feedback.id
                    assert answer.to_user_id == asked.to_user_id
                    assert answer.external_id == asked.external_id
                assert client.friendship(asked.to_user_id).target_id == asked.to_user_id
                yield feedback.id

        with ThreadPoolExecutor(THREADS) as pool:
            ids = [one for ids in pool.map(lambda thread: list(work(thread)), range(THREADS)) for one in ids]

        people = [prompt(number).to_user_id for number in range(THREADS * PROMPTS_OF_A_THREAD)]
        assert len(set(ids)) == len(people)
        assert sorted(request.to_user_id for request in seen(sandbox, "/create")) == sorted(people)
        assert len(seen(sandbox, "/show/")) == len(seen(sandbox, "friendships/show")) == len(people)
        assert {request.status for part in ("feedback/", "friendships/") for request in seen(sandbox, part)} == {200}


@pytest.mark.parametrize("programs", [1, 4])
def test_eight_threads_that_ask_one_person_ask_once(programs, ledger):
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        opened = [Program(client, ledger) for _ in range(programs)]
        together = threading.Barrier(8, timeout=GUARD)

        def work(thread):
            together.wait()
            return opened[thread % programs].send(prompt(external_id=f"thread_{thread}"))

        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(work, range(8)))
        assert sorted(outcome.status for outcome in outcomes) == ["sent"] + ["skipped"] * 7
        assert {outcome.reason for outcome in outcomes if outcome.reason} <= {"in_progress", "cooldown"}
        assert len(seen(sandbox, "/create")) == 1
        assert len({attempt.id for attempt in opened[0].attempts()}) == 8
        for program in opened:
            program.close()


def test_threads_that_share_a_listing_take_its_pages_in_turn():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        sandbox.seed(50, *past(sandbox))
        events = client.events(*past(sandbox), count=10)
        whole = [event.raw for event in events]
        pages = events.pages()
        before = len(seen(sandbox, "/events"))
        sandbox.fault("events", "latency:500")

        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(next, pages)
            until(lambda: len(seen(sandbox, "/events")) == before + 1)
            second = next(pages)
            begun = [first.result(GUARD), second]
        assert [event.raw for page in [*begun, *pages] for event in page.events] == whole


def test_threads_may_drive_a_sandbox_together():
    # A program of its own, because threads that wait for each other with the interpreter's lock held end nothing else.
    case("drivers")


CALLS = {
    "create": lambda client: client.create(prompt()),
    "show": lambda client: client.show("1"),
    "events": lambda client: next(client.events().pages()),
    "friendship": lambda client: client.friendship("1"),
    "verify_credentials": lambda client: client.verify_credentials(),
    "service_time": lambda client: client.service_time(),
}


@pytest.mark.parametrize("call", CALLS)
def test_other_threads_go_on_while_a_call_waits(call):
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        # The client knows the sandbox's time from here on, so that the fault meets the call itself.
        client.verify_credentials()
        before = len(sandbox.requests)
        sandbox.fault("any", "hang")
        ended = threading.Event()

        def wait():
            try:
                CALLS[call](client)
            finally:
                ended.set()

        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(wait)
            until(lambda: len(sandbox.requests) == before + 1)
            assert sum(range(100_000)) == 4_999_950_000
            assert not ended.is_set()
            sandbox.stop()
            with pytest.raises(Exception) as raised:
                waiting.result(GUARD)
        # A create that was dropped may have happened; a read has just failed.
        assert raised.value.maybe_sent == (call == "create")
        assert raised.value.maybe_sent or isinstance(raised.value, ConnectionFailedError)


def test_many_threads_wait_at_the_same_time():
    with Sandbox.start() as sandbox, sandbox.client(**PATIENT) as client:
        feedback = client.create(prompt())
        sandbox.fault("show", "hang", times=50)
        with ThreadPoolExecutor(50) as pool:
            waiting = [pool.submit(client.show, feedback.id) for _ in range(50)]
            until(lambda: len(seen(sandbox, "/show/")) == 50)
            # The fifty-first has neither to wait for a thread nor for a connection. It is of another kind, because one
            # that was seen may not have met its fault yet.
            assert client.can_dm(feedback.to_user_id) is True
            sandbox.stop()
            assert all(isinstance(one.exception(GUARD), ConnectionFailedError) for one in waiting)


def test_closing_a_client_lets_calls_under_way_end():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        feedback = client.create(prompt())
        sandbox.fault("show", "latency:300")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(client.show, feedback.id)
            until(lambda: seen(sandbox, "/show/"))
            client.close()
            assert waiting.result(GUARD).id == feedback.id
