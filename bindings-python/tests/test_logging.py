"""Log records go to the logger `twitter_feedback`: nothing is shown unless somebody asks for it."""

import asyncio
import contextlib
import logging
import threading
from datetime import timedelta

import pytest
from process_support import GUARD, UNREADABLE_PAGE, case, prompt

from twitter_feedback import OutcomeUnknownError, Program, Sandbox

LOGGER = logging.getLogger("twitter_feedback")


class Kept(logging.Handler):
    """Keeps every record, and may do more."""

    def __init__(self, more=lambda record: None):
        super().__init__()
        self.records = []
        self.more = more

    def emit(self, record):
        self.records.append(record)
        self.more(record)

    def levels(self):
        return {record.levelno for record in self.records}


@contextlib.contextmanager
def listening(level=logging.DEBUG, handler=None):
    handler = handler or Kept()
    before = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level)
    try:
        yield handler
    finally:
        LOGGER.setLevel(before)
        LOGGER.removeHandler(handler)


@pytest.mark.parametrize("logging_is", ["not_imported", "imported"])
def test_nothing_is_shown_by_default(logging_is):
    assert case("logs", logging_is) == ""


def test_basic_config_shows_the_records_by_the_time_the_call_returns():
    *lines, last = case("logs", "basic_config").splitlines()
    assert last == "returned"
    assert all(line.split()[1].startswith("twitter_feedback") for line in lines)
    assert [line for line in lines if line.startswith("WARNING twitter_feedback ")]
    assert [line for line in lines if line.startswith("DEBUG twitter_feedback ")]


def test_an_unreadable_event_is_a_warning_that_says_where():
    with Sandbox.start() as sandbox, sandbox.client() as client, listening(logging.WARNING) as handler:
        sandbox.fault("events", "respond", body=UNREADABLE_PAGE)
        (page,) = client.events().pages()
        (unreadable,) = page.unreadable
        (record,) = handler.records
        assert (record.name, record.levelno) == ("twitter_feedback", logging.WARNING)
        assert unreadable.json_path in record.getMessage()


def test_every_answer_is_a_debug_record_that_is_there_when_the_call_returns():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        client.verify_credentials()
        feedback = client.create(prompt())
        with listening() as handler:
            for times in range(1, 4):
                client.show(feedback.id)
                answers = [record for record in handler.records if "200" in record.getMessage()]
                assert len(answers) == times
                assert {(record.name, record.levelno) for record in answers} == {("twitter_feedback", logging.DEBUG)}


def test_async_calls_log_their_answers_by_the_time_they_return():
    async def main(client, handler):
        feedback = await client.create(prompt())
        handler.records.clear()
        await client.show(feedback.id)
        return len(handler.records)

    with Sandbox.start() as sandbox, listening() as handler:
        assert asyncio.run(main(sandbox.async_client(), handler)) >= 1


def test_the_level_can_be_changed_between_two_calls():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        client.verify_credentials()
        with listening(logging.WARNING) as handler:
            client.verify_credentials()
            assert handler.records == []
            LOGGER.setLevel(logging.DEBUG)
            client.verify_credentials()
            assert handler.levels() == {logging.DEBUG}
            handler.records.clear()
            LOGGER.setLevel(logging.CRITICAL)
            client.verify_credentials()
            assert handler.records == []


def test_a_handler_may_call_the_client_itself():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        inside = threading.local()

        def call(record):
            if not getattr(inside, "calling", False):
                inside.calling = True
                names.append(client.verify_credentials().user_id)
                inside.calling = False

        names = []
        with listening(handler=Kept(call)):
            worker = threading.Thread(target=lambda: client.create(prompt()), daemon=True)
            worker.start()
            worker.join(GUARD)
            assert not worker.is_alive()
        assert set(names) == {sandbox.user_id}


def test_what_logs_may_wait_for_another_thread_that_calls_the_client():
    with Sandbox.start() as sandbox, sandbox.client() as client:
        first = threading.Event()
        names = []

        # A filter, because Python itself holds a lock around handlers.
        def call(record):
            if not first.is_set():
                first.set()
                other = threading.Thread(target=lambda: names.append(client.verify_credentials().user_id), daemon=True)
                other.start()
                other.join(GUARD)
            return True

        with listening():
            LOGGER.addFilter(call)
            try:
                client.create(prompt())
            finally:
                LOGGER.removeFilter(call)
        assert names == [sandbox.user_id]


def test_no_record_has_a_secret():
    with Sandbox.start() as sandbox, listening() as handler:
        keys = sandbox.credentials
        secrets = [keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret]
        with sandbox.client() as client:
            feedback = client.create(prompt())
            client.show(feedback.id)
            client.can_dm("1")
            # A proxy that echoes what it was sent.
            sandbox.fault("show", "respond", status=400, headers={"x-echo": secrets[0]}, body=" ".join(secrets))
            with contextlib.suppress(Exception):
                client.show(feedback.id)
            sandbox.fault("events", "respond", body={"events": [{"event_type": secrets[1]}], "next_cursor": ""})
            list(client.events())
            sandbox.fault("create", "reset_after_work")
            with pytest.raises(OutcomeUnknownError):
                client.create(prompt(1))
        assert handler.levels() == {logging.DEBUG, logging.WARNING}
        written = [f"{record.getMessage()} {record.__dict__}" for record in handler.records]
        assert not [text for text in written for secret in [*secrets, "oauth_signature"] if secret in text]


def test_no_record_of_a_program_has_a_secret_or_an_answer(ledger):
    with Sandbox.start() as sandbox, sandbox.client() as client, listening() as handler:
        with Program(client, ledger) as program:
            feedback = program.send(prompt()).feedback
            sandbox.answer(feedback.id, score=3, text="Nobody told me why")
            sandbox.fault("create", "reset_after_work")
            assert program.send(prompt(1)).status == "unknown"
            sandbox.advance(timedelta(days=2))
            assert program.sync().events > 0
        keys = sandbox.credentials
        hidden = [keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret, "told me why"]
        written = [record.getMessage() for record in handler.records]
        assert any("unknown" in text for text in written)
        assert not [text for text in written for one in hidden if one in text]


def test_many_threads_log_without_losing_a_record():
    with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
        client.verify_credentials()
        with listening() as handler:
            threads = [
                threading.Thread(target=lambda: [client.verify_credentials() for _ in range(25)]) for _ in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(GUARD)
            assert len([record for record in handler.records if "200" in record.getMessage()]) == 200
