"""Children, for the programs that fork."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from twitter_feedback import Client


def child(work: Callable[[], object]) -> int:
    """Forks a child that does the work and then ends as any program does. Returns its process id."""
    process_id = os.fork()
    if process_id == 0:
        work()
        sys.exit(0)
    return process_id


def join(process_id: int) -> None:
    _, status = os.waitpid(process_id, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "the child failed"


def shows(client: Client, feedback_id: str, times: int = 1) -> None:
    for _ in range(times):
        assert client.show(feedback_id).id == feedback_id
