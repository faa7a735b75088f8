"""A program, from opening to closing: both kinds."""

import copy
import gc
import os
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from process_support import prompt, seen, until
from program_support import AsynchronousProgram, BlockingProgram
from support import PROMPT

from twitter_feedback import (
    AsyncProgram,
    ConfigurationError,
    Feedback,
    InvalidRequestError,
    LedgerError,
    OutcomeUnknownError,
    Policy,
    Program,
    PromptContext,
    SendOutcome,
    _program_records,
)


def open_files(folder):
    """The files of a folder that this process has open."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this platform does not tell which files are open")
    links = (os.path.realpath(link) for link in Path("/proc/self/fd").iterdir())
    return sorted({Path(link).name for link in links if Path(link).parent == folder})


def test_a_person_is_asked_and_the_ledger_knows(program, sandbox):
    outcome = program.send(prompt(external_id="case_1"), PromptContext(agent_id="agent_7", tags=["vip"]))
    assert type(outcome) is SendOutcome and outcome.status == "sent"
    assert (outcome.reason, outcome.until, outcome.message) == (None, None, None)
    assert outcome.feedback.to_user_id == prompt().to_user_id and outcome.feedback.reply.status == 200
    (attempt,) = program.attempts()
    assert (attempt.id, attempt.state, attempt.feedback_id) == (outcome.attempt_id, "sent", outcome.feedback.id)
    assert (attempt.from_user_id, attempt.to_user_id) == (sandbox.user_id, prompt().to_user_id)
    assert (attempt.type, attempt.external_id, attempt.test) == ("csat", "case_1", False)
    assert (attempt.reason, attempt.until, attempt.error) == (None, None, None)
    assert attempt.context == PromptContext(agent_id="agent_7", tags=["vip"])
    times = [attempt.attempted_at, attempt.sending_at, attempt.asked_at, attempt.settled_at]
    assert {time.tzname() for time in times} == {"UTC"}
    assert attempt.attempted_at <= attempt.sending_at <= attempt.settled_at
    assert attempt.cool_until - attempt.asked_at == timedelta(days=7, hours=1)


def test_fields_by_name_ask_as_a_prompt_does(program, sandbox):
    outcome = program.send(**PROMPT, external_id="case_2", context=PromptContext(team="north"))
    assert outcome.feedback.external_id == "case_2"
    assert program.attempts(external_id="case_2")[0].context.team == "north"
    assert len(seen(sandbox, "/create")) == 1


def test_a_skip_is_a_result_that_says_why_and_until_when(program):
    program.send(prompt())
    skipped = program.send(prompt())
    assert (skipped.status, skipped.reason, skipped.feedback, skipped.message) == ("skipped", "cooldown", None, None)
    assert skipped.until == program.attempts(state="sent")[0].cool_until


def test_an_unknown_outcome_is_a_result_that_says_what_happened(program, sandbox):
    sandbox.fault("create", "reset_after_work")
    unknown = program.send(prompt(external_id="case_1"))
    assert unknown.status == "unknown" and unknown.message
    assert (unknown.feedback, unknown.reason, unknown.until) == (None, None, None)
    (attempt,) = program.attempts(state="unknown")
    assert (attempt.error.kind, attempt.error.status, attempt.error.codes) == ("outcome_unknown", None, ())
    assert program.prompt_status("case_1").asked_at == attempt.asked_at


def test_a_status_says_whether_and_never_what(program, sandbox):
    outcome = program.send(prompt(external_id="case_1"))
    sandbox.answer(outcome.feedback.id, score=1, text="Nobody told me why")
    sandbox.advance(timedelta(hours=30))
    program.sync()
    status = program.prompt_status("case_1")
    assert (status.external_id, status.attempt_id) == ("case_1", outcome.attempt_id)
    assert (status.state, status.reason, status.type, status.answered) == ("sent", None, "csat", True)
    assert set(status._fields) & {"score", "text", "comment", "response", "feedback"} == set()
    assert "Nobody told me why" not in f"{status!r} {status.to_dict()}"
    assert program.prompt_status("nothing") is None


def test_what_the_ledger_knows_of_a_feedback_is_what_a_fold_of_its_events_says(program, sandbox):
    feedback = program.send(prompt(external_id="case_1")).feedback
    sandbox.answer(feedback.id, score=4, text="Quick!")
    sandbox.advance(timedelta(hours=30))
    program.sync()
    folded = program.folded(feedback.id)
    assert (folded.feedback.score, folded.feedback.comment) == (4, "Quick!")
    assert program.folded("7") is None
    fold = program.fold()
    assert [state.id for state in fold] == [feedback.id] and fold.get(feedback.id) == folded


def test_coverage_has_periods_and_the_gaps_between_them(program, sandbox):
    assert program.coverage() == ((), (), None, None)
    first = sandbox.now - timedelta(days=6), sandbox.now - timedelta(days=5)
    program.sync(*first)
    last = sandbox.now - timedelta(days=3), sandbox.now - timedelta(days=2)
    program.sync(*last)
    covered = program.coverage()
    assert len(covered.periods) == 2 and len(covered.gaps) == 1
    assert (covered.start, covered.end) == (covered.periods[0].from_time, covered.periods[1].to_time)
    (gap,) = covered.gaps
    assert covered.periods[0].to_time < gap.from_time < gap.to_time < covered.periods[1].from_time
    # The ledger's times are milliseconds.
    assert abs(covered.start - first[0]) < timedelta(seconds=1) and abs(covered.end - last[1]) < timedelta(seconds=1)


def test_attempts_are_filtered_by_all_that_is_given_and_come_in_pages(program):
    for number in range(4):
        program.send(prompt(number, external_id=f"case_{number}"))
    whole = program.attempts()
    assert [attempt.external_id for attempt in whole] == ["case_3", "case_2", "case_1", "case_0"]
    first = program.attempts(limit=2)
    assert first + program.attempts(limit=2, before=first[-1].id) == whole
    assert program.attempts(to_user_id=prompt(2).to_user_id, state="sent") == [whole[1]]
    assert program.attempts(to_user_id=prompt(2).to_user_id, state="unknown") == []
    middle = whole[2].attempted_at
    assert program.attempts(from_time=middle, external_id="case_1") == [whole[2]]
    assert program.attempts(to_time=middle - timedelta(milliseconds=1), external_id="case_1") == []


def test_outcomes_and_attempts_are_values(program):
    outcome = program.send(prompt(external_id="case_1"), PromptContext(team="north"))
    skipped = program.send(prompt())
    values = [outcome, skipped, *program.attempts(), program.prompt_status("case_1"), program.coverage()]
    for value in [*values, program.sync(), program.reconcile()]:
        for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert made == value and type(made) is type(value)
        assert hash(value) == hash(copy.deepcopy(value))
        with pytest.raises(AttributeError):
            value.state = "sent"
    assert outcome != skipped


def test_a_dict_has_what_is_nested_too(program, sandbox):
    sandbox.fault("create", "respond", status=403, body={"errors": [{"code": 214, "message": "no"}]})
    with pytest.raises(InvalidRequestError):
        program.send(prompt(), PromptContext(tags=["vip"]))
    (failed,) = (attempt.to_dict() for attempt in program.attempts())
    assert failed["context"] == {"agent_id": None, "team": None, "tags": ["vip"], "language": None}
    assert (failed["error"]["status"], failed["error"]["codes"]) == (403, [214])
    outcome = program.send(prompt())
    assert outcome.to_dict()["feedback"] == outcome.feedback.to_dict()
    program.sync()
    covered = program.coverage()
    assert covered.to_dict()["periods"] == [covered.periods[0]._asdict()]


def test_no_comment_is_in_a_repr(program, sandbox):
    feedback = program.send(prompt()).feedback
    sandbox.answer(feedback.id, score=4, text="Nobody told me why")
    sandbox.advance(timedelta(hours=30))
    program.sync()
    shown = f"{program.program!r} {program.fold()!r} {program.attempts()!r} {program.folded(feedback.id)!r}"
    assert "Nobody told me why" not in shown


LEDGERS = {"a path": lambda file: file, "a str": str, "a scheme": lambda file: f"sqlite:{file}"}


@pytest.mark.parametrize("name", LEDGERS.values(), ids=LEDGERS)
def test_a_ledger_is_named_by_a_path_or_a_scheme_and_a_path(name, program_driver, sandbox, ledger):
    made = program_driver.open(sandbox, name(ledger))
    assert ledger.is_file()
    assert str(ledger) in repr(made.program)
    made.close()


def test_a_ledger_that_is_not_named_is_the_one_of_the_environment(program_driver, sandbox, ledger, monkeypatch):
    monkeypatch.setenv("TWITTER_FEEDBACK_LEDGER", str(ledger))
    program_driver.open(sandbox, None).close()
    assert ledger.is_file()


@pytest.mark.parametrize("value", [None, ""])
def test_a_ledger_that_nobody_names_is_a_setting_to_make(value, program_driver, sandbox, monkeypatch):
    monkeypatch.delenv("TWITTER_FEEDBACK_LEDGER", raising=False)
    if value is not None:
        monkeypatch.setenv("TWITTER_FEEDBACK_LEDGER", value)
    with pytest.raises(ConfigurationError, match="TWITTER_FEEDBACK_LEDGER"):
        program_driver.open(sandbox, None)


@pytest.mark.parametrize("name", ["", "sqlite:", "postgres://me:hunter2@db/feedback", "a\0b", "half \ud83d a name"])
def test_a_name_that_names_no_ledger_is_refused_and_no_password_repeated(name, program_driver, sandbox):
    with pytest.raises((ConfigurationError, LedgerError)) as raised:
        program_driver.open(sandbox, name)
    assert "ledger" in str(raised.value) and "hunter2" not in f"{raised.value} {raised.value.problems}"


def test_what_is_no_ledger_is_refused_and_stays_as_it_was(program_driver, sandbox, ledger):
    ledger.write_text("not a database, but somebody's notes" * 100)
    before = ledger.read_bytes()
    with pytest.raises(LedgerError):
        program_driver.open(sandbox, ledger)
    assert ledger.read_bytes() == before


def test_a_closed_program_says_so(program, sandbox):
    program.close()
    assert "closed" in repr(program.program)
    calls = [
        lambda: program.send(prompt()),
        program.sync,
        program.reconcile,
        lambda: program.prompt_status("case_1"),
        program.coverage,
        program.attempts,
        lambda: program.folded("1"),
        program.fold,
    ]
    for call in calls:
        with pytest.raises(ConfigurationError, match="the program is closed"):
            call()
    program.close()
    assert sandbox.requests == []


def test_what_fails_after_asking_does_not_say_that_nobody_was_asked(program, monkeypatch):
    def fail(*_):
        raise MemoryError("of a person")

    with monkeypatch.context() as patch:
        patch.setattr(_program_records, "SendOutcome", fail)
        with pytest.raises(OutcomeUnknownError, match="the person was asked.*MemoryError") as raised:
            program.send(prompt())
    assert "of a person" not in str(raised.value)
    assert program.send(prompt()).reason == "cooldown"


def test_with_closes_the_ledger_and_not_the_client(sandbox, ledger):
    with sandbox.client() as client, Program(client, ledger) as program:
        assert program.client is client
        assert open_files(ledger.parent)
        program.close()
        assert open_files(ledger.parent) == []
        client.verify_credentials()
    with sandbox.client() as client, Program.open(client, ledger) as program:
        program.send(prompt())
    assert open_files(ledger.parent) == []


def test_async_with_opens_and_closes_the_ledger_and_not_the_client(sandbox, ledger):
    async def main():
        client = sandbox.async_client()
        program = AsyncProgram(client, ledger)
        assert program.client is client and not ledger.exists()
        async with program as entered:
            assert entered is program and open_files(ledger.parent)
        assert open_files(ledger.parent) == []
        await client.verify_credentials()

    AsynchronousProgram(None).settle(main())


def test_an_async_program_is_opened_by_the_first_call_at_the_latest(sandbox, ledger):
    program = AsynchronousProgram(AsyncProgram(sandbox.async_client(), ledger))
    assert not ledger.exists()
    assert program.attempts() == [] and ledger.exists()
    program.close()


def test_a_program_that_is_dropped_closes_the_ledgers_files(program_driver, sandbox, ledger):
    made = program_driver.open(sandbox, ledger)
    made.send(prompt())
    assert "feedback.db" in open_files(ledger.parent)
    made = None
    gc.collect()
    # Whatever a call that has just ended held is dropped a moment later.
    until(lambda: open_files(ledger.parent) == [])


def test_a_program_of_a_closed_client_is_refused(sandbox, ledger):
    client = sandbox.client()
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        Program(client, ledger)


def test_closing_the_client_leaves_the_program_working(program):
    if isinstance(program, BlockingProgram):
        program.program.client.close()
    else:
        program.settle(program.program.client.close())
    assert program.send(prompt()).status == "sent"


def test_two_programs_of_one_process_share_a_ledger(program_driver, sandbox, ledger):
    first, second = (program_driver.open(sandbox, ledger) for _ in range(2))
    assert first.send(prompt()).status == "sent"
    assert second.send(prompt()).reason == "cooldown"
    assert first.attempts() == second.attempts()
    first.close()
    assert second.send(prompt(1)).status == "sent"
    second.close()
    assert len(seen(sandbox, "/create")) == 2


def test_a_program_has_the_policy_that_it_was_given(program_driver, sandbox, ledger):
    made = program_driver.open(sandbox, ledger, Policy(suppressed_user_ids=[prompt().to_user_id]))
    assert made.send(prompt()).reason == "suppressed"
    made.close()


def test_a_program_is_not_pickled_or_copied(program):
    for make in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="open the ledger where it is used"):
            make(program.program)


def test_a_feedback_of_an_outcome_is_a_feedback(program):
    assert isinstance(program.send(prompt()).feedback, Feedback)
