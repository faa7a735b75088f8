"""Ctrl-C while a call waits: KeyboardInterrupt within a second, and a process that goes on."""

import signal
import time

import pytest
from process_support import case, program


def interrupt(running):
    """Sends Ctrl-C as soon as the call waits."""
    assert running.line() == "waiting"
    running.process.send_signal(signal.SIGINT)
    return time.monotonic()


READS = ["show", "events", "doctor", "waiting_for_a_limit", "in_asyncio"]
SIGN_INS = ["begin_of_a_sign_in", "complete_of_a_sign_in"]


@pytest.mark.parametrize("call", [*READS, *SIGN_INS, "deliveries"])
def test_a_call_that_waits_is_interrupted_within_a_second(call):
    with program("interrupts", call) as running:
        sent = interrupt(running)
        assert running.line() == "interrupted"
        assert time.monotonic() - sent < 1
        assert running.line() == "usable"
        running.ends_well()


def test_a_create_is_interrupted_within_a_second_and_has_asked_once():
    with program("interrupts", "create") as running:
        sent = interrupt(running)
        assert running.line() == "interrupted"
        assert time.monotonic() - sent < 1
        assert running.line() == "usable"
        running.ends_well()


def test_a_handler_that_returns_runs_at_once_and_the_call_goes_on():
    with program("interrupts", "a_handler_that_returns") as running:
        sent = interrupt(running)
        assert running.line() == "handled"
        assert time.monotonic() - sent < 1
        assert running.line() == "usable"
        running.ends_well()


def test_an_interrupt_is_not_lost_while_a_log_handler_runs():
    assert case("interrupts", "in_a_log_handler") == "interrupted\nusable\n"


def test_an_interrupt_costs_no_page():
    assert case("interrupts", "pages_and_a_log_handler") == "nothing is lost\n"


def test_an_interrupt_that_nobody_catches_ends_the_program_as_it_ends_any():
    with program("interrupts", "never_caught") as running:
        interrupt(running)
        code, _, errors = running.outcome()
        assert code == -signal.SIGINT
        assert errors.rstrip().endswith("KeyboardInterrupt")
