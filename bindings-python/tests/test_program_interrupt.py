"""Ctrl-C while a program waits: KeyboardInterrupt within a second, and never a second chance to ask."""

import time

import pytest
from process_support import program
from test_interrupt import interrupt

CALLS = {
    "send_that_is_answered": "sent",
    "send_that_is_never_answered": "unknown",
    "send_before_anything_was_written": "sent",
    "send_in_asyncio": "sent",
    "sync": "pulled",
    "sync_with_progress": "pulled",
    "reconcile": "pulled",
    "opening": "sent",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_waits_is_interrupted_within_a_second_and_the_ledger_knows_what_became_of_it(call):
    with program("program_interrupts", call) as running:
        sent = interrupt(running)
        assert running.line() == "interrupted"
        assert time.monotonic() - sent < 1
        assert running.line() == CALLS[call]
        running.ends_well()
