"""A program may end at any moment: in time, with its own exit code, and without a word."""

import pytest
from process_support import case

# Seconds that a program may take, its start included.
SOON = 5.0


@pytest.mark.parametrize("made", ["only_a_client", "only_an_async_client", "only_a_sandbox", "a_client_that_called"])
def test_what_was_made_and_never_closed_keeps_no_program_alive(made):
    case("exits", made, guard=SOON)


def test_daemon_threads_with_requests_in_flight_keep_no_program_alive():
    case("exits", "daemon_threads", guard=SOON)


def test_daemon_threads_in_the_middle_of_calls_keep_no_program_alive():
    case("exits", "busy_daemon_threads", guard=SOON)


def test_calls_that_end_while_the_interpreter_takes_itself_apart_do_no_harm():
    case("exits", "daemon_threads_whose_calls_end_during_the_exit", guard=SOON)


def test_a_daemon_thread_that_is_writing_to_the_log_keeps_no_program_alive():
    case("exits", "a_daemon_thread_that_logs", guard=SOON)


def test_a_program_may_end_as_soon_as_its_async_calls_have():
    case("exits", "many_async_calls", guard=SOON)


def test_a_program_may_end_while_its_loop_is_still_being_told():
    case("exits", "a_loop_that_is_called_at_leisure", guard=SOON)


def test_tasks_that_are_pending_keep_no_program_alive():
    case("exits", "pending_tasks", guard=SOON)


def test_sys_exit_in_a_task_ends_the_program_with_its_code():
    case("exits", "sys_exit_in_a_task", guard=SOON, code=3)


def test_calls_in_an_exit_handler_still_work():
    assert case("exit_handler", guard=SOON) == "called\n"


def test_a_thread_that_an_exit_handler_waits_for_still_calls():
    assert case("exit_worker", guard=SOON) == "asked 5\n"


def test_a_zone_written_in_python_does_no_harm_at_the_end():
    case("exits", "daemon_threads_that_ask_a_zone", guard=SOON)


PROGRAMS = ["only_a_program", "only_an_async_program", "one_that_was_never_opened", "a_program_that_sent"]


@pytest.mark.parametrize("made", PROGRAMS)
def test_a_ledger_that_was_never_closed_keeps_no_program_alive(made):
    case("program_exits", made, guard=SOON)


@pytest.mark.parametrize("calls", ["daemon_threads", "busy_daemon_threads", "pending_tasks"])
def test_calls_of_a_program_that_are_under_way_keep_no_program_alive(calls):
    case("program_exits", calls, guard=SOON)


def test_a_progress_callback_may_end_the_program_with_its_code():
    case("program_exits", "in_the_middle_of_a_pull", guard=SOON, code=3)


def test_an_ask_that_the_end_of_its_process_cut_off_may_have_asked(tmp_path):
    case("program_exits", "pending_tasks", str(tmp_path), guard=SOON)
    # Unknown where the process still saw the connection go, or else once its deadline has passed.
    assert case("program_exits", "look", str(tmp_path)) in ("sent\nunknown\n", "sent\nsending\n")
